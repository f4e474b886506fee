"""Comparisons, sensitivity, claims and sweeps: the program's bytes, and frames of them."""

from pathlib import Path

import nameplate
import pyarrow.ipc
import pytest
from conftest import TESTS, program_error, results_part, run_program


def test_a_comparison_has_the_programs_bytes(small_file: str) -> None:
    comparison = nameplate.compare(
        small_file,
        changes={"builds.north.slip_months": 6},
        paths=5000,
        scope="all",
        dates="2026..2028",
    )
    of_program = run_program(
        "compare", small_file, "--change", "builds.north.slip_months=6", "--paths", "5000",
        "--scope", "all", "--dates", "2026..2028", "--format", "json",
    )  # fmt: skip
    assert results_part(comparison.to_json()) == results_part(of_program)


def test_a_comparison_of_two_catalogs_is_that_of_its_changes(small: nameplate.Catalog) -> None:
    later = small.copy()
    later["builds.north.slip_months"] = 6
    of_two = nameplate.compare(small, later, paths=2000)
    of_changes = nameplate.compare(small, changes={"builds.north.slip_months": 6}, paths=2000)
    assert of_two.results == of_changes.results
    frame = of_two.summary()
    difference = frame["alternative_mean"] - frame["base_mean"]
    # Sums are in fixed point, those of the difference with a scale of their own.
    assert (abs(difference - frame["mean"]) <= 1e-7 * frame["base_mean"]).all()
    assert small.edits == []


def test_nothing_to_compare_with_is_refused(small: nameplate.Catalog) -> None:
    with pytest.raises(nameplate.InputError, match="give a second catalog, or changes"):
        nameplate.compare(small)


def test_sensitivity_has_the_programs_bytes(small_file: str) -> None:
    sensitivity = nameplate.sensitivity(small_file, "facility_gw@2027", by="build", paths=1024)
    of_program = run_program(
        "sensitivity", small_file, "--metric", "facility_gw@2027", "--by", "build", "--paths", "1024",
        "--format", "json",
    )  # fmt: skip
    assert results_part(sensitivity.to_json()) == results_part(of_program)
    frame = sensitivity.summary()
    assert frame["shapley"].is_monotonic_decreasing
    assert frame["shapley"].sum() == pytest.approx(1, abs=1e-9)


def test_an_unknown_grouping_is_refused(small_file: str) -> None:
    with pytest.raises(nameplate.InputError, match="by county: must be one of parameter, factor, build"):
        nameplate.sensitivity(small_file, "facility_gw@2027", by="county")
    with pytest.raises(nameplate.InputError, match="missing metric"):
        nameplate.sensitivity(small_file)


def test_claims_have_the_programs_bytes() -> None:
    ids = ["homes-30gw-energy", "nvidia-first-gw"]
    claims = nameplate.claims(claim=ids, paths=2000)
    of_program = run_program("claims", "--claim", ",".join(ids), "--paths", "2000", "--format", "json")
    assert results_part(claims.to_json()) == results_part(of_program)
    frame = claims.summary().set_index("claim")
    assert frame.loc["homes-30gw-energy", "claimed_low"] == 25e6
    assert frame.loc["nvidia-first-gw", "claimed_by"] == "2026-H2"


def test_an_unknown_claim_has_the_programs_message() -> None:
    with pytest.raises(nameplate.InputError) as raised:
        nameplate.claims(claim="homes-30gw")
    assert str(raised.value) == program_error("claims", "--claim", "homes-30gw")


def test_a_sweep_has_the_programs_bytes(tmp_path: Path) -> None:
    file = str(TESTS / "cli" / "small-sweep.toml")
    sweep = nameplate.sweep(file, paths=1000)
    csv, columnar = tmp_path / "sweep.csv", tmp_path / "sweep.arrows"
    run_program("sweep", file, "--paths", "1000", "-o", str(csv), "--columnar", str(columnar))
    assert sweep.to_csv() == csv.read_text()
    assert sweep.to_arrow().equals(pyarrow.ipc.open_stream(columnar).read_all())


def test_scenarios_of_python_keep_their_order(small: nameplate.Catalog) -> None:
    sweep = nameplate.sweep(
        [
            {"grid": {"builds.south.slip_months": [0, 6], "builds.north.slip_months": [0, 3]}},
            {"list": [{"name": "both", "set": {"builds.north.slip_months": 9}}]},
        ],
        small,
        metrics="facility_gw",
        dates=2028,
        paths=500,
    )
    assert list(sweep.summary()["scenario"]) == [
        "base",
        "south.slip_months=0; north.slip_months=0",
        "south.slip_months=0; north.slip_months=3",
        "south.slip_months=6; north.slip_months=0",
        "south.slip_months=6; north.slip_months=3",
        "both",
    ]


def test_a_wrong_scenario_says_where(small: nameplate.Catalog) -> None:
    with pytest.raises(nameplate.InputError) as raised:
        nameplate.sweep({"grid": {"builds.nort.slip_months": [0, 6]}}, small)
    assert 'unknown build "nort"; did you mean "north"' in str(raised.value)


def test_results_go_to_parquet_and_notebooks(small_file: str, tmp_path: Path) -> None:
    comparison = nameplate.compare(small_file, changes={"builds.north.slip_months": 6}, paths=500)
    comparison.to_parquet(tmp_path / "comparison.parquet")
    assert (tmp_path / "comparison.parquet").stat().st_size > 0
    assert "<th>alternative_p50</th>" in comparison._repr_html_()
    assert str(comparison) == comparison.to_table()
