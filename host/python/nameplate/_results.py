"""Results of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nameplate import _core, _frames, _html
from nameplate._arguments import Path
from nameplate._frames import FrameKind
from nameplate._plots import RunPlots

if TYPE_CHECKING:
    import pyarrow as pa

_SHOWN = ("scope", "metric", "date", "unit", "mean", "p5", "p25", "p50", "p75", "p95")


class Result:
    """What `nameplate.run` gives. Made once, it never changes."""

    def __init__(self, run: _core.Simulation) -> None:
        self._run = run

    @property
    def paths(self) -> int:
        return self._run.paths

    @property
    def seconds(self) -> float:
        """What the paths took, without reading the catalog."""
        return self._run.seconds

    @property
    def backend(self) -> str:
        """ "cpu" or "cuda"."""
        return self._run.backend

    @property
    def plot(self) -> RunPlots:
        """Charts: `result.plot.fan("facility_gw")`."""
        return RunPlots(self.to_json(), self._run.labels, self._run.build_names)

    def to_arrow(self) -> pa.Table:
        """One row for each scope, metric and date: mean, deviation and percentiles with errors."""
        return _frames.table_of_stream(self._run.stream())

    def summary(self, frame: FrameKind = "pandas") -> Any:
        """The same as a frame of "pandas" or "polars", or the "arrow" table itself."""
        return _frames.frame_of(self.to_arrow(), frame)

    def to_parquet(self, path: Path) -> None:
        """Writes `to_arrow()` as a Parquet file."""
        _frames.write_parquet(self.to_arrow(), path)

    def to_json(self) -> str:
        """The document of `nameplate run --format json`; `results` in it is the same bytes."""
        return self._run.to_json()

    def to_csv(self) -> str:
        """The text of `nameplate run --format csv`."""
        return self._run.to_csv()

    def to_table(self) -> str:
        """The text of `nameplate run`."""
        return self._run.to_table()

    def samples(self, metric: str, scope: str | None = None, date: str | None = None) -> Any:
        """The values of a metric on every path; NaN where it has none.

        A read-only NumPy array of shape (dates, paths), or (paths,) for one date; it is the memory
        of the run, not a copy. After ``run(samples="device")`` an array of shape (dates, paths) that
        stays on the device: give it to ``cupy.asarray`` or ``torch.from_dlpack``.

        :param scope: may be left out if the run has one
        :param date: as the summary has it: "2030-12-31"
        :raises InputError: if there is no such output, or none were kept
        """
        places = self._places(metric, scope)
        if date is not None:
            dates = [self._run.labels[place][2] for place in places]
            _core.check_word("date", date, dates)
            places = [places[dates.index(date)]]
        rows: Any = self._run.rows(places[0], len(places))
        if rows is None:
            raise _core.InputError("no samples were kept: run(..., samples=True) keeps them")
        return rows if date is None or isinstance(rows, _core.DeviceArray) else rows[0]

    def _places(self, metric: str, scope: str | None) -> list[int]:
        """Of the outputs of a metric, which stand one after the other by date."""
        labels = self._run.labels
        scopes = list(dict.fromkeys(label[0] for label in labels))
        if scope is None:
            if len(scopes) > 1:
                raise _core.InputError(f"scope: must be one of {', '.join(scopes)}")
            scope = scopes[0]
        _core.check_word("scope", scope, scopes)
        _core.check_word("metric", metric, list(dict.fromkeys(label[1] for label in labels)))
        return [i for i, label in enumerate(labels) if label[:2] == [scope, metric]]

    def __str__(self) -> str:
        return self.to_table()

    def __repr__(self) -> str:
        return f"<Result of {len(self._run.labels)} outputs, {self.paths:,} paths ({self.backend})>"

    def _repr_html_(self) -> str:
        return _html.records(f"{self.paths:,} paths", self.to_arrow().to_pylist(), _SHOWN)
