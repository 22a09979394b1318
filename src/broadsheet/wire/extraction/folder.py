"""A folder of saved pages → JSON lines: what was found in each, or why nothing was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from broadsheet.wire.extraction.decoding import MAX_BYTES
from broadsheet.wire.extraction.page import extract
from broadsheet.wire.extraction.record import Refused

ENDINGS = {".htm", ".html", ".xhtml"}


def pages_in(place: Path) -> list[Path]:
    """Return a file, or the saved pages under a folder, in order; links are not followed."""
    if place.is_file():
        return [place]
    found = (each for each in place.rglob("*") if each.suffix.lower() in ENDINGS)
    return sorted(each for each in found if each.is_file() and not each.is_symlink())


def lines_of(place: Path) -> Iterator[tuple[bool, str]]:
    """Yield for each page whether it could be read, and a line of JSON about it."""
    for path in pages_in(place):
        name = path.name if path == place else path.relative_to(place).as_posix()
        try:
            with path.open("rb") as file:
                story = extract(file.read(MAX_BYTES + 1))
            told: dict[str, object] = {"file": name, **story.as_json()}
        except (Refused, OSError) as error:
            told = {"file": name, "refused": str(error)}
        yield "refused" not in told, json.dumps(told, ensure_ascii=False)
