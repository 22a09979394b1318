"""An Item → a story: made, changed, or left as it is, and published only if it may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from broadsheet.lib import clock
from broadsheet.masthead.models import Publication
from broadsheet.newsroom import actions
from broadsheet.newsroom.holds import embargo_ends, is_in_drawer
from broadsheet.newsroom.models import Answer, ChangeKind, Section, Story
from broadsheet.newsroom.readiness import lacks
from broadsheet.newsroom.steps.clearing import why_not_ready
from broadsheet.wire.inbox import arrivals
from broadsheet.wire.incoming.item import Item
from broadsheet.wire.incoming.layout import lay_out, photos_of
from broadsheet.wire.incoming.ledger import CHANGED, MADE, SKIPPED, SetAside
from broadsheet.wire.incoming.memory import digest_of_text, last_time, remember
from broadsheet.wire.incoming.names import bylines, free_slug, topics_named
from broadsheet.wire.incoming.pictures import Fetched

Outcome = tuple[str, str]


@dataclass(frozen=True)
class Wishes:
    """What whoever imports wants done with every item.

    ``subscription`` is the number of the subscription that brings it, if one does.
    """

    section: Section
    publish: bool = False
    overwrite: bool = False
    subscription: int | None = None


def known(item: Item) -> Story | None:
    """Return the story that this item was imported as before."""
    # The second condition is the index's own (one_story_per_source).
    return Story.objects.filter(source_uri=item.uri).exclude(source_uri="").first()


def left_as_it_is(item: Item, wishes: Wishes) -> Outcome | None:
    """Return why the item changes nothing, or None when it is to be taken in.

    Raises SetAside when somebody must look at it.
    """
    story = known(item)
    if story is None:
        return (SKIPPED, "its source canceled it") if item.status == "canceled" else None
    last = last_time(story)
    if item.version and last.version and item.version < last.version:
        return SKIPPED, f"an older version than the one of {_time(last.version)} that we have"
    held = hold_back(story, item)
    if item.status == "canceled":
        arrivals.was_left_out(story, item)
        where = (
            f"it is public at {story.address}: withdraw it" if story.live else "delete its draft"
        )
        raise SetAside(f"its source canceled it; {where} if you agree{held}")
    draft = story.get_latest_revision_as_object()
    edited = last.result != digest_of_text(draft)
    if item.digest == story.source_digest:
        waits = wishes.publish and not edited and _waits_to_be_published(draft, item)
        if not waits and not (wishes.overwrite and edited):
            return SKIPPED, f"nothing new{held}"
    is_kept_out = story.locked or (edited and not wishes.overwrite)
    if is_kept_out and item.digest != story.source_digest:
        arrivals.was_left_out(story, item)
    if story.locked:
        return SKIPPED, f"it is locked in the editor{held}"
    if is_kept_out:
        return SKIPPED, f"it was edited here since; --overwrite would replace that{held}"
    return None


def _waits_to_be_published(draft: Story, item: Item) -> bool:
    """Say whether a draft could be public, never was, and isn't to be at an hour."""
    new = draft.published_at is None and not _scheduled(draft).exists()
    new = new and not arrivals.why_not_published(draft)
    return new and item.status == "usable" and not item.headline_is_ours and not lacks(draft)


def _scheduled(story: Story) -> Any:
    return story.revisions.filter(approved_go_live_at__isnull=False)


def hold_back(story: Story, item: Item) -> str:
    """Take off a schedule that the source no longer allows; return what was done, to be added."""
    until = item.embargoed_until
    due = _scheduled(story)
    if item.status == "usable":
        due = due.filter(approved_go_live_at__lt=until) if until else due.none()
    if due.update(approved_go_live_at=None):
        return "; it was scheduled, and no longer is"
    if story.live and until and until > clock.now():
        return f"; it is public, and its source now embargoes it until {_time(until)}"
    return ""


