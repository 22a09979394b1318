"""WordPress's times. It keeps each twice, in Greenwich's time and in the site's own."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from broadsheet.wire.moving.wordpress.item import Item

_MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?")
_QUARTER = timedelta(minutes=15)


def moment(text: str) -> datetime | None:
    """Return a time as WordPress writes it, in UTC; None for 0000-00-00 and for no time at all."""
    match = _MOMENT.match(text.strip())
    if not match:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None


class Offsets:
    """How far the site's clock was from Greenwich's, as its items tell: by month, for summers."""

    def __init__(self) -> None:
        self._months: dict[int, Counter[timedelta]] = {}

    def learn(self, item: Item) -> None:
        """Take note of an item that has both times."""
        local = moment(item.text("wp:post_date"))
        utc = moment(item.text("wp:post_date_gmt"))
        if local and utc and abs(local - utc) <= timedelta(hours=15):
            seen = self._months.setdefault(local.month, Counter())
            seen[round((local - utc) / _QUARTER) * _QUARTER] += 1

    def at(self, local: datetime) -> timedelta:
        """Return the offset at a time of the site's: its month's, or most items', or none."""
        total: Counter[timedelta] = Counter()
        for seen in self._months.values():
            total.update(seen)
        best = self._months.get(local.month, total).most_common(1)
        return best[0][0] if best else timedelta()


def time_of(gmt: str, local: str, offsets: Offsets) -> datetime | None:
    """Return a time in UTC from Greenwich's, or else from the site's."""
    if found := moment(gmt):
        return found
    here = moment(local)
    try:
        return here and here - offsets.at(here)
    except OverflowError:
        return None


def written(item: Item, offsets: Offsets) -> datetime | None:
    """Return when an item is dated: by WordPress, or for people in its ``pubDate``."""
    found = time_of(item.text("wp:post_date_gmt"), item.text("wp:post_date"), offsets)
    return found or _mail_date(item.text("pubDate"))


def updated(item: Item, offsets: Offsets) -> datetime | None:
    """Return when an item was changed last, where the export says it (WordPress 5.7 and later)."""
    return time_of(item.text("wp:post_modified_gmt"), item.text("wp:post_modified"), offsets)


def _mail_date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return found.astimezone(UTC) if found.tzinfo and found.year > 1 else None
