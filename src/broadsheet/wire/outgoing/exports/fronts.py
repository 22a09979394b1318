"""What editors chose for fronts, as records."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.fronts.models import Front
from broadsheet.wire.outgoing.exports import records


def fronts() -> Iterator[records.Front]:
    """Yield each front that was arranged as readers have it, the home page's first."""
    found = Front.objects.order_by("section__path", "pk").prefetch_related("picks")
    for front in sorted(found, key=lambda each: each.section_id is not None):
        picks = (
            records.Pick(each.story_id, each.place, each.ends_at) for each in front.picks.all()
        )
        yield records.Front(front.section_id, tuple(picks))
