"""What notebooks show of catalogs and results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nameplate._catalog import Catalog

_MOST_ROWS = 60


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.4g}" if abs(value) < 1e5 else f"{value:,.0f}"
    return escape(str(value))


def _row(cells: Iterable[Any], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{_text(cell)}</{tag}>" for cell in cells) + "</tr>"


def table(caption: str, head: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A table with its first rows, and how many more there are."""
    body = "".join(_row(row, "td") for row in rows[:_MOST_ROWS])
    more = len(rows) - _MOST_ROWS
    rest = f"<p>and {more} more rows: summary() has them all</p>" if more > 0 else ""
    return (
        f"<table><caption>{escape(caption)}</caption><thead>{_row(head, 'th')}</thead>"
        f"<tbody>{body}</tbody></table>{rest}"
    )


def records(caption: str, rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> str:
    return table(caption, columns, [[row.get(column) for column in columns] for row in rows])


def catalog(shown: Catalog) -> str:
    rows = [
        (build.id, build.name, build.status, build.announced, ", ".join(build.source))
        for build in shown.builds.values()
    ]
    caption = f"{shown.name}: {len(rows)} builds, as of {shown.as_of}"
    if shown.edits:
        caption += "; edited: " + ", ".join(shown.edits)
    return table(caption, ("build", "name", "status", "announced", "source"), rows)
