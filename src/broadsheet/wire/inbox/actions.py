"""What people do with copy in the inbox. Each act is done once, by whoever is first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from broadsheet.lib import clock
from broadsheet.newsroom import actions as newsroom
from broadsheet.newsroom.holds import embargo_ends
from broadsheet.newsroom.models import Section, Story
from broadsheet.newsroom.saving.staleness import take_turn
from broadsheet.newsroom.steps.clearing import why_not_ready
from broadsheet.photos.models import Photo
from broadsheet.wire.inbox.models import Copy, Decision, Status
from broadsheet.wire.incoming.names import bylines, free_slug

TAKEN, DECLINED, PUT_BACK = (f"broadsheet.{verb}_copy" for verb in ("take", "decline", "put_back"))


class Decided(ValidationError):  # noqa: N818  what it is, not a type
    """Somebody has decided about this copy already; the text says who, and what."""


@dataclass(frozen=True)
class Asked:
    """What was asked for, and said, before copy is published.

    ``signed`` is who signs what came without a name; ``pictures`` are alternative text and credit
    of pictures by their number, as far as these lack any; ``skip_because`` is why it can't wait
    for the steps that its section asks for.
    """

    title: str
    section: Section
    signed: str = ""
    pictures: dict[int, tuple[str, str]] = field(default_factory=dict)
    skip_because: str = ""


@transaction.atomic
def take(*, copy: Copy, by: Any) -> Story:
    """Make the draft somebody's own. Raises Decided when somebody else was first."""
    _decide(copy, Decision.TAKEN, by)
    _give(copy, to=by)
    log(copy.story, TAKEN, user=by)
    return copy.story


@transaction.atomic
def decline(*, copy: Copy, by: Any) -> None:
    """Take copy out of the inbox; its draft stays. Raises Decided when somebody was first."""
    _decide(copy, Decision.DECLINED, by)
    log(copy.story, DECLINED, user=by)


@transaction.atomic
def put_back(*, copy: Copy, by: Any) -> None:
    """Have copy wait in the inbox again, that was declined, or that one took oneself.

    Raises Decided for what isn't so any more.
    """
    take_turn(copy.story_id)
    theirs = Copy.objects.filter(pk=copy.pk, story__published_at__isnull=True)
    declined = theirs.filter(decision=Decision.DECLINED)
    taken = theirs.filter(decision=Decision.TAKEN, decided_by=by)
    values = {"decision": Decision.NONE, "decided_by": None, "decided_at": None, "waits": True}
    if declined.update(**values) == 0:
        if taken.update(**values) == 0:
            raise _decided(copy)
        _give(copy, to=None)
    log(copy.story, PUT_BACK, user=by)


def note_seen(*, copy: Copy) -> None:
    """Take an update out of the inbox, of copy that was taken or published: somebody saw it."""
    ours = Copy.objects.filter(pk=copy.pk, digest=copy.digest)
    ours.exclude(decision=Decision.NONE).update(waits=False)


@transaction.atomic
def publish(*, copy: Copy, by: Any, asked: Asked, onto: str) -> Story:
    """Publish copy as it came, with what was asked for; what is embargoed, at the end of that.

    ``onto`` names the draft that was looked at (``staleness.name_of``). Raises Decided when
    somebody was first, Stale when there is a newer draft, and what ``newsroom.actions.publish``
    raises: nothing is changed then.
    """
    _decide(copy, Decision.PUBLISHED, by)
    take_turn(copy.story_id, onto=onto)
    _check(copy, by)
    _give(copy, to=by)
    draft = _complete(_moved(copy, asked.section, by).get_latest_revision_as_object(), asked)
    newsroom.save_draft(story=draft, by=by)
    if asked.skip_because and why_not_ready(draft):
        newsroom.skip_steps(story=draft, reason=asked.skip_because, by=by)
    return newsroom.publish(story=draft, by=by, at=embargo_ends(draft))


def _moved(copy: Copy, section: Section, by: Any) -> Story:
    """Return the story, which lies in this section now; its name there is nobody else's."""
    story = Story.objects.get(pk=copy.story_id)
    if story.section_id == section.pk:
        return story
    story.slug = free_slug(story.slug, above=section)
    story.save(update_fields=["slug"])
    story.move(section, pos="last-child", user=by)
    return Story.objects.get(pk=story.pk)


def _complete(draft: Story, asked: Asked) -> Story:
    """Return the draft with what it lacked; credit and usage terms stay as they came."""
    draft.title = asked.title
    draft.slug = Story.objects.values_list("slug", flat=True).get(pk=draft.pk)
    if asked.signed:
        draft.bylines = bylines(asked.signed, else_by="")
    for photo in Photo.objects.filter(pk__in=asked.pictures):
        alt, credit = asked.pictures[photo.pk]
        photo.description, photo.credit = photo.description or alt, photo.credit or credit
        photo.save()
    return draft


def _check(copy: Copy, by: Any) -> None:
    if copy.status == Status.WITHHELD:
        raise ValidationError(
            _("Its source withholds it. Take it, and publish it from its own page if you must.")
        )
    if copy.status == Status.CANCELED:
        raise ValidationError(_("Its source canceled it: it isn’t published from here."))
    if copy.story.permissions_for_user(by).page_locked():
        raise ValidationError(_("It is locked in the editor: whoever locked it works on it."))


def _decide(copy: Copy, decision: Decision, by: Any) -> None:
    """Decide, if nobody has: of two at one moment the database lets one be first."""
    take_turn(copy.story_id)
    undecided = Copy.objects.filter(
        pk=copy.pk, decision=Decision.NONE, story__published_at__isnull=True
    )
    now = {"decided_by": by, "decided_at": clock.now(), "waits": False}
    if not undecided.update(decision=decision, **now):
        raise _decided(copy)
    copy.refresh_from_db()


def check_open(*, copy: Copy) -> None:
    """Raise Decided if somebody has decided about this copy already."""
    if not copy.is_open:
        raise _decided(copy)


def _decided(copy: Copy) -> Decided:
    copy.refresh_from_db()
    values = {"title": copy.story.draft_title, "who": copy.decided_by or _("An import")}
    words = {
        Decision.NONE: _("“%(title)s” waits in the inbox, or is published from its own page."),
        Decision.TAKEN: _("%(who)s took “%(title)s” already."),
        Decision.DECLINED: _("%(who)s declined “%(title)s” already."),
        Decision.PUBLISHED: _("%(who)s published “%(title)s” already."),
    }
    return Decided(words[Decision(copy.decision)] % values)


def _give(copy: Copy, *, to: Any) -> None:
    Story.objects.filter(pk=copy.story_id).update(owner=to)
    copy.refresh_from_db()
