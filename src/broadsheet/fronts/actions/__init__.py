"""The acts on fronts, on releases and on the strip. Nothing else writes them."""

from broadsheet.fronts.actions.fronts import arrange, note_weather
from broadsheet.fronts.actions.releases import (
    note_that_it_stayed,
    plan_release,
    put_in,
    release_now,
    release_scheduled,
    set_hour,
    take_out,
)

__all__ = [
    "arrange",
    "note_that_it_stayed",
    "note_weather",
    "plan_release",
    "put_in",
    "release_now",
    "release_scheduled",
    "set_hour",
    "take_out",
]
