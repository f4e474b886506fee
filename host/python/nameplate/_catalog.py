"""Catalogs: what is announced, and what is known about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nameplate import _core, _html, _shipped
from nameplate._arguments import Path


class Catalog:
    """A catalog that is edited in place.

    ``catalog[key]`` reads what is written at a key and ``catalog[key] = value`` replaces it, with the
    keys of ``nameplate run --set`` (docs/catalog.md): ``"builds.stargate-abilene.capacity_gw"``,
    ``"builds.x.phases[0].mw"``, ``"parameters.load_factor.distribution"``. An edit that the catalog
    cannot take raises InputError and changes nothing.
    """

    def __init__(self, document: _core.EditableCatalog) -> None:
        self._document = document

    @classmethod
    def load(
        cls,
        path: Path | None = None,
        *,
        as_of: str | None = None,
        repair_correlation: bool = False,
    ) -> Catalog:
        """Reads and checks a catalog; the shipped one unless a file is named.

        :param as_of: only what was known at that date
        :param repair_correlation: take the nearest matrix of correlations where the factors' is none
        :raises InputError: with everything that is wrong with it
        """
        file = str(path if path is not None else _shipped.catalog())
        return cls(_core.EditableCatalog.load(file, as_of, repair_correlation))

    def copy(self) -> Catalog:
        """One of its own, to edit apart."""
        return Catalog(self._document.copy())

    def __getitem__(self, key: str) -> Any:
        return self._document.get(key)

    def __setitem__(self, key: str, value: Any) -> None:
        self.update({key: value})

    def __contains__(self, key: str) -> bool:
        return self._document.has(key)

    def get(self, key: str, default: Any = None) -> Any:
        """What is written at a key, or `default` where nothing is."""
        return self._document.get(key) if key in self else default

    def update(self, values: Mapping[str, Any]) -> None:
        """Several edits that only hold together, such as shares with the sum 1: all or none."""
        self._document.set(dict(values))

    @property
    def name(self) -> str:
        return self._document.name

    @property
    def path(self) -> str:
        return self._document.path

    @property
    def as_of(self) -> str:
        """A date, or "latest"."""
        return self._document.as_of

    @property
    def edits(self) -> list[str]:
        """What was changed since it was loaded, as KEY=VALUE."""
        return self._document.edits

    @property
    def builds(self) -> dict[str, _core.Build]:
        return self._document.builds

    @property
    def parameters(self) -> dict[str, _core.Parameter]:
        return self._document.parameters

    @property
    def platforms(self) -> dict[str, _core.Platform]:
        return self._document.platforms

    @property
    def regions(self) -> dict[str, _core.Region]:
        return self._document.regions

    @property
    def groups(self) -> dict[str, _core.Group]:
        return self._document.groups

    @property
    def claims(self) -> dict[str, _core.Claim]:
        return self._document.claims

    @property
    def sources(self) -> dict[str, str]:
        """What the keys stand for that entries name as their `source`."""
        return self._document.sources

    def __repr__(self) -> str:
        edits = f", {len(self.edits)} edits" if self.edits else ""
        return f"<Catalog {self.name!r}: {len(self.builds)} builds, as of {self.as_of}{edits}>"

    def _repr_html_(self) -> str:
        return _html.catalog(self)


CatalogLike = Catalog | Path | None


def catalog_of(catalog: CatalogLike) -> Catalog:
    """The catalog itself, that of a file, or the shipped one."""
    return catalog if isinstance(catalog, Catalog) else Catalog.load(catalog)
