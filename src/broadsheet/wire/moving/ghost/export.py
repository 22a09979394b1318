"""The file of a Ghost export, row by row: it is one JSON object, and may be larger than memory.

Ghost writes ``{"db": [{"meta": …, "data": {TABLE: [ROW, …]}}]}``; its own tools write
``{"meta": …, "data": …}`` too, and its content API ``{"posts": […]}``.
https://docs.ghost.org/migration/ghost and Ghost's core/server/data/importer
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import ijson
from django.core.exceptions import ValidationError
from ijson.common import ObjectBuilder

from broadsheet.wire.incoming.values import fit

MAX_FILE = 2 * 2**30
MAX_ROW = 20_000_000
"""Characters of one row: a story with all the forms that Ghost keeps its text in."""
MAX_DEPTH = 50
_BOM = b"\xef\xbb\xbf"
_OPENS, _CLOSES = {"start_map", "start_array"}, {"end_map", "end_array"}
_PLACES = [("db", "", "data"), ("data",), ()]
"""Where tables lie: the names of the objects above, "" for a list."""


class NotAnExport(ValidationError):  # noqa: N818  a refusal is an answer
    """The file is no Ghost export, or a broken one; the message says what to do."""


@dataclass(frozen=True)
class Row:
    """A row of a table; ``value`` is empty where it has more characters than can be read."""

    table: str
    number: int
    value: Any
    is_too_long: bool = False


def rows_of(path: Path) -> Iterator[Row]:
    """Yield the rows of every table, in the order of the file.

    Raises NotAnExport, at any time, for what is no JSON or no export; OSError for no file.
    """
    if path.stat().st_size > MAX_FILE:
        raise NotAnExport(f"{path.name} has more than {MAX_FILE // 2**30} GB: no Ghost export has.")
    with path.open("rb") as file:
        try:
            tables = yield from _rows(file)
        except (ijson.JSONError, ValueError, OverflowError) as problem:
            raise NotAnExport(_no_json(path, problem)) from problem
    if "posts" not in tables:
        raise NotAnExport(
            f"{path.name} is no Ghost export: it has no table “posts”. "
            "Ghost writes one under Settings → Advanced → Import/Export."
        )


def _no_json(path: Path, problem: Exception) -> str:
    found = problem.args[0] if problem.args else ""
    text = found.decode("utf-8", "replace") if isinstance(found, bytes) else str(found)
    said = " ".join(fit(text).split())[:200]
    return f"{path.name} can’t be read to its end ({said}): export it anew. Nothing was imported."


def _rows(file: BinaryIO) -> Generator[Row, None, set[str]]:
    """Yield rows; return the names of the tables that there are."""
    file.seek(len(_BOM) if file.read(len(_BOM)) == _BOM else 0)
    above: list[str] = []
    tables: set[str] = set()
    # With ``use_float`` a number that no machine holds is refused; without, one of 5,000 digits
    # ends the process (ijson 3.6).
    events = ijson.basic_parse(file, use_float=True)
    for event, value in events:
        if event == "map_key":
            above[-1] = value
        elif event == "start_array" and _is_table(above):
            tables.add(above[-1])
            yield from _table(above[-1], events)
        elif event in _OPENS:
            above.append("")
            _check(len(above))
        elif event in _CLOSES:
            above.pop()
    return tables


def _is_table(above: list[str]) -> bool:
    """Say whether a list with these names above it, its own the last, is a table."""
    return bool(above and above[-1] and above != ["db"]) and tuple(above[:-1]) in _PLACES


def _table(name: str, events: Iterator[tuple[str, Any]]) -> Iterator[Row]:
    builder, depth, size, number = ObjectBuilder(), 0, 0, 0
    for event, value in events:
        if event == "end_array" and not depth:
            return
        depth += (event in _OPENS) - (event in _CLOSES)
        _check(depth)
        size += len(value) if isinstance(value, str) else 0
        if size <= MAX_ROW:
            builder.event(event, value)
        if not depth:
            number += 1
            is_whole = size <= MAX_ROW
            yield Row(name, number, builder.value if is_whole else None, not is_whole)
            builder, size = ObjectBuilder(), 0


def _check(depth: int) -> None:
    if depth > MAX_DEPTH:
        raise NotAnExport(f"It nests more than {MAX_DEPTH} objects in each other: no export does.")
