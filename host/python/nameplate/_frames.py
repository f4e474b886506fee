"""Tables of results: Arrow, and what is made of it.

Libraries are loaded when they are needed, so that `import nameplate` takes no time.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from nameplate._arguments import Path

if TYPE_CHECKING:
    import pyarrow as pa

FrameKind = Literal["pandas", "polars", "arrow"]


def table_of_stream(stream: Any) -> pa.Table:
    """The table of an Arrow stream, whose memory it goes on using."""
    import pyarrow as pa
    import pyarrow.ipc

    return pa.ipc.open_stream(pa.py_buffer(stream)).read_all()


def frame_of(table: pa.Table, kind: FrameKind) -> Any:
    """A table as a pandas or polars frame, or as it is; columns are not copied where that can be."""
    if kind == "arrow":
        return table
    if kind == "polars":
        return importlib.import_module("polars").from_arrow(table)
    if kind == "pandas":
        return table.to_pandas(split_blocks=True, self_destruct=False)
    raise ValueError(f'frame {kind!r}: must be "pandas", "polars" or "arrow"')


def write_parquet(table: pa.Table, path: Path) -> None:
    import pyarrow.parquet

    pyarrow.parquet.write_table(table, str(path))


def number(value: Any) -> float | None:
    """A number of a JSON document, in which infinities are text."""
    return None if value is None else float(value)


def results_of(document: str) -> dict[str, Any]:
    """What a JSON document says of the results, without the facts of the machine."""
    results: dict[str, Any] = json.loads(document)["results"]
    return results


def table_of_rows(rows: Iterable[dict[str, Any]]) -> pa.Table:
    import pyarrow as pa

    listed = list(rows)
    names = dict.fromkeys(name for row in listed for name in row)
    return pa.table({name: [row.get(name) for row in listed] for name in names})


def percentiles(quantiles: Iterable[dict[str, Any]], prefix: str = "") -> dict[str, Any]:
    """p5, p5_low, p5_high, ... as columns."""
    columns = {}
    for quantile in quantiles:
        name = f"{prefix}p{100 * quantile['p']:g}"
        for end, key in ("value", name), ("low", name + "_low"), ("high", name + "_high"):
            columns[key] = number(quantile[end])
    return columns
