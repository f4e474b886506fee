"""Results of comparisons, sensitivity analyses and claims."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from nameplate import _core, _frames, _html
from nameplate._arguments import Path
from nameplate._frames import FrameKind
from nameplate._plots import ClaimsPlots, SensitivityPlots

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]


class Analysis(ABC):
    """What an analysis gives. Made once, it never changes."""

    _title: ClassVar[str]
    _shown: ClassVar[tuple[str, ...]]

    def __init__(self, document: _core.Document) -> None:
        self._document = document

    @property
    def results(self) -> dict[str, Any]:
        """What `to_json()` has under `results` (docs/results.md)."""
        return _frames.results_of(self.to_json())

    @abstractmethod
    def _rows(self) -> Iterator[Row]: ...

    def to_arrow(self) -> pa.Table:
        return _frames.table_of_rows(self._rows())

    def summary(self, frame: FrameKind = "pandas") -> Any:
        """As a frame of "pandas" or "polars", or an "arrow" table."""
        return _frames.frame_of(self.to_arrow(), frame)

    def to_parquet(self, path: Path) -> None:
        """Writes the summary as a Parquet file."""
        _frames.write_parquet(self.to_arrow(), path)

    def to_json(self) -> str:
        """The document of the command with `--format json`; `results` in it is the same bytes."""
        return self._document.json

    def to_table(self) -> str:
        """The text that the command prints."""
        return self._document.table

    def __str__(self) -> str:
        return self.to_table()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.to_arrow().num_rows} rows>"

    def _repr_html_(self) -> str:
        return _html.records(self._title, list(self._rows()), self._shown)


def _label(output: Row) -> Row:
    return {key: output[key] for key in ("scope", "metric", "date", "unit")}


class Comparison(Analysis):
    """What `nameplate.compare` gives: alternative minus base, path by path."""

    _title = "Alternative minus base"
    _shown = ("scope", "metric", "date", "unit", "base_p50", "alternative_p50", "mean", "p5", "p95")

    def _rows(self) -> Iterator[Row]:
        """The difference, and the medians of both sides."""
        for output in self.results["outputs"]:
            row = _label(output)
            for side in "base", "alternative":
                row[f"{side}_mean"] = _frames.number(output[side]["mean"])
                row |= _frames.percentiles(output[side]["quantiles"], f"{side}_")
            for key in "mean", "mean_standard_error", "standard_deviation":
                row[key] = _frames.number(output["difference"][key])
            row |= _frames.percentiles(output["difference"]["quantiles"])
            for key in "probability_above", "probability_equal", "standard_error_ratio":
                row[key] = _frames.number(output[key])
            yield row


class Sensitivity(Analysis):
    """What `nameplate.sensitivity` gives: which inputs move a metric, and by how much."""

    _title = "Shares of the variance"
    _shown = (
        "metric",
        "date",
        "input",
        "shapley",
        "shapley_error",
        "median_at_p10",
        "median_at_p90",
    )

    @property
    def plot(self) -> SensitivityPlots:
        """Charts: `analysis.plot.tornado()`."""
        return SensitivityPlots(self.to_json(), self.results["outputs"])

    def _rows(self) -> Iterator[Row]:
        """One row for each output and input, the largest Shapley effect first."""
        for output in self.results["outputs"]:
            inputs = sorted(output["inputs"], key=lambda one: -one["shapley"]["value"])
            for effect in inputs:
                row = _label(output) | {"input": effect["input"], "draws": effect["draws"]}
                for share in "shapley", "first_order", "total":
                    row[share] = _frames.number(effect[share]["value"])
                    row[f"{share}_error"] = _frames.number(effect[share]["standard_error"])
                for key in "median_at_p10", "median_at_p90", "pawn", "pawn_noise":
                    row[key] = _frames.number(effect[key])
                yield row


class Claims(Analysis):
    """What `nameplate.claims` gives: published claims beside the model."""

    _title = "Published claims beside the model"
    _shown = (
        "claim",
        "published",
        "claimed_low",
        "claimed_high",
        "unit",
        "p5",
        "p50",
        "p95",
        "verdict",
    )

    @property
    def plot(self) -> ClaimsPlots:
        """Charts: `claims.plot.percentiles()`."""
        return ClaimsPlots(self.to_json())

    def _rows(self) -> Iterator[Row]:
        for claim in self.results["claims"]:
            claimed = claim["claimed"]
            row = {key: claim[key] for key in ("name", "published", "metric", "scope", "skipped")}
            row = {"claim": claim["id"]} | row
            row["unit"] = claimed.get("unit")
            row["claimed_low"] = _frames.number(claimed.get("low"))
            row["claimed_high"] = _frames.number(claimed.get("high"))
            row["claimed_by"] = claimed.get("by")
            quantiles = claim.get("quantiles") or []
            is_date = "by" in claimed
            row |= _frames.percentiles([] if is_date else quantiles)
            row |= {f"date_p{100 * each['p']:g}": each["value"] for each in quantiles if is_date}
            percentiles = claim.get("percentiles") or []
            row["percentile"] = percentiles[0]["value"] if percentiles else None
            row["verdict"] = claim.get("verdict")
            yield row
