"""What goes stale when editors choose otherwise, or the weather turns."""

from __future__ import annotations

from broadsheet.fronts.models import Front, Pick, Reading
from broadsheet.press.watching import watch

PICKS = "picks"
WEATHER = "weather"


def declare_all() -> None:
    """Tell the press what this room's rows are read and changed as."""
    for model in (Front, Pick):
        watch(model, lambda _each: {PICKS})
    watch(Reading, lambda _each: {WEATHER})
