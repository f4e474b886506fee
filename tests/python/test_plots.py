"""Charts: Altair takes the specifications, and their data are the results."""

from typing import Any

import altair as alt
import nameplate
import pytest


def values_of(chart: alt.Chart) -> list[dict[str, Any]]:
    """The rows that a chart draws."""
    specification = chart.to_dict()
    data = specification["data"]
    if "name" in data:
        return list(specification["datasets"][data["name"]])
    return list(data["values"])


def test_a_fan_chart_draws_the_percentiles(small_run: nameplate.Result) -> None:
    rows = values_of(small_run.plot.fan("facility_gw"))
    frame = small_run.summary()
    medians = frame[frame["metric"] == "facility_gw"]["p50"].tolist()
    assert [row["p50"] for row in rows] == medians


def test_an_unknown_metric_is_refused(small_run: nameplate.Result) -> None:
    with pytest.raises(nameplate.InputError, match='unknown metric "facility"; did you mean "facility_gw"'):
        small_run.plot.fan("facility")


def test_builds_are_ranked(small_file: str) -> None:
    result = nameplate.run(small_file, metrics="facility_gw", scope="builds", dates=2028, paths=500)
    assert len(values_of(result.plot.ranking("facility_gw"))) == 2


def test_the_balance_of_power_is_drawn(small_file: str) -> None:
    result = nameplate.run(small_file, metrics="headline", dates=2028, paths=500)
    assert values_of(result.plot.waterfall())


def test_sensitivity_and_claims_are_drawn(small_file: str) -> None:
    analysis = nameplate.sensitivity(small_file, "facility_gw@2027", paths=1024)
    assert values_of(analysis.plot.tornado())
    assert values_of(analysis.plot.shapley("facility_gw"))
    claims = nameplate.claims(claim="homes-30gw-energy", paths=1000)
    assert values_of(claims.plot.percentiles())
