"""Where the files lie that come with the package."""

from pathlib import Path

_DATA = Path(__file__).parent / "share" / "nameplate"


def catalog() -> Path:
    """The shipped catalog."""
    return _DATA / "catalog.toml"
