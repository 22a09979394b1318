"""X4: text is written as text; where it isn't, somebody has looked at it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "src" / "broadsheet"
TRUSTING = re.compile(r"\bmark_safe\(|\bSafeString\((?!\"\"\))|\|safe\b|autoescape off|innerHTML")
LOOKED_AT = {
    "search/queries.py": 2,  # a highlight: every piece of it is escaped there
    "staff/templates/signin/add_app.html": 1,  # a QR code, drawn by us of an address quoted by us
    "themes/templatetags/broadsheet.py": 8,  # our own files, JSON-LD, what clean_body has cleaned
    "wire/templates/wire/copy.html": 2,  # blocks as feeds have them, and what lib.html has cleaned
}
"""File → how often it says that something is markup already."""


def test_nothing_is_trusted_to_be_markup_but_what_was_looked_at() -> None:
    found: Counter[str] = Counter()
    for path in PACKAGE.rglob("*"):
        if path.suffix in {".py", ".html", ".js"} and "migrations" not in path.parts:
            name = str(path.relative_to(PACKAGE))
            found[name] += len(TRUSTING.findall(path.read_text("utf-8")))
    assert {name: times for name, times in found.items() if times} == LOOKED_AT
