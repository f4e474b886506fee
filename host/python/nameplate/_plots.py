"""Charts of results, as Altair charts of the specifications that reports have too."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from nameplate import _core

if TYPE_CHECKING:
    import altair as alt

Label = Sequence[str]  # scope, metric, date


def _chart(specification: str) -> alt.Chart:
    import altair as alt

    return alt.Chart.from_dict(json.loads(specification))


def _chosen(what: str, word: str | None, known: Sequence[str], default: int) -> str:
    """A word that is known, or the first or the last of them."""
    words = list(dict.fromkeys(known))
    if word is None:
        return words[default]
    _core.check_word(what, word, words)
    return word


class RunPlots:
    """Charts of a run. A scope or date that is left out is the first scope, the last date."""

    def __init__(self, document: str, labels: Sequence[Label], build_names: dict[str, str]) -> None:
        self._document = document
        self._labels = labels
        self._build_names = build_names

    def fan(self, metric: str, scope: str | None = None) -> alt.Chart:
        """Percentiles of a metric by date: median, P25 to P75, P5 to P95."""
        chosen = self._scope(scope)
        self._metric(metric)
        return _chart(_core.fan_chart(self._document, chosen, metric))

    def waterfall(self, scope: str | None = None, date: str | None = None) -> alt.Chart:
        """Mean power at a date: planned; online as announced, overlap, and net.

        The run must have the metrics of "headline".
        """
        return _chart(_core.waterfall_chart(self._document, self._scope(scope), self._date(date)))

    def ranking(self, metric: str, date: str | None = None) -> alt.Chart:
        """The builds by the median of a metric, of a run with scope="builds"."""
        self._metric(metric)
        return _chart(_core.ranking_chart(self._document, metric, self._date(date), self._build_names))

    def _scope(self, scope: str | None) -> str:
        return _chosen("scope", scope, [label[0] for label in self._labels], 0)

    def _metric(self, metric: str) -> str:
        return _chosen("metric", metric, [label[1] for label in self._labels], 0)

    def _date(self, date: str | None) -> str:
        return _chosen("date", date, [label[2] for label in self._labels], -1)


class SensitivityPlots:
    """Charts of a sensitivity analysis, of its last date unless one is named."""

    def __init__(self, document: str, outputs: Sequence[dict[str, Any]]) -> None:
        self._document = document
        self._outputs = outputs

    def tornado(self, metric: str | None = None, date: str | None = None) -> alt.Chart:
        """How far the median goes with each input at its P10 and P90."""
        return _chart(_core.tornado_chart(self._document, self._output(metric, date)))

    def shapley(self, metric: str | None = None, date: str | None = None) -> alt.Chart:
        """Shares of the variance by input."""
        return _chart(_core.shapley_chart(self._document, self._output(metric, date)))

    def _output(self, metric: str | None, date: str | None) -> int:
        chosen = _chosen("metric", metric, [output["metric"] for output in self._outputs], 0)
        at = _chosen("date", date, [output["date"] for output in self._outputs], -1)
        return next(
            i for i, output in enumerate(self._outputs) if (output["metric"], output["date"]) == (chosen, at)
        )


class ClaimsPlots:
    """Charts of claims."""

    def __init__(self, document: str) -> None:
        self._document = document

    def percentiles(self) -> alt.Chart:
        """Where each claim falls among the percentiles of the model."""
        return _chart(_core.claims_chart(self._document))
