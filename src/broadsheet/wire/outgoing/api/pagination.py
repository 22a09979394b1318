"""Pages of a list that stays put: each begins after the last item of the one before.

What is published meanwhile comes before the first page, and moves nothing on the next.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from wagtail.api.v2.utils import BadRequestError

USUAL, MOST = 20, 50
"""Items of a page."""

NUMBER = re.compile(r"[0-9]{1,18}")
"""A key: no more digits than a database takes."""

_MOMENT = "%Y%m%dT%H%M%S%f"
_PLACE = re.compile(r"([0-9]{8}T[0-9]{12})-([0-9]{1,18})")


@dataclass(frozen=True)
class Page:
    """Some items, and the place after which the next page begins; none after the last page."""

    items: list[Any]
    after: str
    limit: int


def page_of(rows: QuerySet[Any], asked: QueryDict, *, by_date: bool) -> Page:
    """Return the page that was asked for: newest first ``by_date``, otherwise by key.

    Raises BadRequestError for a limit or a place that is none.
    """
    limit = _limit(asked.get("limit", str(USUAL)))
    rows = rows.order_by("-published_at", "-pk") if by_date else rows.order_by("pk")
    if place := asked.get("after"):
        rows = rows.filter(_behind_date(place) if by_date else Q(pk__gt=key(place, "after")))
    found = list(rows[: limit + 1])
    after = _place(found[limit - 1], by_date=by_date) if len(found) > limit else ""
    return Page(found[:limit], after, limit)


def key(text: str, name: str) -> int:
    """Return a key that was asked for. Raises BadRequestError for what is none."""
    if not NUMBER.fullmatch(text):
        raise BadRequestError(_("“%(name)s” must be a number.") % {"name": name})
    return int(text)


def _limit(text: str) -> int:
    limit = key(text, "limit")
    if not 1 <= limit <= MOST:
        raise BadRequestError(_("“limit” must be between 1 and %(most)d.") % {"most": MOST})
    return limit


def _place(row: Any, *, by_date: bool) -> str:
    if not by_date:
        return str(row.pk)
    return f"{row.published_at.astimezone(UTC):{_MOMENT}}-{row.pk}"


def _behind_date(place: str) -> Q:
    match = _PLACE.fullmatch(place)
    try:
        moment = datetime.strptime(match[1] if match else "", _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        message = _("“after” is what an answer’s “next” has in it, and nothing else.")
        raise BadRequestError(message) from None
    # The first condition is implied by the second; with it the database walks its index.
    earlier = Q(published_at__lt=moment) | Q(pk__lt=int(match[2] if match else 0))
    return Q(published_at__lte=moment) & earlier
