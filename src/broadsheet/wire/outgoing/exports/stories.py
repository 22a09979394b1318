"""The stories of a newspaper as records: some at a time, in few queries, in the order of keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Prefetch, QuerySet
from django.utils import translation
from wagtail.models import Page, Revision

from broadsheet.lib.once import one_page
from broadsheet.masthead.queries import publication
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom.models import Amendment, Byline, FormerAddress, Hold, Story, Version
from broadsheet.wire.outgoing.exports import records
from broadsheet.wire.outgoing.exports.records import Note, State
from broadsheet.wire.outgoing.exports.said import Said, public_text, texts_of
from broadsheet.wire.outgoing.exports.texts import Reading, text_of, writer_for
from broadsheet.wire.outgoing.feeds.references import References, fetch

AT_A_TIME = 100


def chosen(*, everything: bool) -> QuerySet[Story]:
    """Return the stories that an export is about."""
    return Story.objects.all() if everything else newsroom.published()


def stories(reading: Reading) -> Iterator[records.Story]:
    """Yield every story of an export. What is written meanwhile may be in it or not, but whole."""
    for batch in batches(reading.everything):
        yield from _records(batch, reading)


def batches(everything: bool, *fields: str) -> Iterator[list[Story]]:
    """Yield the stories of an export some at a time, or no more of them than these fields."""
    last = 0
    while True:
        with one_page():
            found = chosen(everything=everything).filter(pk__gt=last).order_by("pk")
            batch = list((found.only(*fields) if fields else _with_all(found))[:AT_A_TIME])
        if not batch:
            return
        last = batch[-1].pk
        yield batch


def _with_all(found: QuerySet[Story]) -> QuerySet[Story]:
    bylines = Byline.objects.select_related("author").order_by("sort_order", "pk")
    former = FormerAddress.objects.order_by("pk")
    told = Amendment.objects.annotate(before_number=F("before__number")).annotate(
        after_number=F("after__number")
    )
    return found.prefetch_related(
        Prefetch("bylines", queryset=bylines),
        "topics",
        Prefetch("former_addresses", queryset=former),
        Prefetch("amendments", queryset=told.order_by("made_at", "pk")),
    )


@dataclass
class _More:
    """What is known of some stories that readers don't see."""

    public: set[int] = field(default_factory=set)
    due: dict[int, Revision] = field(default_factory=dict)
    latest: dict[int, Revision] = field(default_factory=dict)
    texts: dict[int, Said] = field(default_factory=dict)
    """What revisions say, by their keys."""
    holds: dict[int, list[Hold]] = field(default_factory=dict)
    versions: dict[int, list[Version]] = field(default_factory=dict)


def _more(batch: list[Story]) -> _More:
    keys = [story.pk for story in batch]
    found = _More(public=set(newsroom.by_keys(keys).values_list("pk", flat=True)))
    pages = Revision.objects.filter(base_content_type=ContentType.objects.get_for_model(Page))
    scheduled = pages.filter(object_id__in=map(str, keys), approved_go_live_at__isnull=False)
    for revision in scheduled.order_by("-approved_go_live_at"):  # the soonest is told
        found.due[int(revision.object_id)] = revision
    wanted = {
        story.latest_revision_id
        for story in batch
        if story.latest_revision_id and (not story.live or story.has_unpublished_changes)
    }
    for revision in Revision.objects.filter(pk__in=wanted):
        found.latest[int(revision.object_id)] = revision
    found.texts = texts_of([*found.due.values(), *found.latest.values()])
    for hold in Hold.objects.filter(story__in=keys).order_by("pk"):
        found.holds.setdefault(hold.story_id, []).append(hold)
    for version in Version.objects.filter(story__in=keys).order_by("number"):
        found.versions.setdefault(version.story_id, []).append(version)
    return found


@dataclass(frozen=True)
class _Told:
    """A story of ours, and the one or two texts of it that are exported."""

    story: Story
    state: State
    said: Said
    due: datetime | None = None
    newer: Said | None = None
    newer_due: datetime | None = None


def _records(batch: list[Story], reading: Reading) -> list[records.Story]:
    with one_page(), translation.override(publication().language):
        more = _more(batch) if reading.everything else _More()
        told = [
            _told(story, more)
            if reading.everything
            else _Told(story, State.PUBLIC, public_text(story))
            for story in batch
        ]
        said = filter(None, chain.from_iterable((each.said, each.newer) for each in told))
        references = fetch(chain.from_iterable(text.named() for text in said))
        return [_record(each, more, references, reading) for each in told]


def _told(story: Story, more: _More) -> _Told:
    """Return what is to be told of a story: its state, and the text of which that is said."""
    due, latest = more.due.get(story.pk), more.latest.get(story.pk)
    hour = due.approved_go_live_at if due else None
    if story.live:
        state = State.PUBLIC if story.pk in more.public else State.HIDDEN
        newer = due or latest
        waits = more.texts[newer.pk] if newer else None
        return _Told(story, state, public_text(story), newer=waits, newer_due=hour)
    state = State.SCHEDULED if due else State.WITHDRAWN if story.address else State.DRAFT
    first = due or latest
    said = more.texts[first.pk] if first else public_text(story)
    later = more.texts[latest.pk] if due and latest and latest != due else None
    return _Told(story, state, said, due=hour, newer=later)


def _record(each: _Told, more: _More, references: References, reading: Reading) -> records.Story:
    story, everything = each.story, reading.everything
    writer = writer_for(story.address or "/", references, reading)
    text = partial(text_of, writer=writer, everything=everything)
    return records.Story(
        key=story.pk,
        guid=story.guid.urn,
        state=each.state,
        address=story.address or "",
        old_addresses=tuple(former.address for former in story.former_addresses.all()),
        section=story.section_id,
        text=text(each.said),
        saved=story.latest_revision_created_at if everything else None,
        published=story.published_at,
        changed=story.changed_at,
        due=each.due,
        expires=each.said.expires,
        retracted=story.retracted_at,
        notes=tuple(_notes(story.amendments.all(), everything=everything)),
        holds=tuple(map(_hold, more.holds.get(story.pk, ()))),
        versions=tuple(map(_version, more.versions.get(story.pk, ()))),
        newer=text(each.newer) if each.newer else None,
        newer_due=each.newer_due,
        source=story.source_uri if everything else "",
    )


def _notes(told: Iterable[Any], *, everything: bool) -> Iterator[Note]:
    for each in told:
        if each.text or everything:
            yield Note(
                kind=each.kind,
                text=each.text,
                wrong=each.wrong,
                at=each.made_at,
                before=each.before_number,
                after=each.after_number,
            )


def _hold(hold: Hold) -> records.Hold:
    return records.Hold(
        kind=hold.kind,
        until=hold.until,
        reason=hold.reason,
        words_for_readers=hold.words_for_readers,
        at=hold.set_at,
        lifted=hold.lifted_at,
        lifted_because=hold.lifted_because,
    )


def _version(version: Version) -> records.Version:
    return records.Version(version.number, version.published_at, version.stored_words)
