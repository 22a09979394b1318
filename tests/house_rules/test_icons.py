"""An icon that isn't there leaves a gap in the menu, and no error."""

from __future__ import annotations

import re
from pathlib import Path

from wagtail.admin.icons import get_icons

SOURCE = Path(__file__).parents[2] / "src" / "broadsheet"
NAMED = re.compile(r"""\b\w*icon(?:_name| name|)\s?=\s?["']([a-z][\w-]*)["']""")
KNOWN = re.compile(r'<symbol[^>]* id="icon-([\w-]+)"')


def test_each_icon_that_the_editor_names_is_there() -> None:
    files = [each for kind in ("*.py", "*.html") for each in SOURCE.rglob(kind)]
    named = {
        (name, each.name)
        for each in files
        if "migrations" not in each.parts and "themes" not in each.parts
        for name in NAMED.findall(each.read_text("utf-8"))
    }
    there = set(KNOWN.findall(get_icons()))
    assert len(there) > 100
    assert not {(name, place) for name, place in named if name not in there}
