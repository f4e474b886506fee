"""Runs: the program's bytes, frames, samples, and what ends a run early."""

import json
import os
import signal
import threading
import time
from pathlib import Path

import nameplate
import numpy as np
import pyarrow.parquet
import pytest
from conftest import program_error, results_part, run_program


def test_results_are_the_programs_bytes(small_file: str) -> None:
    result = nameplate.run(small_file, paths=10_000, seed=7, scope="all", dates="2026..2028")
    arguments = (
        "run",
        small_file,
        "--paths",
        "10000",
        "--seed",
        "7",
        "--scope",
        "all",
        "--dates",
        "2026..2028",
    )
    of_program = run_program(*arguments, "--format", "json")
    assert results_part(result.to_json()) == results_part(of_program)
    assert result.to_csv() == run_program(*arguments, "--format", "csv")


def test_an_edited_catalog_gives_the_bytes_of_set(small: nameplate.Catalog, small_file: str) -> None:
    small["builds.north.slip_months"] = 6
    small["parameters.ramp_months.distribution"] = "3 to 9"
    result = nameplate.run(small, paths=10_000)
    of_program = run_program(
        "run", small_file, "--paths", "10000", "--format", "json",
        "--set", "builds.north.slip_months=6", "parameters.ramp_months.distribution=3 to 9",
    )  # fmt: skip
    assert results_part(result.to_json()) == results_part(of_program)


def test_a_result_is_of_the_catalog_as_it_was(small: nameplate.Catalog) -> None:
    result = nameplate.run(small, paths=1000)
    before = result.to_json()
    small["builds.north.slip_months"] = 6
    assert result.to_json() == before


@pytest.mark.parametrize(
    "arguments, options",
    [
        ({"tail": True}, ["--tail"]),
        ({"exact": True}, ["--exact"]),
        ({"qmc": True, "paths": 4096}, ["--qmc", "--paths", "4096"]),
        ({"until": "facility_gw@2027:p50 < 2%"}, ["--until", "facility_gw@2027:p50 < 2%"]),
        ({"given": "build:north completes"}, ["--given", "build:north completes"]),
        ({"gross": True, "first_path": 500}, ["--gross", "--first-path", "500"]),
        ({"threads": 1, "isa": "portable"}, []),
    ],
)
def test_every_mode_gives_the_programs_bytes(
    small_file: str, arguments: dict[str, object], options: list[str]
) -> None:
    asked: dict[str, object] = {"metrics": "facility_gw", "dates": 2027}
    if "qmc" not in arguments and "until" not in arguments:
        arguments = arguments | {"paths": 3000}
        options = [*options, "--paths", "3000"]
    result = nameplate.run(small_file, **asked, **arguments)  # type: ignore[arg-type]
    of_program = run_program(
        "run",
        small_file,
        "--metrics",
        "facility_gw",
        "--dates",
        "2027",
        "--format",
        "json",
        *options,
    )
    assert results_part(result.to_json()) == results_part(of_program)


def test_a_summary_has_the_figures_of_the_document(small_run: nameplate.Result) -> None:
    frame = small_run.summary()
    outputs = json.loads(small_run.to_json())["results"]["outputs"]
    assert len(frame) == len(outputs) == 6
    for row, output in zip(frame.to_dict("records"), outputs, strict=True):
        assert (row["metric"], row["date"]) == (output["metric"], output["date"])
        assert row["mean"] == output["mean"]
        assert [row["p5"], row["p50"], row["p95"]] == [
            output["quantiles"][place]["value"] for place in (0, 2, 4)
        ]


def test_frames_of_both_kinds_hold_the_same(small_run: nameplate.Result) -> None:
    pandas, polars = small_run.summary(), small_run.summary("polars")
    assert list(pandas.columns) == polars.columns
    assert pandas["p95_high"].tolist() == polars["p95_high"].to_list()
    with pytest.raises(ValueError, match='must be "pandas", "polars" or "arrow"'):
        small_run.summary("excel")  # type: ignore[arg-type]


def test_parquet_files_hold_the_summary(small_run: nameplate.Result, tmp_path: Path) -> None:
    small_run.to_parquet(tmp_path / "run.parquet")
    assert pyarrow.parquet.read_table(tmp_path / "run.parquet").equals(small_run.to_arrow())


def test_samples_are_those_of_the_program(
    small_run: nameplate.Result, small_file: str, tmp_path: Path
) -> None:
    file = str(tmp_path / "samples.npy")
    run_program(
        "run", small_file, "--paths", "20000", "--dates", "2027,2028", "--samples", file,
        "--metrics", "facility_gw,accelerators,homes_energy/facility_gw",
    )  # fmt: skip
    of_program = np.load(file)
    for place, metric in enumerate(["facility_gw", "accelerators", "homes_energy/facility_gw"]):
        rows = of_program[2 * place : 2 * place + 2]
        assert small_run.samples(metric).tobytes() == rows.tobytes()
        assert small_run.samples(metric, date="2028-12-31").tobytes() == rows[1].tobytes()