def follow_the_embargo(story: Story, item: Item) -> None:
    """Hold a story as its source now wants it; an embargo that an editor set only grows."""
    until, now = item.embargoed_until, embargo_ends(story)
    ours = now is not None and story.holds.filter(until=now, set_by__isnull=False).exists()
    wanted = until is not None and until > clock.now()
    if now and not ours and not wanted:
        actions.lift_embargo(story=story, reason="Its source no longer embargoes it.")
    elif until and wanted and until != now and not (now and ours and until < now):
        actions.embargo(story=story, until=until, reason="Its source embargoes it.")


def take_in(item: Item, fetched: list[Fetched], wishes: Wishes) -> Outcome:
    """Make or change the story, and publish it if that is wished and allowed.

    Everything that isn't to stay when this raises must be undone by the caller.
    """
    story = known(item)
    last = last_time(story) if story else None
    photos = photos_of(fetched, known=last.pictures if last else {})
    layout = lay_out(item, fetched, photos)
    values: dict[str, Any] = {
        "title": item.headline,
        "standfirst": item.standfirst,
        "kind": item.kind,
        "dateline": item.dateline,
        "hero": layout.hero,
        "hero_caption": "",
        "body": layout.body,
        "credit_line": item.credit_line,
        "usage_terms": item.usage_terms,
    }
    draft = _change(story, item, values) if story else _make(item, values, wishes.section)
    numbers = {digest: photo.pk for digest, photo in photos.items()}
    follow_the_embargo(draft, item)
    remember(draft, made=story is None, version=item.version, pictures=numbers)
    state = _publish(draft, item) if wishes.publish else "draft"
    out = Story.objects.filter(pk=draft.pk, live=True).exists() or _scheduled(draft).exists()
    arrivals.came_in(draft, item, is_out=wishes.publish and out, by=wishes.subscription)
    notes = [*item.notes, *_remarks(item, layout.left_out)]
    why = "; ".join([f"“{item.headline}”, {state}", *notes])
    return (CHANGED if story else MADE), why


def _make(item: Item, values: dict[str, Any], section: Section) -> Story:
    return actions.write_story(
        section=section,
        slug=free_slug(item.slug_from, above=section),
        bylines=bylines(item.byline, else_by=item.credit_line),
        topics=topics_named(item.topics),
        source_uri=item.uri,
        source_digest=item.digest,
        **values,
    )


def _change(story: Story, item: Item, values: dict[str, Any]) -> Story:
    Story.objects.filter(pk=story.pk).update(source_digest=item.digest)
    story.source_digest = item.digest
    draft: Story = story.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.bylines = bylines(item.byline, else_by=item.credit_line)
    draft.topics.set(topics_named(item.topics))
    actions.save_draft(story=draft)
    return draft


def _publish(story: Story, item: Item) -> str:
    """Publish or schedule a story unless something forbids it; return what it is now."""
    was_public = story.live
    # Who imports declares it: what a source sends anew is news of the same story.
    change = Answer(kind=ChangeKind.UPDATE) if was_public else None
    if item.status == "withheld":
        return "a draft: its source withholds it"
    if item.headline_is_ours:
        return "a draft: it came without a headline"
    if story.published_at and not was_public:
        return "a draft: it was withdrawn here"
    if why := arrivals.why_not_published(story):
        return f"a draft: {why}"
    if missing := lacks(story):
        return f"a draft: {' '.join(missing)}"
    if is_in_drawer(story):
        return "a draft: it lies in the drawer"
    if why_not_ready(story):
        actions.skip_steps(story=story, reason=f"Imported: {item.uri}")
    if until := embargo_ends(story):
        actions.publish(story=story, at=until, change=change)
        return f"scheduled for the end of its embargo, {_time(until)}"
    story = actions.publish(story=story, change=change)
    return f"published at {story.address}"


def _remarks(item: Item, left_out: int) -> list[str]:
    remarks = []
    if left_out:
        remarks.append(f"{left_out} images in the text that it does not bring were left out")
    ours = Publication.load().language
    if item.language and item.language.lower()[:2] != ours.lower()[:2]:
        remarks.append(f"its language is {item.language}")
    return remarks


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
