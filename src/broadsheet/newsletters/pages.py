"""The one page that newsletters have among the paper's own, for the press."""

from __future__ import annotations

LANDING = "/newsletters/"


def every() -> list[str]:
    """Return its address."""
    return [LANDING]


def born(keys: list[str]) -> list[str]:
    """Return its address when a list has come to be."""
    return [LANDING] if "newsletters" in keys else []
