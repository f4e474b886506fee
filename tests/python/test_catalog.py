"""Catalogs: reading, editing, and what is wrong with an edit."""

import datetime

import nameplate
import numpy as np
import pytest
from conftest import program_error


def test_the_shipped_catalog_comes_with_the_package() -> None:
    catalog = nameplate.Catalog.load()
    assert "stargate-abilene" in catalog.builds
    assert catalog.as_of == "latest"


def test_as_of_leaves_out_what_was_not_known(small_file: str) -> None:
    assert set(nameplate.Catalog.load(small_file, as_of="2025-09-30").builds) == {"north"}


def test_builds_and_parameters_name_their_sources(small: nameplate.Catalog) -> None:
    north = small.builds["north"]
    assert (north.name, north.region, north.status) == ("North", "us", "operating")
    assert [(phase.planned_mw, phase.energized) for phase in north.phases] == [
        (200, "2025-06"),
        (800, "2026-H2"),
    ]
    assert [small.sources[key] for key in north.source] == ["Memo of the planners, 2025"]
    load_factor = small.parameters["load_factor"]
    assert load_factor.confidence == "medium"
    assert load_factor.source == ["survey", "a survey of operators, 2025"]
    delay = small.parameters["delay_months"]
    assert delay.law is None
    assert delay.law_by_status["announced"] == "2 to 20"


def test_a_value_is_read_as_it_is_written(small: nameplate.Catalog) -> None:
    assert small["builds.north.phases[1].mw"] == 800
    assert small["builds.south.basis"] == {"facility": 0.5, "it": 0.5}
    assert small["builds.north.groups"] == ["both"]
    assert "builds.north.slip_months" not in small
    assert small.get("builds.north.slip_months", 0) == 0


@pytest.mark.parametrize(
    "key, value",
    [
        ("builds.north.slip_months", 6),
        ("builds.north.slip_months", 1.5),
        ("parameters.ramp_months.distribution", "3 to 9"),
        ("builds.south.basis", {"facility": 0.25, "it": 0.75}),
        ("builds.north.parties", ["C"]),
    ],
)
def test_an_edit_reads_back(small: nameplate.Catalog, key: str, value: object) -> None:
    small[key] = value
    assert small[key] == value
    assert len(small.edits) == 1


def test_numbers_of_numpy_and_dates_are_values(small: nameplate.Catalog) -> None:
    small["builds.north.slip_months"] = np.float64(2.5)
    small["builds.north.phases[0].mw"] = np.int64(300)
    small["builds.north.announced"] = datetime.date(2024, 7, 1)
    assert small["builds.north.slip_months"] == 2.5
    assert small.builds["north"].phases[0].planned_mw == 300
    assert small.builds["north"].announced == "2024-07-01"


def test_what_no_catalog_holds_is_a_type_error(small: nameplate.Catalog) -> None:
    with pytest.raises(TypeError, match="must be text|bool, int, float"):
        small["builds.north.slip_months"] = object()


@pytest.mark.parametrize(
    "key, value",
    [
        ("builds.nort.slip_months", 6),
        ("builds.north.slip_month", 6),
        ("builds.north.slip_months", "six"),
        ("builds.north.phases[7].mw", 1),
        ("parameters.load_factor.distribution", "0.9 to 0.6"),
    ],
)
def test_a_wrong_edit_has_the_programs_message(
    small: nameplate.Catalog, small_file: str, key: str, value: object
) -> None:
    with pytest.raises(nameplate.InputError) as raised:
        small[key] = value
    of_program = program_error("run", small_file, "--set", f"{key}={value}")
    assert str(raised.value) == of_program.replace(f"--set {key}={value}", f'catalog["{key}"] = {value}')
    assert isinstance(raised.value, ValueError)
    assert small.edits == []


def test_edits_that_only_hold_together_are_one(small: nameplate.Catalog) -> None:
    values = {"builds.south.basis.facility": 0.25, "builds.south.basis.it": 0.75}
    with pytest.raises(nameplate.InputError, match="sum to 1"):
        small["builds.south.basis.facility"] = 0.25
    small.update(values)
    assert small["builds.south.basis"] == {"facility": 0.25, "it": 0.75}


def test_a_wrong_edit_among_several_changes_nothing(small: nameplate.Catalog) -> None:
    with pytest.raises(nameplate.InputError) as raised:
        small.update({"builds.north.slip_months": 3, "builds.south.slip_months": "x", "builds.z.a": 1})
    assert "builds.north.slip_months" not in small
    assert [problem.place for problem in raised.value.problems] == [
        "builds.south.slip_months",
        "builds.z.a",
    ]


def test_a_copy_is_edited_apart(small: nameplate.Catalog) -> None:
    other = small.copy()
    other["builds.north.slip_months"] = 6
    assert "builds.north.slip_months" not in small
    assert small.edits == []


def test_a_key_that_is_not_there_names_the_nearest(small: nameplate.Catalog) -> None:
    with pytest.raises(KeyError, match='"nort"; did you mean \\\\"north\\\\"|did you mean "north"'):
        small["builds.nort.name"]


def test_a_missing_file_has_the_programs_message() -> None:
    with pytest.raises(nameplate.InputError) as raised:
        nameplate.Catalog.load("missing.toml")
    assert str(raised.value) == program_error("check", "missing.toml")


def test_notebooks_show_builds_and_edits(small: nameplate.Catalog) -> None:
    small["builds.north.slip_months"] = 6
    html = small._repr_html_()
    assert "<td>north</td>" in html
    assert "builds.north.slip_months=6" in html
    assert repr(small) == "<Catalog 'Two sites': 2 builds, as of latest, 1 edits>"
