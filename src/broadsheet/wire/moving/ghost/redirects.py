"""Ghost's own redirects, as its ``redirects.json``: what an owner downloads under Settings → Labs.

https://docs.ghost.org/themes/routing and Ghost's core/server/services/custom-redirects
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from broadsheet.wire.moving.ghost.export import NotAnExport
from broadsheet.wire.moving.ghost.values import flag, text
from broadsheet.wire.moving.records import Broken, Other, Redirect

MAX_FILE = 10_000_000
_ESCAPED = re.compile(r"\\([/.\-])")
_PATTERN = re.compile(r"[\\^$*+?()\[\]{}|]|:\w")


def redirects_of(path: Path) -> Iterator[Redirect | Other | Broken]:
    """Yield each redirect; one that is a pattern for many addresses is told of.

    Raises NotAnExport for what is no such file; OSError for no file.
    """
    for number, each in enumerate(_rows(path), start=1):
        where = f"redirect {number}"
        fields = each if isinstance(each, dict) else {}
        source, target = text(fields, "from").strip(), text(fields, "to").strip()
        plain = _ESCAPED.sub(r"\1", source.removeprefix("^").removesuffix("$"))
        if not source or not target:
            yield Broken(where, "it doesn’t say from where to where")
        elif _PATTERN.search(plain):
            yield Other(where, "redirect", source, "it is a pattern: redirects here are one by one")
        else:
            yield Redirect(f"/{plain.lstrip('/')}", target, flag(fields, "permanent"))


def _rows(path: Path) -> list[object]:
    with path.open("rb") as file:
        data = file.read(MAX_FILE + 1)
    try:
        rows = json.loads(data) if len(data) <= MAX_FILE else None
    except (ValueError, RecursionError):
        rows = None
    if not isinstance(rows, list):
        raise NotAnExport(f"{path.name} is no redirects.json: that is a list of “from” and “to”.")
    return rows
