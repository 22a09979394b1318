"""What the archive has learnt since: stories leant on here that were put right or taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from broadsheet.lib.stored_links import is_key
from broadsheet.newsroom.checks.finding import Finding
from broadsheet.newsroom.checks.prose import passages
from broadsheet.newsroom.queries import by_keys

_PAGE = re.compile(r'linktype="page"[^>]*\bid="(\d+)"|\bid="(\d+)"[^>]*linktype="page"')


def put_right_since(story: Any) -> Iterator[Finding]:
    """Find linked and proposed stories of ours that carry a correction."""
    named = {a or b for p in passages(story) for a, b in _PAGE.findall(p.html)}
    keys = {int(key) for key in named if is_key(key)}
    for block in story.body.raw_data:
        if block["type"] == "also_read" and block["value"].get("story"):
            keys.add(int(block["value"]["story"]))
    if not keys:
        return
    for other in by_keys(keys).filter(corrected_on__isnull=False).defer("body"):
        words = _(
            "“%(title)s”, which this leads to, was corrected on %(day)s: "
            "is what you took from it still right?"
        )
        day = date_format(other.corrected_on) if other.corrected_on else ""
        says = words % {"title": other.title, "day": day}
        yield Finding("archive", says, context=(other.pk, other.corrected_on))
