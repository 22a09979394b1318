"""What pages there are: each room above says which addresses are its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.utils.module_loading import import_string

from broadsheet.press.serve import NOWHERE


def every() -> Iterator[str]:
    """Yield the address of every public page, those that matter most first."""
    yield NOWHERE
    for room in settings.PRESS_CATALOGUES:
        yield from import_string(f"{room}.every")()


def born(keys: Iterable[str]) -> set[str]:
    """Return the addresses that may have come to be, when these keys have changed."""
    keys = list(keys)
    found: set[str] = set()
    for room in settings.PRESS_CATALOGUES:
        found.update(import_string(f"{room}.born")(keys))
    return found
