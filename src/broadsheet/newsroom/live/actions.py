"""The acts on live coverage; nothing else writes it. Whether who asks may is asked before.

What readers see of an act is noted for the press in the act's own transaction.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from broadsheet.lib import clock
from broadsheet.newsroom.actions.corrections import issue_correction
from broadsheet.newsroom.actions.writing import write_story
from broadsheet.newsroom.amending import Unsaid, in_short, present_version
from broadsheet.newsroom.changes.comparing import compare
from broadsheet.newsroom.live import keys
from broadsheet.newsroom.live.models import (
    A_CHUNK,
    Coverage,
    Entry,
    EntryChange,
    EntryState,
    chunk_of,
)
from broadsheet.newsroom.live.queries import words_of_entry
from broadsheet.newsroom.models import PUTS_RIGHT, Byline, ChangeKind, Kind, Story
from broadsheet.newsroom.readiness import pictures_in, pictures_lack
from broadsheet.photos.renditions import print_all
from broadsheet.press.notes import note

ACT = "broadsheet.live"
"""What a story's history says of its coverage; ``done`` in its data says what was done."""

WRITTEN = ("headline", "body", "is_key")
"""What of an entry is written, besides who signs it."""


@transaction.atomic
def open_coverage(*, story: Story, by: Any) -> Coverage:
    """Have a story be covered live, or go on with it. Raises ValidationError for other kinds."""
    if story.kind != Kind.LIVE:
        raise ValidationError(_("Make the story's kind “live” first, and save it."))
    found, is_new = Coverage.objects.get_or_create(story=story, defaults={"opened_at": clock.now()})
    if not is_new:
        if found.is_open:
            return found
        found.closed_at = None
        found.save()
    return _told(found, by=by, done="opened")


@transaction.atomic
def close_coverage(*, story: Story, by: Any) -> Coverage:
    """Say that nothing more comes. Raises ValidationError for what isn't open."""
    found = _open(story)
    found.closed_at = clock.now()
    found.save()
    return _told(found, by=by, done="closed")


@transaction.atomic
def name_writers(*, story: Story, people: Iterable[Any], by: Any) -> None:
    """Name those who publish entries here. Raises ValidationError for what isn't open."""
    found, people = _open(story), list(people)
    found.writers.set(people)
    data = {"done": "writers", "who": ", ".join(map(str, people))}
    log(instance=story, action=ACT, user=by, data=data)


@transaction.atomic
def add_entry(
    *,
    story: Story,
    by: Any,
    body: Any,
    headline: str = "",
    authors: Iterable[Any] = (),
    is_key: bool = False,
    publish_it: bool = False,
    key: uuid.UUID | None = None,
) -> Entry:
    """Write an entry and, if that is asked for, publish it at once.

    ``key`` names the form that it came with: sent a second time, it makes no second entry.
    Raises ValidationError.
    """
    _open(story)
    key = key or uuid.uuid4()
    if twin := Entry.objects.filter(key=key, story=story, written_by=by).first():
        return twin
    entry = Entry(
        story=story,
        key=key,
        headline=headline.strip(),
        body=body,
        is_key=is_key,
        written_by=by,
        written_at=clock.now(),
    )
    _keep(entry, authors)
    return publish_entry(entry=entry, by=by) if publish_it else entry


@transaction.atomic
def publish_entry(*, entry: Entry, by: Any) -> Entry:
    """Give a draft to readers, under the next number.

    Raises ValidationError when something that readers need is missing, or nothing more comes.
    """
    coverage, found = _open(entry.story), _at(entry, EntryState.DRAFT)
    _must_be_whole(found)
    coverage.last_number += 1
    coverage.save(update_fields=["last_number"])
    found.number, found.state = coverage.last_number, EntryState.PUBLIC
    found.published_at = clock.now()
    found.save()
    begins = found.number % A_CHUNK == 1
    return _tell(found, by=by, done="published", whole=begins, moments=found.is_key)


@transaction.atomic
def change_entry(
    *, entry: Entry, by: Any, said: EntryChange | None, authors: Iterable[Any], **written: Any
) -> Entry:
    """Change a draft, or what readers have: its former text is kept.

    ``said`` says what kind of change it is of what readers have read, with the note for them;
    a correction or a clarification is told with the story's own as well. Raises Unsaid when
    a fact is another and nobody says so, and ValidationError.
    """
    found = _at(entry, EntryState.DRAFT, EntryState.PUBLIC)
    before, was_key = Entry.objects.get(pk=found.pk), found.is_key
    for name in WRITTEN:
        setattr(found, name, written[name])
    found.headline = found.headline.strip()
    if found.state == EntryState.DRAFT:
        return _keep(found, authors)
    _must_be_whole(found)
    _keep_change(before, found, said, by)
    _keep(found, authors)
    return _tell(found, by=by, done="changed", moments=was_key or found.is_key)


@transaction.atomic
def take_back(*, entry: Entry, by: Any) -> None:
    """Take an entry from readers, for good: nothing of it is on any page any more."""
    found = _at(entry, EntryState.PUBLIC)
    found.state, found.taken_back_at = EntryState.TAKEN_BACK, clock.now()
    found.save()
    _tell(found, by=by, done="taken back", whole=True, moments=found.is_key)


