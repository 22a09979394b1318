"""The acts on stories and on what they need. Nothing else writes them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision

from broadsheet.lib import clock
from broadsheet.masthead.keys import page
from broadsheet.newsroom.face import noting_changes
from broadsheet.newsroom.models import Byline, FormerAddress, PreviewLink, Section, Story
from broadsheet.newsroom.preview_tokens import new_token
from broadsheet.newsroom.publishing import check_embargo
from broadsheet.newsroom.readiness import lacks
from broadsheet.press.notes import note

LATE = timedelta(minutes=1)
"""A scheduled story that comes out later than this is said to be late."""

PUBLISHED_LATE, NOT_PUBLISHED = "broadsheet.published_late", "broadsheet.not_published"
"""What the history says of schedules."""

LONGEST_PREVIEW = timedelta(days=14)
"""How long somebody outside may see a text that isn't public."""


@transaction.atomic
def open_section(*, parent: Page, title: str, slug: str, description: str = "") -> Section:
    """Make a public section under the home page or, as a sub-section, under another."""
    section: Section = parent.add_child(
        instance=Section(title=title, slug=slug, description=description)
    )
    section.save_revision().publish()
    return section


@transaction.atomic
def write_story(
    *,
    section: Section,
    title: str,
    slug: str,
    bylines: list[Byline],
    topics: Any = (),
    **fields: Any,
) -> Story:
    """Make a draft in a section. Nothing of it is public."""
    story = Story(title=title, slug=slug, live=False, has_unpublished_changes=True, **fields)
    story.bylines = bylines
    section.add_child(instance=story)
    story.topics.set(topics)
    story.save()
    story.save_revision()
    return story


def save_draft(*, story: Story, by: Any = None) -> Revision:
    """Keep the story as it is in memory as its newest revision. Nothing public changes."""
    return story.save_revision(user=by)


@transaction.atomic
def add_also_read(*, story: Story, target: Story, by: Any = None) -> Revision:
    """Put a line that leads to ``target`` into the middle of the newest draft of ``story``.

    Nothing public changes. Raises ValidationError when the line is there already.
    """
    draft: Story = story.get_latest_revision_as_object()
    there = [block.value["story"] for block in draft.body if block.block_type == "also_read"]
    if target.pk in {each.pk for each in there if each}:
        raise ValidationError(f"“{target.title}” is proposed to readers of this story already.")
    value = {"story": target, "text": ""}
    draft.body.insert((len(draft.body) + 1) // 2, ("also_read", value))
    return draft.save_revision(user=by, changed=True, log_action=True)


@transaction.atomic
def publish(
    *,
    story: Story,
    by: Any = None,
    at: datetime | None = None,
    first_published: datetime | None = None,
) -> Story:
    """Publish the story as it is in memory, now or ``at`` a coming time.

    ``first_published`` is when it came out elsewhere, for a story that moves in: its
    date here, in its address too. One that has been public here keeps the date it has.

    Raises ValidationError when something that readers need is missing (the
    message lists it), and Embargoed before its time.
    """
    if missing := lacks(story):
        raise ValidationError(missing)
    story.go_live_at = at
    check_embargo(story)
    if first_published and story.address is None:
        story.published_at = first_published
        Story.objects.filter(pk=story.pk).update(published_at=first_published)
    revision = story.save_revision(user=by)
    revision.publish(user=by, skip_permission_checks=True)
    story.refresh_from_db()
    return story


@transaction.atomic
def publish_scheduled(*, revision: int) -> bool:
    """Publish the revision with this key, if its hour has come; say whether it was done here.

    Of several who try at once one does it. Who comes late says so in the history. Raises
    whatever publishing raises: then nothing has happened.
    """
    now = clock.now()
    due = Revision.objects.select_for_update(skip_locked=True).filter(
        pk=revision, approved_go_live_at__lte=now
    )
    found = due.first()
    if found is None:
        return False
    hour = found.approved_go_live_at
    found.publish(skip_permission_checks=True, log_action=True)
    if now - hour > LATE:
        data = {"due": hour.isoformat(), "minutes": round((now - hour).total_seconds() / 60)}
        log(instance=found.content_object, action=PUBLISHED_LATE, revision=found, data=data)
    return True


def note_that_it_failed(*, revision: int, reason: str) -> None:
    """Write into the history, once, that a scheduled revision could not be published, and why."""
    found = Revision.objects.filter(pk=revision).first()
    told = {"revision": revision, "action": NOT_PUBLISHED}
    histories = (PageLogEntry.objects, ModelLogEntry.objects)
    if found and not any(history.filter(**told).exists() for history in histories):
        data = {"reason": reason[:500]}
        log(instance=found.content_object, action=NOT_PUBLISHED, revision=found, data=data)


@transaction.atomic
def withdraw_if_over(*, story: int) -> bool:
    """Withdraw the story with this key, if its time to be public is over; say whether."""
    over = Story.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        pk=story, live=True, expire_at__lte=clock.now()
    )
    found = over.first()
    if found is None:
        return False
    found.unpublish(set_expired=True)
    return True


