"""Days that are named without their date: clear today, a riddle in the archive. English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from broadsheet.lib import clock
from broadsheet.newsroom.checks.finding import Finding
from broadsheet.newsroom.checks.prose import is_english, passages, sentences

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATED = rf"(?!\w|,? \(?(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}|{_MONTH} \d))"
_DAY = re.compile(rf"\b(?:(last|next|this)\s+)?({'|'.join(NAMES)}){_DATED}")
_RELATIVE = re.compile(rf"\b([Yy]esterday|[Tt]oday|[Tt]omorrow){_DATED}")
_EVERY = re.compile(r"\b(?:every|each|most)\s+$", re.IGNORECASE)
_COMING = re.compile(
    r"\b(?:will|shall|won’t|going to|(?:is|are) (?:to|due)|plans?|expected|scheduled|until|by)\b"
)
_SHIFT = {"yesterday": -1, "today": 0, "tomorrow": 1}


def without_dates(story: Any) -> Iterator[Finding]:
    """Find named days, with the date that each means under the story's own date."""
    if not is_english():
        return
    told = day_of(story)
    for passage in passages(story):
        for sentence in sentences(passage.text):
            for words, day in named_days(sentence, told):
                dated = f"{words}, {date_format(day, 'MONTH_DAY_FORMAT')}"
                says = _("“%(words)s” is %(day)s: in the archive nobody will know.")
                yield Finding(
                    "days",
                    says % {"words": words, "day": date_format(day)},
                    quote=words,
                    offer=dated,
                    block=passage.block,
                    context=sentence,
                )


def day_of(story: Any) -> date:
    """Return the day, in the paper's zone, that the story's own words are said on."""
    moment = story.published_at or story.go_live_at or clock.now()
    day: date = moment.astimezone(ZoneInfo(story.publication_zone())).date()
    return day


def named_days(sentence: str, told: date) -> Iterator[tuple[str, date]]:
    """Yield each day that a sentence names without a date, and the date that it means.

    A bare weekday is the coming one where the sentence speaks of what is to come,
    otherwise the last one, which may be today.
    """
    for found in _DAY.finditer(sentence):
        before = sentence[: found.start()]
        if _EVERY.search(before):
            continue
        yield found[0], _weekday(found[1], NAMES.index(found[2]), sentence, told)
    for found in _RELATIVE.finditer(sentence):
        yield found[0], told + timedelta(days=_SHIFT[found[1].lower()])


def _weekday(which: str | None, number: int, sentence: str, told: date) -> date:
    ahead = (number - told.weekday()) % 7
    if which == "next":
        return told + timedelta(days=ahead or 7)
    if which == "last":
        return told + timedelta(days=ahead - 7)
    if which == "this" or _COMING.search(sentence):
        return told + timedelta(days=ahead)
    return told + timedelta(days=ahead - 7 if ahead else 0)
