"""Named reads of what stories said before, and of what readers are told of their changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, QuerySet

from broadsheet.masthead.models import ShowVersions
from broadsheet.masthead.queries import publication
from broadsheet.newsroom import keys, queries, wording
from broadsheet.newsroom.models import PUTS_RIGHT, Amendment, FormerAddress, Story, Version
from broadsheet.newsroom.wording import Note
from broadsheet.press.recorder import read


@dataclass(frozen=True)
class Turn:
    """A version, the one that came after it, if any, and what was told of the change."""

    story: Story
    version: Version
    next: Version | None
    notes: list[Note]
    kinds: list[str]


def path_of(address: str, number: int) -> str:
    """Return where a version of the story at ``address`` is found."""
    return f"{address}versions/{number}/"


def amendments(stories: Iterable[int]) -> QuerySet[Amendment]:
    """Return what was told of the changes of these stories, the newest first."""
    return Amendment.objects.filter(story__in=stories).annotate(
        before_number=F("before__number"), after_number=F("after__number")
    )


def notes_of(story: Story, told: Iterable[Amendment] | None = None) -> list[Note]:
    """Return the notes on a story that aren't in its text, the newest first."""
    if story.corrected_on is None:
        return []
    found = list(amendments([story.pk]) if told is None else told)
    return wording.told(
        found,
        address=story.address or "",
        compared=_are_public(story, found),
        zone=publication().zone,
    )


def notes_of_all(stories: list[Story]) -> dict[int, list[Note]]:
    """Return every note on each of these stories, those in their texts as well, newest first."""
    told: dict[int, list[Amendment]] = {story.pk: [] for story in stories}
    for each in amendments(told):
        told[each.story_id].append(each)
    return {
        story.pk: sorted(
            [*notes_of(story, told[story.pk]), *wording.in_the_text(story.body)],
            key=lambda note: note.date,
            reverse=True,
        )
        for story in stories
    }


def numbers(story: Story) -> list[tuple[int, datetime]]:
    """Return number and time of each version that readers may see; of a single one, nothing."""
    found = list(
        Version.objects.filter(story=story.pk)
        .order_by("number")
        .values_list("number", "published_at")
    )
    return found if len(found) > 1 and _are_public(story) else []


def _are_public(story: Story, told: Iterable[Amendment] | None = None) -> bool:
    """Say whether the paper shows what this story said before."""
    if publication().show_versions == ShowVersions.ALWAYS:
        return True
    if told is None:
        return Amendment.objects.filter(story=story.pk, kind__in=PUTS_RIGHT).exists()
    return any(each.kind in PUTS_RIGHT for each in told)


def turn_at(address: str, number: int) -> Turn | None:
    """Return a version of the public story at an address, if readers may see it."""
    story = (
        queries.published(keys.OWN)
        .filter(address=address)
        .select_related("section")
        .defer("body")
        .first()
    )
    if story is None:
        return None
    read(keys.version(story.pk, number), keys.version(story.pk, number + 1))
    found = {each.number: each for each in _pair(story, number)}
    if number not in found or not (_has_several(story) and _are_public(story)):
        return None
    after = found.get(number + 1)
    if after is None:
        return Turn(story, found[number], None, [], [])
    read(keys.told(after.pk))
    said = list(amendments([story.pk]).filter(before=found[number], after=after))
    notes = wording.told(said, address=address, compared=False, zone=publication().zone)
    return Turn(story, found[number], after, notes, [each.kind for each in said])


def _pair(story: Story, number: int) -> QuerySet[Version]:
    return Version.objects.filter(story=story.pk, number__in=(number, number + 1))


def _has_several(story: Story) -> bool:
    return Version.objects.filter(story=story.pk, number=2).exists()


def fate_of(address: str, number: int) -> tuple[int, str] | None:
    """Return what a version answers at an address where no story is: 301, 410, or None."""
    fate = queries.fate_of(address)
    former = FormerAddress.objects.filter(address=address).select_related("story").first()
    story = Story.objects.filter(address=address).first() or getattr(former, "story", None)
    if fate is None or story is None:
        return None
    there = Version.objects.filter(story=story.pk, number=number).exists()
    if not (there and _has_several(story) and _are_public(story)):
        return None
    status, target = fate
    return status, path_of(target, number) if target else ""


def addresses() -> Iterator[str]:
    """Yield where the versions of all stories are, former addresses as well, the newest first."""
    several = Version.objects.filter(number=2).order_by("-story").values_list("story", flat=True)
    for pk in several.iterator():
        yield from addresses_of(pk)


def addresses_of(story: int, *, at: str = "") -> list[str]:
    """Return where the versions of a story are; ``at`` chooses one of its addresses."""
    count = Version.objects.filter(story=story).aggregate(count=Count("pk"))["count"]
    if count < 2:
        return []
    own = Story.objects.filter(pk=story).values_list("address", flat=True)
    former = FormerAddress.objects.filter(story=story).values_list("address", flat=True)
    places = [at] if at else [*filter(None, own), *former]
    return [path_of(place, number) for place in places for number in range(1, count + 1)]
