"""Types: what a checker makes of programs that use the package."""

import subprocess
import sys
from pathlib import Path

GOOD = """
import nameplate

catalog = nameplate.Catalog.load(as_of="2025-12-31")
catalog["builds.stargate-abilene.capacity_gw"] = 2
for build in catalog.builds.values():
    gigawatts: float | None = build.capacity_gw
    sources: list[str] = build.source
result: nameplate.Result = nameplate.run(
    catalog, dates=[2028, "2030"], metrics="facility_gw", paths=1e6, samples=True,
    progress=lambda done, total: print(done / total),
)
text: str = result.to_json()
try:
    nameplate.sweep({"grid": {"builds.x.slip_months": [0, 6]}}, catalog)
except nameplate.InputError as error:
    print(error.problems)
"""

WRONG = {
    "nameplate.run(path=10)": 'Unexpected keyword argument "path"',
    'nameplate.run(samples="disk")': "incompatible type \"Literal['disk']\"",
    "x: int = nameplate.run().to_json()": "Incompatible types in assignment",
    'nameplate.Catalog.load().builds["x"].gigawatts': '"Build" has no attribute "gigawatts"',
}


def check(program: str, folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "program.py").write_text(program)
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "program.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def test_good_programs_pass(tmp_path: Path) -> None:
    done = check(GOOD, tmp_path)
    assert done.returncode == 0, done.stdout


def test_wrong_programs_are_found(tmp_path: Path) -> None:
    done = check("import nameplate\n" + "\n".join(WRONG), tmp_path)
    lines = [line for line in done.stdout.splitlines() if ": error:" in line]
    assert len(lines) == len(WRONG), done.stdout
    for line, text in zip(lines, WRONG.values(), strict=True):
        assert text in line
