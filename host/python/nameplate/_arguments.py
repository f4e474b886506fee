"""What the functions take, turned into what the compiled part takes."""

from collections.abc import Iterable
from os import PathLike

from nameplate import _core

Words = str | int | Iterable[str | int] | None
Count = int | float | str
Path = str | PathLike[str]


def words(value: Words) -> list[str]:
    """One word or several, as a list: None is an empty one, a year is text."""
    if value is None:
        return []
    if isinstance(value, (str, int)):
        return [str(value)]
    return [str(word) for word in value]


def question(
    dates: Words,
    scope: Words,
    metrics: Words,
    given: Words,
    gross: bool,
    default_scope: bool = True,
) -> _core.Question:
    scopes = words(scope) or (["portfolio"] if default_scope else [])
    return _core.Question(words(dates), scopes, words(metrics), words(given), gross)


def machine(
    paths: Count,
    seed: Count,
    backend: str,
    threads: int,
    *,
    first_path: Count = 0,
    isa: str = "auto",
    devices: Iterable[int] = (),
) -> _core.Machine:
    return _core.Machine(str(paths), str(seed), str(first_path), backend, isa, str(threads), list(devices))
