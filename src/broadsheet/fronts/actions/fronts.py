"""The acts on fronts and on the strip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from broadsheet.fronts.models import Front, Pick, Reading
from broadsheet.fronts.weather.state import WeatherState
from broadsheet.newsroom.models import Section, Story


@transaction.atomic
def arrange(
    *,
    section: Section | None,
    picks: Mapping[str, Sequence[Story]],
    until: Mapping[Story, datetime] | None = None,
) -> Front:
    """Publish a front with these picks, by place, in their order; some of them end at an hour."""
    front, _made = Front.objects.get_or_create(section=section)
    front.picks = [
        Pick(story=story, place=place, sort_order=order, ends_at=(until or {}).get(story))
        for place, stories in picks.items()
        for order, story in enumerate(stories)
    ]
    front.save_revision().publish()
    return front


def note_weather(*, state: WeatherState) -> None:
    """Keep what is known of the weather now."""
    Reading.objects.update_or_create(pk=1, defaults=asdict(state))
