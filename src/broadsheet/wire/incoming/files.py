"""Files → items: reading what an agency left in a folder, however it packed it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MAX_BYTES = 50 * 1024 * 1024
SUFFIXES = {".json", ".jsonl", ".ndjson", ".ninjs"}
LINES = {".jsonl", ".ndjson"}


@dataclass(frozen=True)
class Entry:
    """One thing found in a file: an object, or (``data`` is None) why there is none."""

    file: Path
    number: int
    """From 1; 0 for a file that holds one item, or none."""
    data: dict[str, Any] | None
    problem: str = ""

    def where(self) -> str:
        """Name the file and the item."""
        return f"{self.file}, item {self.number}" if self.number else str(self.file)


def entries(files: Iterable[Path]) -> Iterator[Entry]:
    """Yield what is in these files, and in the folders among them, in order."""
    for path in files:
        if not path.is_dir():
            yield from _in_file(path)
            continue
        found = sorted(each for each in path.rglob("*") if each.suffix.lower() in SUFFIXES)
        for each in found:
            yield from _in_file(each)
        if not found:
            yield Entry(path, 0, None, "there is no .json, .jsonl, .ndjson or .ninjs file in it")


def _in_file(path: Path) -> Iterator[Entry]:
    try:
        text = _text(path)
        if path.suffix.lower() in LINES:
            yield from _lines(path, text)
            return
        try:
            found = _json(text)
        except json.JSONDecodeError as error:
            if error.msg != "Extra data" or not _is_json(text.lstrip().split("\n", 1)[0]):
                raise
            yield from _lines(path, text)
            return
    except (ValueError, RecursionError, OSError) as error:
        yield Entry(path, 0, None, _why(error))
        return
    if isinstance(found, list):
        for number, each in enumerate(found, 1):
            yield _entry(path, number, each)
        if not found:
            yield Entry(path, 0, None, "the list in it is empty")
    else:
        yield _entry(path, 0, found)


def _entry(path: Path, number: int, found: Any) -> Entry:
    if isinstance(found, dict):
        return Entry(path, number, found)
    return Entry(path, number, None, "it is not an object: ninjs describes an item as {…}")


def _lines(path: Path, text: str) -> Iterator[Entry]:
    """Yield JSON lines: one object a line, and a bad one doesn't spoil the others."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield _entry(path, number, _json(line))
        except (ValueError, RecursionError) as error:
            yield Entry(path, number, None, _why(error))


def _text(path: Path) -> str:
    """Read a file: UTF-8 with or without a mark, or UTF-16 or -32 as RFC 4627 told them apart."""
    if path.exists() and not path.is_file():
        raise ValueError("it is not a file")
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ValueError(f"it has more than {MAX_BYTES // 2**20} MB; split it")
    if not data.strip():
        raise ValueError("it is empty")
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
        return "its objects are nested too deep"
    if isinstance(error, json.JSONDecodeError):
        return f"it is not JSON: {error.msg}, line {error.lineno}, column {error.colno}"
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, OSError):
        return f"it can't be read: {error.strerror or error}"
    return str(error)