def test_samples_are_the_runs_own_memory(small_run: nameplate.Result) -> None:
    both, second = (
        small_run.samples("accelerators"),
        small_run.samples("accelerators", date="2028-12-31"),
    )
    assert np.shares_memory(both, second)
    assert not both.flags.writeable
    assert both.shape == (2, 20_000)


def test_samples_outlive_their_result(small_file: str) -> None:
    samples = nameplate.run(small_file, metrics="facility_gw", dates=2027, paths=5000, samples=True).samples(
        "facility_gw"
    )
    assert np.isfinite(samples).all() and samples.max() < 10


def test_samples_that_are_not_there_are_refused(small_run: nameplate.Result, small_file: str) -> None:
    with pytest.raises(nameplate.InputError, match='unknown metric "facility"; did you mean "facility_gw"'):
        small_run.samples("facility")
    with pytest.raises(nameplate.InputError, match='unknown date "2030"'):
        small_run.samples("facility_gw", date="2030")
    with pytest.raises(nameplate.InputError, match="no samples were kept"):
        nameplate.run(small_file, metrics="facility_gw", paths=100).samples("facility_gw")
    several = nameplate.run(small_file, metrics="facility_gw", scope="builds", paths=100, samples=True)
    with pytest.raises(nameplate.InputError, match="scope: must be one of build:north, build:south"):
        several.samples("facility_gw")


@pytest.mark.parametrize(
    "arguments, options, renamed",
    [
        ({"metrics": "facility"}, ["--metrics", "facility"], ""),
        ({"scope": "build:nort"}, ["--scope", "build:nort"], ""),
        ({"paths": 1.5}, ["--paths", "1.5"], "paths"),
        ({"paths": 0}, ["--paths", "0"], "paths"),
        ({"dates": "2028..2027"}, ["--dates", "2028..2027"], "dates"),
        ({"backend": "gpu"}, ["--backend", "gpu"], "backend"),
        ({"given": "build:north burns"}, ["--given", "build:north burns"], ""),
    ],
)
def test_what_cannot_be_asked_has_the_programs_message(
    small_file: str, arguments: dict[str, object], options: list[str], renamed: str
) -> None:
    with pytest.raises(nameplate.InputError) as raised:
        nameplate.run(small_file, **arguments)  # type: ignore[arg-type]
    of_program = program_error("run", small_file, *options)
    assert str(raised.value) == (of_program.replace(f"--{renamed}", renamed) if renamed else of_program)


@pytest.mark.parametrize(
    "arguments, text",
    [
        ({"qmc": True, "samples": True}, "samples: cannot be used together with qmc"),
        ({"qmc": True, "tail": True}, "tail: cannot be used together with qmc"),
        (
            {"qmc": True, "until": "facility_gw@2027:mean < 1"},
            "until: cannot be used together with qmc",
        ),
        (
            {"exact": True, "samples": "device"},
            'exact: cannot be used together with samples="device"',
        ),
        ({"samples": "disk"}, "samples 'disk': must be False, True or \"device\""),
    ],
)
def test_what_excludes_each_other_is_refused(
    small_file: str, arguments: dict[str, object], text: str
) -> None:
    with pytest.raises(nameplate.InputError) as raised:
        nameplate.run(small_file, **arguments)  # type: ignore[arg-type]
    assert str(raised.value) == text


@pytest.mark.timeout(60)
def test_ctrl_c_ends_a_run_while_other_threads_go_on(small_file: str) -> None:
    """The thread can only count, and then interrupt, if the run does not hold the interpreter."""
    counted = 0

    def count_and_interrupt() -> None:
        nonlocal counted
        for _ in range(20):
            counted += 1
            time.sleep(0.01)
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=count_and_interrupt)
    thread.start()
    with pytest.raises(KeyboardInterrupt):
        nameplate.run(small_file, paths=10**15)
    thread.join()
    assert counted == 20


@pytest.mark.timeout(60)
def test_a_callback_that_raises_ends_the_run(small_file: str) -> None:
    class Enough(Exception):
        pass

    def stop(done: int, total: int) -> None:
        assert total == 10**15
        if done > 0:
            raise Enough

    with pytest.raises(Enough):
        nameplate.run(small_file, paths=10**15, progress=stop)


def test_a_callback_is_told_of_the_end(small_file: str) -> None:
    calls: list[tuple[int, int]] = []
    nameplate.run(small_file, paths=50_000, progress=lambda done, total: calls.append((done, total)))
    assert calls[-1] == (50_000, 50_000)


def test_a_result_prints_the_programs_table(small_run: nameplate.Result) -> None:
    assert "Two sites" in str(small_run)
    assert repr(small_run) == "<Result of 6 outputs, 20,000 paths (cpu)>"


def test_notebooks_show_the_percentiles(small_run: nameplate.Result) -> None:
    html = small_run._repr_html_()
    assert html.count("<tr>") == 7
    assert "<th>p95</th>" in html