@transaction.atomic
def delete_draft(*, entry: Entry, by: Any) -> None:
    """Throw a draft away. Raises ValidationError for what was public."""
    found = _at(entry, EntryState.DRAFT)
    log(instance=found.story, action=ACT, user=by, data={"done": "draft deleted"})
    found.delete()


@transaction.atomic
def mark(*, entry: Entry, is_key: bool, by: Any) -> Entry:
    """Have a public entry be a key moment, or not. Raises ValidationError without a headline."""
    found = _at(entry, EntryState.PUBLIC)
    found.is_key = is_key
    found.full_clean(exclude=["story", "written_by", "own_story"])
    found.save()
    return _tell(found, by=by, done="marked" if is_key else "unmarked", moments=True)


@transaction.atomic
def break_out(*, entry: Entry, by: Any) -> Story:
    """Make a draft of an entry's words, pictures and bylines; the one there is, if there is one.

    Each leads to the other as soon as both are public. Raises ValidationError.
    """
    found = _at(entry, EntryState.PUBLIC)
    if found.own_story:
        return found.own_story
    words = words_of_entry(found)
    title = words.headline or (words.passages[0].text if words.passages else str(found.story))
    pictures = [photo for photo, _alt in pictures_in(found.body)]
    blocks = [each for each in found.body if not pictures or not _shows(each, pictures[0])]
    found.own_story = write_story(
        section=found.story.section,
        title=title[:LONGEST_TITLE],
        slug="",
        bylines=[Byline(author=author) for author in found.authors.all()],
        hero=pictures[0] if pictures else None,
        body=[
            *((each.block_type, each.value) for each in blocks),
            ("also_read", {"story": found.story, "text": ""}),
        ],
        owner=by,
    )
    found.save()
    _tell(found, by=by, done="broken out")
    return found.own_story


LONGEST_TITLE = 120


def _shows(block: Any, photo: Any) -> bool:
    return bool(block.block_type == "picture" and block.value["photo"] == photo)


def _open(story: Story) -> Coverage:
    """Return a story's coverage, locked: its entries are numbered one after another."""
    found = Coverage.objects.select_for_update().filter(story=story.pk).first()
    if found is None or not found.is_open:
        raise ValidationError(_("The live coverage isn’t open. Nothing was done; open it first."))
    return found


def _at(entry: Entry, *states: str) -> Entry:
    """Return the entry as it is now, locked. Raises ValidationError if it has moved on."""
    found = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if found.state not in states:
        told = {"state": found.get_state_display()}
        raise ValidationError(_("The entry is by now: %(state)s. Nothing was done.") % told)
    return found


def _must_be_whole(entry: Entry) -> None:
    if missing := pictures_lack(pictures_in(entry.body)):
        raise ValidationError(missing)
    print_all(photos=[photo for photo, _alt in pictures_in(entry.body)])


def _keep(entry: Entry, authors: Iterable[Any]) -> Entry:
    if not entry.headline and not len(entry.body):
        raise ValidationError(_("The entry has no words yet."))
    entry.full_clean(exclude=["story", "written_by", "own_story", "body"])
    entry.save()
    entry.authors.set(authors)
    return entry


def _keep_change(before: Entry, now: Entry, said: EntryChange | None, by: Any) -> None:
    facts = compare(words_of_entry(before), words_of_entry(now))
    if said is None and facts:
        words = _("Say what kind of change this is: readers have read another text (%(facts)s).")
        raise Unsaid(words % {"facts": in_short(facts)})
    change = said or EntryChange(kind=ChangeKind.TYPO)
    change.entry, change.by, change.made_at = now, by, clock.now()
    change.former_headline, change.former_body = before.headline, list(before.body.raw_data)
    change.full_clean(exclude=["entry", "by", "former_body"])
    change.save()
    if change.kind != ChangeKind.TYPO:
        now.updated_at = change.made_at
    if change.kind in PUTS_RIGHT and present_version(now.story):
        issue_correction(
            story=now.story,
            kind=ChangeKind(change.kind),
            text=change.text,
            wrong=change.wrong,
            by=by,
        )


def _tell(entry: Entry, *, by: Any, done: str, whole: bool = False, moments: bool = False) -> Entry:
    """Note what an act on an entry makes stale; ``whole``: that there is another chunk, or gap."""
    story = entry.story_id
    touched = {keys.entries(story, chunk_of(entry.number or 1))}
    touched |= {keys.coverage(story)} if whole else set()
    touched |= {keys.moments(story)} if moments else set()
    note(touched, cause=f"live, {entry.number}: {done}")
    data = {"done": done, "number": entry.number}
    log(instance=entry.story, action=ACT, user=by, data=data)
    return entry


def _told(coverage: Coverage, *, by: Any, done: str) -> Coverage:
    note({keys.coverage(coverage.story_id)}, cause=f"live coverage {done}: {coverage}")
    log(instance=coverage.story, action=ACT, user=by, data={"done": done})
    return coverage
