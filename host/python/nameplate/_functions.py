"""What can be done with a catalog."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from typing import Any, Literal

from nameplate import _core
from nameplate._analyses import Claims, Comparison, Sensitivity
from nameplate._arguments import Count, Path, Words, machine, question, words
from nameplate._catalog import Catalog, CatalogLike, catalog_of
from nameplate._progress import Progress, reporting
from nameplate._results import Result
from nameplate._sweeps import SweepResult

Kept = Literal[False, True, "device"]
Block = Mapping[str, Any]

_PATHS = 1_000_000
_QMC_PATHS = 1 << 20
_UNTIL_PATHS = 1_000_000_000
_SENSITIVITY_PATHS = 65_536
_SWEEP_PATHS = 100_000


def run(
    catalog: CatalogLike = None,
    *,
    dates: Words = None,
    scope: Words = None,
    metrics: Words = None,
    given: Words = None,
    gross: bool = False,
    paths: Count | None = None,
    seed: Count = 1,
    first_path: Count = 0,
    samples: Kept = False,
    tail: bool = False,
    exact: bool = False,
    until: Words = None,
    qmc: bool = False,
    randomizations: int = 16,
    backend: str = "auto",
    isa: str = "auto",
    threads: int = 0,
    devices: Iterable[int] = (),
    progress: Progress = True,
) -> Result:
    """Runs the Monte Carlo simulation, as `nameplate run` does.

    Results depend on the catalog, what is asked, `seed` and `paths`, and on nothing else.

    :param catalog: a Catalog, a file, or the shipped one
    :param dates: "2028-06", "2026..2030", 2030; the ends of five years unless given
    :param scope: "portfolio", "group:NAME", "build:NAME", "groups", "builds" or "all"
    :param metrics: names, "headline" or "all" (unless given)
    :param given: only paths on which "build:NAME completes" or "build:NAME fails"
    :param gross: do not take overlaps between builds off
    :param paths: one million; at most a billion with `until`; 2**20 with `qmc`
    :param samples: keep every output on every path: True in memory, "device" on a CUDA device
    :param tail: also extreme percentiles and expected shortfalls
    :param exact: percentiles and tails from the paths themselves, and joint exceedance
    :param until: stop once "METRIC@DATE:p50 < 0.1%"
    :param qmc: scrambled Sobol' points in place of random paths, in so many `randomizations`
    :param backend: "auto", "cpu" or "cuda"
    :param progress: draw a bar, or what to call with the paths done and those to do
    :raises InputError: if what is asked cannot be had, with everything that is wrong
    :raises RunError: if the machine fails
    :raises KeyboardInterrupt: soon after Ctrl-C; what was done so far is thrown away
    """
    if samples not in (False, True, "device"):
        raise _core.InputError(f'samples {samples!r}: must be False, True or "device"')
    if paths is None:
        paths = _QMC_PATHS if qmc else _UNTIL_PATHS if until else _PATHS
    kept = "device" if samples == "device" else "host" if samples else ""
    asked = question(dates, scope, metrics, given, gross)
    on = machine(paths, seed, backend, threads, first_path=first_path, isa=isa, devices=devices)
    with reporting(progress) as report:
        return Result(
            _core.simulate(
                catalog_of(catalog)._document,
                asked,
                on,
                samples=kept,
                tail=tail,
                exact=exact,
                until=words(until),
                randomizations=randomizations if qmc else 0,
                progress=report,
            )
        )


def compare(
    base: CatalogLike = None,
    alternative: CatalogLike = None,
    *,
    changes: Mapping[str, Any] | None = None,
    dates: Words = None,
    scope: Words = None,
    metrics: Words = None,
    given: Words = None,
    gross: bool = False,
    paths: Count = _PATHS,
    seed: Count = 1,
    backend: str = "auto",
    threads: int = 0,
    progress: Progress = True,
) -> Comparison:
    """Compares two catalogs path by path, with common random numbers, as `nameplate compare` does.

    :param alternative: a catalog, unless `changes` of the base say it all
    :param changes: edits of the alternative, such as {"builds.meta-hyperion.slip_months": 6}
    """
    if alternative is None and not changes:
        raise _core.InputError("nothing to compare with: give a second catalog, or changes")
    first = catalog_of(base)
    second = first.copy() if alternative is None else catalog_of(alternative).copy()
    own_edits = len(first.edits) if alternative is None else 0
    second.update(changes or {})
    name = ", ".join(second.edits[own_edits:])
    if alternative is not None:
        name = f"{second.path} with {name}" if name else second.path
    asked = question(dates, scope, metrics, given, gross)
    on = machine(paths, seed, backend, threads)
    with reporting(progress) as report:
        return Comparison(_core.compare(first._document, second._document, name, asked, on, report))


def sensitivity(
    catalog: CatalogLike = None,
    metric: Words = None,
    *,
    by: str = "parameter",
    dates: Words = None,
    scope: Words = None,
    gross: bool = False,
    paths: Count = _SENSITIVITY_PATHS,
    seed: Count = 1,
    backend: str = "auto",
    threads: int = 0,
    progress: Progress = True,
) -> Sensitivity:
    """What drives a metric, as `nameplate sensitivity` tells (docs/sensitivity.md).

    :param metric: "homes_energy" or "homes_energy@2030"; several of them
    :param by: what counts as an input: "parameter", "factor" or "build"
    """
    outputs = words(metric)
    if not outputs:
        raise _core.InputError('missing metric: such as metric="homes_energy@2030"')
    asked = question(dates, scope, None, None, gross)
    on = machine(paths, seed, backend, threads)
    with reporting(progress) as report:
        document = _core.sensitivity(catalog_of(catalog)._document, outputs, by, asked, on, report)
        return Sensitivity(document)


def claims(
    catalog: CatalogLike = None,
    claim: Words = None,
    *,
    paths: Count = _PATHS,
    seed: Count = 1,
    backend: str = "auto",
    threads: int = 0,
    progress: Progress = True,
) -> Claims:
    """Sets published claims beside the model, as `nameplate claims` does.

    :param claim: only these, by id
    """
    on = machine(paths, seed, backend, threads)
    with reporting(progress) as report:
        return Claims(_core.claims(catalog_of(catalog)._document, words(claim), on, report))


def sweep(
    scenarios: Path | Block | Sequence[Block],
    catalog: CatalogLike = None,
    *,
    dates: Words = None,
    scope: Words = None,
    metrics: Words = None,
    given: Words = None,
    gross: bool = False,
    paths: Count | None = None,
    seed: Count | None = None,
    backend: str = "auto",
    threads: int = 0,
    progress: Progress = True,
) -> SweepResult:
    """Runs many scenarios of one catalog on the same paths and draws, as `nameplate sweep` does.

    :param scenarios: the file of a sweep (docs/sweeps.md), or one or more of its blocks, such as
        {"grid": {"builds.x.slip_months": [0, 6, 12]}}
    :param catalog: unless given, that of the file, or the shipped one
    :param paths: of each scenario; 100,000 unless the file says otherwise
    """
    is_file = isinstance(scenarios, (str, PathLike))
    planned = (
        _core.PlannedSweep.load(str(scenarios)) if is_file else _core.PlannedSweep.read(_tree(scenarios))  # type: ignore[arg-type]
    )
    if catalog is None:
        catalog = Catalog.load(planned.catalog or None, as_of=planned.as_of or None)
    asked = question(dates, scope, metrics, given, gross, default_scope=False)
    on = machine(
        paths if paths is not None else _SWEEP_PATHS,
        seed if seed is not None else 1,
        backend,
        threads,
    )
    with reporting(progress) as report:
        return SweepResult(
            _core.sweep(
                planned,
                catalog_of(catalog)._document,
                asked,
                on,
                has_paths=paths is not None,
                has_seed=seed is not None,
                progress=report,
            )
        )


def _tree(scenarios: Block | Sequence[Block]) -> dict[str, Any]:
    """What a file of these scenarios would hold."""
    blocks = [scenarios] if isinstance(scenarios, Mapping) else scenarios
    return {"schema": 1, "name": "scenarios", "scenarios": [dict(block) for block in blocks]}
