"""How far a run is, for people who wait for it."""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Callback = Callable[[int, int], object]
Progress = bool | Callback

_BAR_WIDTH = 30
_REDRAW_SECONDS = 0.1
_QUIET_SECONDS = 0.5  # what is over so soon needs no bar


def _line(done: int, total: int, seconds: float) -> str:
    share = min(done / total, 1) if total else 1.0
    filled = int(share * _BAR_WIDTH)
    line = f"{int(100 * share):3d} %  [{'#' * filled}{' ' * (_BAR_WIDTH - filled)}]"
    if not done or done >= total:
        return line
    return f"{line}  {seconds / done * (total - done):.0f} s left"


class _Terminal:
    """A line of standard error that is redrawn and erased in the end."""

    def show(self, text: str) -> None:
        sys.stderr.write(f"\r{text}\x1b[K")
        sys.stderr.flush()

    def end(self) -> None:
        self.show("")
        sys.stderr.write("\r")


class _Notebook:
    """An output of the cell that is replaced and emptied in the end."""

    def __init__(self) -> None:
        self._library: Any = importlib.import_module("IPython.display")
        self._handle: Any = None

    def show(self, text: str) -> None:
        if self._handle is None:
            self._handle = self._library.display(self._library.Pretty(text), display_id=True)
        else:
            self._handle.update(self._library.Pretty(text))

    def end(self) -> None:
        if self._handle is not None:
            self._handle.update(self._library.HTML(""))


def _screen() -> _Terminal | _Notebook | None:
    if sys.stderr.isatty():
        return _Terminal()
    shell = sys.modules.get("IPython")
    if shell is not None and hasattr(shell.get_ipython(), "kernel"):
        return _Notebook()
    return None


class _Bar:
    def __init__(self, screen: _Terminal | _Notebook) -> None:
        self._screen = screen
        self._start = time.monotonic()
        self._drawn = self._start + _QUIET_SECONDS
        self._is_drawn = False

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now < self._drawn:
            return
        self._drawn = now + _REDRAW_SECONDS
        self._is_drawn = True
        self._screen.show(_line(done, total, now - self._start))

    def end(self) -> None:
        if self._is_drawn:
            self._screen.end()


@contextmanager
def reporting(progress: Progress) -> Iterator[Callback | None]:
    """What to call meanwhile: True draws a bar, where there is a terminal or a notebook."""
    if callable(progress):
        yield progress
        return
    screen = _screen() if progress else None
    bar = _Bar(screen) if screen else None
    try:
        yield bar
    finally:
        if bar:
            bar.end()
