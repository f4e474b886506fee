"""Results of sweeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nameplate import _core, _frames, _html
from nameplate._arguments import Path
from nameplate._frames import FrameKind

if TYPE_CHECKING:
    import pyarrow as pa

_SHOWN = ("scenario", "scope", "metric", "date", "unit", "mean", "p5", "p50", "p95")


class SweepResult:
    """What `nameplate.sweep` gives: the results of every scenario, in their order."""

    def __init__(self, result: _core.SweepResult) -> None:
        self._result = result

    def to_arrow(self) -> pa.Table:
        """The columns of docs/sweeps.md, one row for each scenario, scope, metric and date."""
        return _frames.table_of_stream(self._result.stream())

    def summary(self, frame: FrameKind = "pandas") -> Any:
        """The same as a frame of "pandas" or "polars", or the "arrow" table itself."""
        return _frames.frame_of(self.to_arrow(), frame)

    def to_parquet(self, path: Path) -> None:
        """Writes the summary as a Parquet file."""
        _frames.write_parquet(self.to_arrow(), path)

    def to_csv(self) -> str:
        """The text of `nameplate sweep -o`, byte for byte."""
        return self._result.to_csv()

    def __repr__(self) -> str:
        return f"<SweepResult of {self.to_arrow().num_rows} rows>"

    def _repr_html_(self) -> str:
        return _html.records("Scenarios", self.to_arrow().to_pylist(), _SHOWN)
