"""What an agency's file holds, before it is read: entries, and what a format must be able to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from broadsheet.wire.incoming.item import Item


class Raw(Protocol):
    """One item as it came. Each of these raises SetAside for what can't be read."""

    @property
    def uri(self) -> str:
        """What it is known by."""

    @property
    def version(self) -> datetime | None:
        """When this version of it was made."""

    @property
    def digest(self) -> str:
        """SHA-256 of all that it says."""

    def read(self) -> Item:
        """Return what it says, in our words."""


@dataclass(frozen=True)
class Entry:
    """One thing found in a file: an item, or (``raw`` is None) why there is none."""

    source: str
    """The file, or the address, as it is named to whoever imports."""
    number: int
    """From 1; 0 for a file that holds one item, or none."""
    raw: Raw | None
    problem: str = ""
    folder: Path | None = None
    """Where its pictures may lie."""

    def where(self) -> str:
        """Name the file and the item."""
        return f"{self.source}, item {self.number}" if self.number else self.source


@dataclass(frozen=True)
class Format:
    """How one kind of file is read."""

    suffixes: frozenset[str]
    """What such files' names end in, with the dot."""
    items: Callable[[bytes, str], Iterator[tuple[int, Raw | str]]]
    """Given a file's bytes and its name's end: its items, or why one is none, each numbered.

    Raises ValueError for a file that can't be read at all, and says why.
    """


def in_bytes(
    data: bytes, form: Format, *, source: str, suffix: str = "", folder: Path | None = None
) -> Iterator[Entry]:
    """Yield what is in these bytes, numbered where it is several things."""
    try:
        found = list(form.items(data, suffix))
    except (ValueError, RecursionError) as error:
        yield Entry(source, 0, None, why(error))
        return
    for number, each in found:
        if isinstance(each, str):
            yield Entry(source, number, None, each, folder)
        else:
            yield Entry(source, number, each, folder=folder)


def why(error: Exception) -> str:
    """Return what was wrong with a file, for whoever imports it."""
    if isinstance(error, RecursionError):
        return "what is in it is nested too deep"
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, OSError):
        return f"it can't be read: {error.strerror or error}"
    return str(error)
