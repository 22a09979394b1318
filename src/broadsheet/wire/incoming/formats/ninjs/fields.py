"""The fields of a ninjs object, under one spelling whatever its version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from broadsheet.wire.incoming.values import MANY, moment


def named_alike(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object's fields under one spelling.

    ninjs 1.x writes ``body_text``, 2.x ``versioncreated``, 3.x ``versionCreated``:
    here they are ``bodytext`` and ``versioncreated``.
    """
    return {name.lower().replace("_", ""): value for name, value in data.items()}


def moment_in(fields: Mapping[str, Any], name: str) -> datetime | None:
    """Return the date and time in a field, in UTC. Raises SetAside."""
    return moment(fields.get(name), name)


def objects(value: object) -> Iterator[dict[str, Any]]:
    """Yield the objects of a list (2.x, 3.x) or of an object by name (1.x), alike.

    A name in 1.x becomes the field ``name`` of what has none.
    """
    if isinstance(value, dict):
        named = [({"name": name, **each}) for name, each in value.items() if isinstance(each, dict)]
    elif isinstance(value, list):
        named = [each for each in value if isinstance(each, dict)]
    else:
        named = []
    for each in named[:MANY]:
        yield named_alike(each)
