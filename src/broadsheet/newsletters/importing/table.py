"""CSV files, whoever wrote them: encoding and delimiter found out, read line by line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

DELIMITERS = ",;\t|"
LONGEST_CELL = 1 << 20
PIECE = 1 << 16

BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class UnreadableError(ValueError):
    """A table that can't be read, or not as was said; the message says why, and what to do."""


@dataclass(frozen=True)
class Row:
    """A line of a table: its number in the file, its cells, and how many bytes were read by then.

    ``problem`` says why the cells can't be read, when they can't.
    """

    number: int
    cells: list[str]
    read: int
    problem: str = ""


@dataclass(frozen=True)
class Table:
    """An open table: the names of its columns, and its rows, to be read once."""

    columns: list[str]
    rows: Iterator[Row]
    bytes: int


@contextmanager
def opened(path: Path) -> Iterator[Table]:
    """Open a table, for as long as the block lasts. Memory doesn't grow with the file.

    Raises UnreadableError for a file without a line of column names, OSError for one that
    can't be opened.
    """
    encoding = _encoding(path)
    with path.open("rb") as raw:
        text = io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline="")
        head = text.read(PIECE)
        text.seek(0)
        csv.field_size_limit(LONGEST_CELL)
        reader = csv.reader(text, delimiter=_delimiter(head))
        columns = _columns(reader)
        yield Table(columns, _rows(reader, raw, len(columns)), path.stat().st_size)


def _columns(reader: Iterator[list[str]]) -> list[str]:
    try:
        columns = [name.strip() for name in next(reader, [])]
    except csv.Error as error:
        raise UnreadableError(f"The file’s first line can’t be read ({error}).") from error
    if not any(columns):
        raise UnreadableError("The file is empty: its first line must name the columns.")
    return columns


def _rows(reader: Iterator[list[str]], raw: io.BufferedReader, width: int) -> Iterator[Row]:
    while True:
        number: int = reader.line_num + 1  # type: ignore[attr-defined]
        try:
            cells = [cell.replace("\x00", "") for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(number, [], raw.tell(), f"this line can’t be read ({error})")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        extra = any(cell.strip() for cell in cells[width:])
        yield Row(number, cells, raw.tell(), "it has more cells than there are columns" * extra)


def _encoding(path: Path) -> str:
    """Return what a file is written in: as its mark says, UTF-8 if it is that, else Windows-1252.

    Addresses are ASCII; the last, which is any Western spreadsheet's, never fails them.
    """
    with path.open("rb") as file:
        start = file.read(3)
        for mark, encoding in BOMS.items():
            if start.startswith(mark):
                return encoding
        file.seek(0)
        decoder = io.TextIOWrapper(file, encoding="utf-8")
        try:
            while decoder.read(PIECE):
                pass
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def _delimiter(head: str) -> str:
    """Return what parts the cells of the first line: what makes the most of them."""
    line = head.splitlines()[0] if head else ""
    return max(DELIMITERS, key=lambda each: len(next(csv.reader([line], delimiter=each), [])))