@transaction.atomic
def withdraw(*, story: Story, by: Any = None) -> None:
    """Take a story off everything that readers see. Its address answers 410 from now on."""
    story.unpublish(user=by)


@transaction.atomic
def change_in_substance(*, story: Story, at: datetime | None = None) -> None:
    """Note that what the story says has changed: readers see when."""
    story.changed_at = at or clock.now()
    with noting_changes(story.pk, cause=f"changed in substance: {story.title}"):
        Story.objects.filter(pk=story.pk).update(changed_at=story.changed_at)


@transaction.atomic
def change_address(*, story: Story, address: str) -> None:
    """Give a published story another address; the old one leads to it for ever.

    Raises ValidationError when the address is or was another story's.
    """
    if not (address.startswith("/") and address.endswith("/")):
        raise ValidationError("An address begins and ends with “/”.")
    if story.address_is_taken(address):
        raise ValidationError(f"{address} belongs to another story, or did.")
    if story.address:
        FormerAddress.objects.create(address=story.address, story=story, since=clock.now())
    story.address = address
    with noting_changes(story.pk, cause=f"moved to {address}"):
        Story.objects.filter(pk=story.pk).update(address=address)
    note({page(story.pk)}, cause=f"moved to {address}")  # of a withdrawn one nothing else is told


@transaction.atomic
def share_preview(
    *, story: Story, reader: str, lasts: timedelta, by: Any
) -> tuple[PreviewLink, str]:
    """Make a link with which ``reader``, somebody outside, sees the newest draft as it is now.

    Returns the link and its token, which is nowhere else: who loses it makes a new link.
    ``lasts`` is at most ``LONGEST_PREVIEW``. Raises ValidationError.
    """
    if not timedelta() < lasts <= LONGEST_PREVIEW:
        raise ValidationError(f"A preview lasts {LONGEST_PREVIEW.days} days at most.")
    token, digest = new_token()
    now = clock.now()
    link = PreviewLink(
        story=story,
        revision=story.latest_revision or story.save_revision(user=by),
        digest=digest,
        reader=reader.strip(),
        made_by=by,
        made_at=now,
        expires_at=now + lasts,
    )
    link.full_clean()
    link.save()
    log(instance=story, action="broadsheet.share_preview", user=by, data={"reader": link.reader})
    return link, token


@transaction.atomic
def revoke_preview(*, link: PreviewLink, by: Any) -> None:
    """End a link before its time, for ever. Nothing happens to one that is revoked already."""
    open_ones = PreviewLink.objects.filter(pk=link.pk, revoked_at__isnull=True)
    if open_ones.update(revoked_at=clock.now()):
        data = {"reader": link.reader}
        log(instance=link.story, action="broadsheet.revoke_preview", user=by, data=data)
