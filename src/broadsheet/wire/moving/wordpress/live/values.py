"""Values of the API's answers, whatever is in them: a site may have been changed in any way."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from broadsheet.wire.incoming.values import fit
from broadsheet.wire.moving.wordpress.dates import moment as read_moment

Thing = dict[str, Any]


def text(thing: Thing, name: str) -> str:
    """Return a text, be it plain or what the site renders; "" for none."""
    found = thing.get(name)
    if isinstance(found, dict):
        found = found.get("rendered")
    return fit(found) if isinstance(found, str) else ""


def number(thing: Thing, name: str) -> str:
    """Return a number as records name things by; "" for none and for zero, which is nobody."""
    found = thing.get(name)
    return str(found) if isinstance(found, int) and found > 0 else ""


def numbers(thing: Thing, name: str) -> list[str]:
    """Return a list of numbers."""
    found = thing.get(name)
    listed = found if isinstance(found, list) else []
    return [str(each) for each in listed if isinstance(each, int) and each > 0]


def inner(thing: Thing, *names: str) -> Thing:
    """Return an object within objects; an empty one where there is none."""
    for name in names:
        found = thing.get(name)
        thing = found if isinstance(found, dict) else {}
    return thing


def moment(thing: Thing, name: str, offset: timedelta) -> datetime | None:
    """Return a time: ``<name>_gmt``, or ``name`` by the site's clock, ``offset`` ahead of that."""
    if found := read_moment(text(thing, f"{name}_gmt")):
        return found
    here = read_moment(text(thing, name))
    try:
        return here and here - offset
    except OverflowError:
        return None
