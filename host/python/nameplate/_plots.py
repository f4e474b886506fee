"""Charts of results."""

from __future__ import annotations


class RunPlots:
    """Charts of a run."""

    def __init__(self, document: str) -> None:
        self._document = document
