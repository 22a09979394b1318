"""What a story brings from the paper of ours that it was in: its address, what readers read and
were told, what kept it from them. Nothing here makes anything public: ``publish`` does, and asks
what was brought.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page, Revision

from broadsheet.lib import clock
from broadsheet.masthead.models import HomePage
from broadsheet.newsroom.amending import amend, present_version
from broadsheet.newsroom.changes.comparing import compare
from broadsheet.newsroom.changes.words import Words
from broadsheet.newsroom.face import noting_changes
from broadsheet.newsroom.models import Answer, FormerAddress, Hold, Story, Version

LONGEST_ADDRESS = 255


@dataclass(frozen=True)
class Read:
    """What readers read from a moment on; the first has the number 1."""

    number: int
    at: datetime
    words: Words


@dataclass(frozen=True)
class Told:
    """What was said of a change, between two versions by their numbers."""

    kind: str
    text: str
    wrong: str
    at: datetime
    before: int
    after: int


@transaction.atomic
def bring_address(
    *, story: Story, address: str, former: Iterable[str], published: datetime
) -> None:
    """Give a story that isn't public the address, the day and the old addresses that it had.

    Raises ValidationError for what is no address, or somebody else's.
    """
    if not address.endswith("/"):
        raise ValidationError(f"{address[:80]} can’t be a story’s address.")
    for each in dict.fromkeys([address, *former]):
        _check(each, story)
    story.address, story.published_at = address, published
    dates = {"first_published_at": published, "last_published_at": published}
    Story.objects.filter(pk=story.pk).update(address=address, published_at=published, **dates)
    for each in dict.fromkeys(former):
        FormerAddress.objects.get_or_create(
            address=each, story=story, defaults={"since": clock.now()}
        )


@transaction.atomic
def bring_versions(*, story: Story, read: Iterable[Read], told: Iterable[Told]) -> None:
    """Keep what readers read, and what they were told of its changes, where it isn't known here.

    A note that is about no version that is known is about the text as it stands; without one,
    it is left out. Raises ValidationError for a note that says nothing.
    """
    with noting_changes(story.pk, cause=f"moved in: {story.title}"):
        found = {each.number: each for each in Version.objects.filter(story=story.pk)}
        for each in read:
            if each.number not in found:
                found[each.number] = Version.objects.create(
                    story=story,
                    number=each.number,
                    published_at=each.at,
                    stored_words=each.words.stored(),
                )
        for note in told:
            _tell(story, note, found)


@transaction.atomic
def bring_holds(*, story: Story, holds: Iterable[Hold]) -> None:
    """Keep what holds the story, or held it until somebody said why it may be public.

    One that was brought before, and lifted there since, is lifted; one that was set here isn't.
    """
    for each in holds:
        each.story = story
        each.full_clean(exclude=["story", "set_by", "lifted_by", "lifted_at"])
        known = story.holds.filter(kind=each.kind, set_at=each.set_at, set_by=None).first()
        if known is None:
            each.save()
        elif each.lifted_at and known.lifted_at is None:
            known.lifted_at, known.lifted_because = each.lifted_at, each.lifted_because
            known.save()


@transaction.atomic
def bring_dates(
    *,
    story: Story,
    changed: datetime | None,
    retracted: datetime | None,
    public_since: datetime | None,
    saved: datetime | None,
) -> None:
    """Date the story as it was: changed in substance, retracted, last published, last saved."""
    dates = {"last_published_at": public_since, "latest_revision_created_at": saved}
    with noting_changes(story.pk, cause=f"moved in: {story.title}"):
        Story.objects.filter(pk=story.pk).update(
            changed_at=changed,
            retracted_at=retracted,
            **{name: value for name, value in dates.items() if value},
        )
    if saved and story.latest_revision_id:
        Revision.objects.filter(pk=story.latest_revision_id).update(created_at=saved)


def _check(address: str, story: Story) -> None:
    is_one = address.startswith("/") and len(address) <= LONGEST_ADDRESS and address.isprintable()
    if not is_one or address == "/" or address.startswith(("//", "/-/")):
        raise ValidationError(f"{address[:80]} can’t be a story’s address.")
    home = HomePage.objects.first()
    beside = Page.objects.not_exact_type(Story)
    if home and beside.filter(url_path=f"{home.url_path.rstrip('/')}{address}").exists():
        raise ValidationError(f"{address} is a section’s or a page’s address here.")
    mine = FormerAddress.objects.filter(address=address, story=story).exists()
    if story.address_is_taken(address) and not mine:
        raise ValidationError(f"{address} belongs to another story, or did.")


def _tell(story: Story, note: Told, versions: dict[int, Version]) -> None:
    known = story.amendments.filter(kind=note.kind, text=note.text, made_at=note.at)
    before, after = versions.get(note.before), versions.get(note.after)
    if before is None or after is None:
        before = after = present_version(story)
    if before is None or after is None or known.exists():
        return
    said = Answer(kind=note.kind, text=note.text, wrong=note.wrong)
    said.full_clean(exclude=["revision"])
    found = compare(before.words, after.words) if before != after else []
    with clock.as_at(note.at):
        amend(story, said, before=before, after=after, found=found)
