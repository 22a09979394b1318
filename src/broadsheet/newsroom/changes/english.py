"""What the comparison knows of English, from ``english.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path

_LISTS = tomllib.loads((Path(__file__).parent / "english.toml").read_text("utf-8"))


def words(name: str) -> list[str]:
    """Return one of the lists, in its order. Raises KeyError for one that there isn't."""
    return str(_LISTS[name]).split()
