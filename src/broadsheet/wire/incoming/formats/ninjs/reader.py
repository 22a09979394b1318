"""Bytes → ninjs objects, however an agency packed them: one, a list, or one a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from broadsheet.wire.incoming.entries import Format, Raw
from broadsheet.wire.incoming.formats.ninjs.item import digest_of, read, uri_of, version_of
from broadsheet.wire.incoming.item import Item

LINES = {".jsonl", ".ndjson"}
TOO_DEEP = "its objects are nested too deep"


@dataclass(frozen=True)
class NinjsObject:
    """One object, as it came."""

    data: dict[str, Any]

    @property
    def uri(self) -> str:
        """What it is known by. Raises SetAside."""
        return uri_of(self.data)

    @property
    def version(self) -> datetime | None:
        """When this version of it was made. Raises SetAside."""
        return version_of(self.data)

    @property
    def digest(self) -> str:
        """SHA-256 of it, whatever the order of its fields."""
        return digest_of(self.data)

    def read(self) -> Item:
        """Return what it says. Raises SetAside."""
        return read(self.data)


def _items(data: bytes, suffix: str) -> Iterator[tuple[int, Raw | str]]:
    """Yield the objects of a file. Raises ValueError when it can't be read."""
    text = _text(data)
    if suffix in LINES:
        yield from _lines(text)
        return
    try:
        found = _json(text)
    except json.JSONDecodeError as error:
        if error.msg != "Extra data" or not _is_json(text.lstrip().split("\n", 1)[0]):
            raise ValueError(_why(error)) from error
        yield from _lines(text)
        return
    except RecursionError as error:
        raise ValueError(TOO_DEEP) from error
    if isinstance(found, list):
        if not found:
            raise ValueError("the list in it is empty")
        yield from ((number, _object(each)) for number, each in enumerate(found, 1))
    else:
        yield 0, _object(found)


NINJS = Format(frozenset({".json", ".jsonl", ".ndjson", ".ninjs"}), _items)


def _object(found: Any) -> Raw | str:
    if isinstance(found, dict):
        return NinjsObject(found)
    return "it is not an object: ninjs describes an item as {…}"


def _lines(text: str) -> Iterator[tuple[int, Raw | str]]:
    """Yield JSON lines: one object a line, and a bad one doesn't spoil the others."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield number, _object(_json(line))
        except (ValueError, RecursionError) as error:
            yield number, _why(error)


def _text(data: bytes) -> str:
    """Decode a file: UTF-8 with or without a mark, or UTF-16 or -32 as RFC 4627 told them apart."""
    encoding = json.detect_encoding(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        raise ValueError(f"its text is not {name} (byte {error.start})") from error


def _json(text: str) -> Any:
    return json.loads(text, parse_constant=_no_number)


def _no_number(name: str) -> Any:
    raise ValueError(f"it is not JSON: {name} is no number there")


def _is_json(text: str) -> bool:
    try:
        _json(text)
    except (ValueError, RecursionError):
        return False
    return True


def _why(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return TOO_DEEP
    if isinstance(error, json.JSONDecodeError):
        return f"it is not JSON: {error.msg}, line {error.lineno}, column {error.colno}"
    return str(error)
