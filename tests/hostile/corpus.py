"""Other people's collections of payloads (see ``corpora/README.md``), and our own."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.lib import xss_payloads

CORPORA = Path(__file__).parent / "corpora"
IMAGES = CORPORA / "images"


def _read(name: str) -> Any:
    return json.loads((CORPORA / f"{name}.json").read_text("utf-8"))


def _h5sc() -> Iterator[str]:
    """Yield H5SC's vectors, with what they run in the places kept for it."""
    known = _read("h5sc")
    places = re.compile(f"%({'|'.join(known['fillings'])})%")
    for vector in known["vectors"]:
        yield places.sub(lambda name: known["fillings"][name[1]], vector)


@functools.cache
def payloads() -> tuple[str, ...]:
    """Return every payload, our own first, each once."""
    found = [*xss_payloads.ALL, *_read("dompurify"), *_h5sc()]
    found += [*_read("payloads-all-the-things"), *_read("blns")]
    return tuple(dict.fromkeys(each for each in found if each.strip()))


@functools.cache
def storable() -> tuple[str, ...]:
    """Return the payloads that a form or a database takes: no NUL, no half of a character."""
    return tuple(each for each in payloads() if "\0" not in each and not _torn(each))


def _torn(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


@functools.cache
def redirects() -> tuple[str, ...]:
    """Return addresses that look like a path of ours and lead elsewhere."""
    return tuple(_read("open-redirects"))
