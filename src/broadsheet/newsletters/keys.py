"""What goes stale when a newsletter is opened, closed or renamed."""

from __future__ import annotations

from broadsheet.newsletters.models import List
from broadsheet.press.watching import watch

LISTS = "newsletters"


def declare_all() -> None:
    """Tell the press what this room's rows are read and changed as."""
    watch(List, lambda _each: {LISTS})
