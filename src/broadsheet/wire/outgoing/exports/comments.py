"""What readers wrote under stories in the papers that moved in: kept, and shown to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from broadsheet.wire.moving.ledger import key_of
from broadsheet.wire.moving.models import Arrival, Kind
from broadsheet.wire.outgoing.exports import records


def comments() -> Iterator[records.Comment]:
    """Yield them in their order, numbered by it. No address of a reader is in any."""
    found = Arrival.objects.filter(kind=Kind.COMMENT).order_by("pk")
    numbers = {place: number for number, place in enumerate(found.values_list("move_id", "key"), 1)}
    stories = (
        {
            (move, key): became
            for move, key, became in Arrival.objects.filter(
                kind__in=(Kind.STORY, Kind.PAGE), became__gt=""
            ).values_list("move_id", "key", "became")
        }
        if numbers
        else {}
    )
    for each in found.iterator():
        said = each.data
        became = stories.get((each.move_id, key_of(said.get("story") or "")), "")
        yield records.Comment(
            key=numbers[each.move_id, each.key],
            story=int(became.partition(":")[2]) if became else None,
            author=said.get("author") or "",
            text=said.get("text") or "",
            written=_moment(said.get("written") or ""),
            approved=bool(said.get("approved")),
            answers=numbers.get((each.move_id, key_of(said.get("answers") or ""))),
        )


def _moment(text: str) -> datetime | None:
    found = datetime.fromisoformat(text) if text else None
    return found.replace(tzinfo=UTC) if found and found.tzinfo is None else found
