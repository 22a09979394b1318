"""Files → entries: looking through what an agency left in a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from broadsheet.wire.incoming.entries import Entry, Format, in_bytes, why

MAX_BYTES = 50 * 1024 * 1024


def entries(files: Iterable[Path], form: Format) -> Iterator[Entry]:
    """Yield what is in these files, and in the folders among them, in order."""
    for path in files:
        if not path.is_dir():
            yield from _in_file(path, form)
            continue
        found = sorted(each for each in path.rglob("*") if each.suffix.lower() in form.suffixes)
        for each in found:
            yield from _in_file(each, form)
        if not found:
            yield Entry(str(path), 0, None, f"there is no {_any_of(form.suffixes)} file in it")


def _any_of(suffixes: Iterable[str]) -> str:
    *others, last = sorted(suffixes)
    return f"{', '.join(others)} or {last}" if others else last


def _in_file(path: Path, form: Format) -> Iterator[Entry]:
    try:
        data = _bytes(path)
    except (ValueError, OSError) as error:
        yield Entry(str(path), 0, None, why(error))
        return
    suffix = path.suffix.lower()
    yield from in_bytes(data, form, source=str(path), suffix=suffix, folder=path.parent)


def _bytes(path: Path) -> bytes:
    if path.exists() and not path.is_file():
        raise ValueError("it is not a file")
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ValueError(f"it has more than {MAX_BYTES // 2**20} MB; split it")
    if not data.strip():
        raise ValueError("it is empty")
    return data
