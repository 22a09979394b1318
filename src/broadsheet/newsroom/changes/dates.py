"""Days, months, years and hours: “Nov. 5” and “5 November” are one date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.newsroom.changes.english import words

MONTHS = words("months")
MONTH = (
    r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|March|Mar|April|Apr|May|June|Jun|July|Jul|August|Aug"
    r"|September|Sept|Sep|October|Oct|November|Nov|December|Dec)\b\.?"
)
DAY = r"(?P<{0}>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\b"
YEAR = r"(?P<{0}>1[5-9]\d\d|20\d\d)"
WEEKDAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
BEFORE_MONTH = (
    r"(?:in|since|until|till|by|of|from|to|last|next|this|early|late|mid|and|for|through)"
)
RELATIVE = (
    r"(?:the day (?:before|after) )?(?:today|yesterday|tomorrow|tonight|overnight)"
    r"|(?:last|next|this|every|each) (?:week|weekend|month|year|night|spring|summer|autumn|fall"
    r"|winter|morning|afternoon|evening)"
)
DATE = re.compile(
    "|".join(
        [
            rf"\b{MONTH.format('m1')}\s+{DAY.format('d1')}(?:,?\s+{YEAR.format('y1')}\b)?",
            rf"\b{DAY.format('d2')}\s+(?:of\s+)?{MONTH.format('m2')}(?:,?\s+{YEAR.format('y2')}\b)?",
            rf"\b{MONTH.format('m3')}(?:,?\s+(?:of\s+)?{YEAR.format('y3')}\b)",
            r"\b(?P<iso>\d{4}-\d\d-\d\d)\b",
            r"\b(?P<slashes>\d{1,2}[/.]\d{1,2}[/.]\d{2,4})\b",
            rf"\b{BEFORE_MONTH}\s+{MONTH.format('m4')}(?!\.?\s+\d)",
            r"\b(?P<month>January|February|April|June|July|August|September|October|November"
            r"|December)\b",
            rf"\b(?P<weekday>{WEEKDAYS})\b",
            r"\b(?P<hour>\d{1,2}(?:[:.]\d\d)?)\s?(?P<half>a\.?m\b\.?|p\.?m\b\.?|o[’']clock)",
            r"\b(?P<clock>(?:[01]?\d|2[0-3]):[0-5]\d)\b",
            r"\b(?P<noon>noon|midday|midnight)\b",
            rf"(?<![$€£,.\d]){YEAR.format('year')}(?P<decade>s)?\b(?![,.%]?\d|%)",
            rf"\b(?P<relative>(?i:{RELATIVE}))\b",
        ]
    )
)


def dates(text: str) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Yield each date of a text: what it is, how it stands there, and where."""
    for found in DATE.finditer(text):
        yield _value(found), found[0], found.span()


def _value(found: re.Match[str]) -> str:
    said = {name: each for name, each in found.groupdict().items() if each}
    for number in "1234":
        if f"m{number}" in said:
            day, year = said.get(f"d{number}", ""), said.get(f"y{number}", "")
            return f"{_month(said[f'm{number}'])} {day.lstrip('0')} {year}".strip()
    if "month" in said:
        return _month(said["month"])
    if "hour" in said:
        hour = said["hour"].replace(".", ":").removesuffix(":00")
        return f"{hour} {said['half'].lower()[0]}"
    if "noon" in said:
        return said["noon"].replace("midday", "noon")
    if "weekday" in said:
        return said["weekday"].lower().removesuffix("s")
    return "".join(said.values()).lower()


def _month(name: str) -> str:
    return next(month for month in MONTHS if month.startswith(name[:3].lower()))
