"""What the tests share: the small catalog, and the program that comes with the package."""

import subprocess
from pathlib import Path

import nameplate
import pytest

TESTS = Path(__file__).resolve().parents[1]
PROGRAM = Path(nameplate.__file__).parent / "bin" / "nameplate"


def results_part(document: str) -> str:
    """Of a JSON document what no machine changes: all but the key `run`."""
    return document[: document.index('\n  "run":')]


def run_program(*arguments: str) -> str:
    """Standard output of the program."""
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def program_error(*arguments: str) -> str:
    """Standard error of the program, which refuses its input."""
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)
    assert done.returncode == 2, done.stdout
    return done.stderr.rstrip("\n")


@pytest.fixture(scope="session")
def small_file() -> str:
    return str(TESTS / "cli" / "small.toml")


@pytest.fixture
def small(small_file: str) -> nameplate.Catalog:
    return nameplate.Catalog.load(small_file)


@pytest.fixture(scope="session")
def small_run(small_file: str) -> nameplate.Result:
    """Three metrics at two dates, with samples."""
    return nameplate.run(
        small_file,
        dates=["2027", "2028"],
        metrics=["facility_gw", "accelerators", "homes_energy/facility_gw"],
        paths=20_000,
        samples=True,
    )
