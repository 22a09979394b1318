"""What stands around a letter's parts, in its mail: who writes, when, and how to leave."""

from __future__ import annotations

from typing import Any

from babel.dates import format_date

from broadsheet.fronts.page import absolute, locale_of
from broadsheet.lib import clock
from broadsheet.masthead.queries import publication
from broadsheet.newsletters.models import Letter
from broadsheet.newsletters.rendering.marks import standins


def around(letter: Letter) -> dict[str, Any]:
    """Return what the theme's ``letters/letter.html`` and ``.txt`` print besides the parts."""
    paper, number = publication(), letter.number
    when = (number.started_at or clock.now()).astimezone(paper.zone)
    return {
        "letter": letter,
        "list": number.list,
        "paper": paper,
        "day": format_date(when, format="full", locale=locale_of(letter.language)),
        "home": absolute("/"),
        "in_browser": absolute(number.path),
        "links": standins(),
    }
