"""Named reads of what we choose to show."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Min, Q, QuerySet

from broadsheet.fronts.keys import PICKS, WEATHER
from broadsheet.fronts.models import Front, Pick, Place, Reading
from broadsheet.fronts.weather.state import WeatherState
from broadsheet.newsroom import keys
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom.models import Section, Story
from broadsheet.press.recorder import read, until

LATEST, DONT_MISS, FRONT_PICKS, SECTION_STORIES = 6, 4, 7, 4


@dataclass
class Arrangement:
    """A front as readers see it. No story stands in it twice."""

    lead: Story | None = None
    picks: list[Story] = field(default_factory=list)
    sections: list[dict[str, object]] = field(default_factory=list)

    def shown(self) -> set[int]:
        """Return the keys of every story on the front so far."""
        blocks = (story for block in self.sections for story in block["stories"])  # type: ignore[attr-defined]
        return {story.pk for story in (*self.picks, *blocks, *filter(None, [self.lead]))}


def state_of_the_weather() -> WeatherState:
    """Return the last reading, as the weather's own rules want it."""
    read(WEATHER)
    reading = Reading.objects.filter(pk=1).first()
    if reading is None:
        return WeatherState()
    names = WeatherState.__dataclass_fields__
    return WeatherState(**{name: getattr(reading, name) for name in names})


def picked(
    *, section: Section | None, place: Place, now: datetime, front: Front | None = None
) -> list[Story]:
    """Return the public stories picked for a place, in the editors' order, until they end.

    A ``front`` that isn't saved yet is read as it stands: that is a preview.
    """
    if front is not None:
        chosen = [p for p in front.picks.all() if p.place == place and _lasts(p, now)]
        order = [pick.story_id for pick in sorted(chosen, key=lambda pick: pick.sort_order or 0)]
    else:
        rows = Pick.objects.filter(front__section=section, front__live=True, place=place)
        _note_ends(rows, now)
        rows = rows.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now)).order_by("sort_order")
        order = list(rows.values_list("story_id", flat=True))
    found = {s.pk: s for s in newsroom.for_cards(newsroom.by_keys(order))}
    return [found[pk] for pk in dict.fromkeys(order) if pk in found]


def _note_ends(rows: QuerySet[Pick], now: datetime) -> None:
    """Note that what is chosen from these picks holds until the next of them ends."""
    read(PICKS)
    until(rows.filter(ends_at__gt=now).aggregate(first=Min("ends_at"))["first"])


def _lasts(pick: Pick, now: datetime) -> bool:
    return pick.ends_at is None or pick.ends_at > now


def rail(*, now: datetime) -> tuple[list[Story], list[Story]]:
    """Return Latest (the newest stories) and Don't Miss (the picks, then the newest by rule).

    Don't Miss never shows what Latest shows, and has one story more than it shows: for the
    page of one of them. Without renditions: a page reads those of all its pictures at once.
    """
    every = newsroom.for_rail(newsroom.published(keys.LATEST))
    newest = list(every[: LATEST + DONT_MISS + 1])
    picked_there = Pick.objects.filter(front__section=None, front__live=True, place=Place.DONT_MISS)
    _note_ends(picked_there, now)
    picks = every.filter(
        Q(picks__ends_at__isnull=True) | Q(picks__ends_at__gt=now),
        picks__front__section=None,
        picks__front__live=True,
        picks__place=Place.DONT_MISS,
    )
    latest = newest[:LATEST]
    hidden = {story.pk for story in latest}
    chosen = {story.pk: story for story in [*picks.order_by("picks__sort_order"), *newest]}
    rest = [story for pk, story in chosen.items() if pk not in hidden]
    return latest, rest[: DONT_MISS + 1]


def home(*, now: datetime, sections: list[Section], front: Front | None = None) -> Arrangement:
    """Arrange the home page: picks first, then the newest, then a block for each section."""
    picks = picked(section=None, place=Place.FRONT, now=now, front=front)
    arrangement = _filled(picks, newsroom.published(keys.LATEST))
    blocks = newsroom.newest_by_section(
        sections, limit=SECTION_STORIES, besides=arrangement.shown()
    )
    arrangement.sections = [
        {"section": section, "stories": stories} for section, stories in blocks.items() if stories
    ]
    return arrangement


def section_front(*, section: Section, now: datetime, front: Front | None = None) -> Arrangement:
    """Arrange a section's front: its picks, then its newest."""
    picks = picked(section=section, place=Place.FRONT, now=now, front=front)
    return _filled(picks, newsroom.in_section(section), most=4)


def _filled(picks: list[Story], stories: QuerySet[Story], most: int = FRONT_PICKS) -> Arrangement:
    """Fill up with what is newest; a retracted story stands only where somebody picked it."""
    chosen = picks[:most]
    if len(chosen) < most:
        rest = stories.filter(retracted_at__isnull=True).exclude(pk__in=[s.pk for s in chosen])
        chosen += list(newsroom.for_cards(rest)[: most - len(chosen)])
    return Arrangement(lead=chosen[0] if chosen else None, picks=chosen[1:])
