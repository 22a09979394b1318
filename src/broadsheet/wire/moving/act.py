"""The act of moving a paper in: each thing by itself, whole or not at all, and every one told of.

The source is read twice: first for whatever stories refer to, then for the stories. So its
records may come in any order, and none but one is held in memory.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from django.db import OperationalError, transaction
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from broadsheet.masthead.models import Publication
from broadsheet.newsroom.models import Section, Story
from broadsheet.wire.incoming.names import section_for_the_rest
from broadsheet.wire.incoming.undo import no_files_left_behind
from broadsheet.wire.moving import people, standing, stories
from broadsheet.wire.moving.addresses import lead_on
from broadsheet.wire.moving.batch import Batches
from broadsheet.wire.moving.comments import rows_of
from broadsheet.wire.moving.frame import in_one_run, in_words
from broadsheet.wire.moving.how import How
from broadsheet.wire.moving.ledger import Ledger
from broadsheet.wire.moving.library import Library, place_of
from broadsheet.wire.moving.models import Kind, Move, Outcome
from broadsheet.wire.moving.pictures import Pictures
from broadsheet.wire.moving.records import (
    Broken,
    Other,
    Paper,
    Person,
    Picture,
    Post,
    Record,
    Redirect,
    Topic,
)
from broadsheet.wire.moving.records import Section as Category
from broadsheet.wire.moving.watching import Stopped, Watch

log = logging.getLogger(__name__)

Records = Callable[[], Iterator[Record]]
"""Reads the source from its beginning, each time it is called."""

UNUSED = {
    Kind.PERSON: "nothing that moved is signed by them",
    Kind.SECTION: "no story lies in it",
    Kind.TOPIC: "no story is about it",
}


@dataclass(frozen=True)
class Source:
    """A paper to move: what it is called, how it is read, where its files are."""

    name: str
    records: Records
    library: Library


def move_in(
    source: Source,
    how: How,
    when_done: Callable[[Move], None] = lambda _move: None,
) -> None:
    """Move a paper in, or what of it is new since the last run; ``when_done`` gets the ledger.

    A dry run changes nothing. Raises ValidationError when there is no such section, and what the
    source's reader raises, and Stopped if whoever looks on ends it. Stopped, or by Ctrl-C, it
    keeps what is done.
    """
    otherwise = section_for_the_rest(how.section)

    def take_in(ledger: Ledger) -> None:
        _move(source, otherwise, how, ledger)

    in_one_run(source.name, how, take_in, when_done)


def _move(source: Source, otherwise: Section, how: How, ledger: Ledger) -> None:
    paper = Publication.load().name
    size, moving = _read_facts(source, ledger, how.watch)
    licence = f"Published by {moving.title or moving.url}" if moving else "Published before"
    pictures = Pictures(ledger, source.library, licence[:255])
    signed = (moving.title if moving else "") or paper
    only = frozenset(name.strip().casefold() for name in how.sections)
    wishes = stories.Wishes(otherwise, signed, only, how.overwrite)
    movers = stories.Movers(ledger, pictures, wishes)
    with how.watch.moving(ledger.move, size) as advance:
        _move_stories(source, movers, how.watch, advance)
        pictures.take_in_the_rest(how.watch.met)
    pictures.lead_on()
    _settle(ledger)
    people.strike_remarks(ledger)


def _move_stories(
    source: Source, movers: stories.Movers, watch: Watch, advance: Callable[[], None]
) -> None:
    batches = Batches(movers, lambda post: _one(post, movers), advance)
    try:
        for record in source.records():
            watch.met()
            if isinstance(record, Post):
                batches.add(record)
    except (Stopped, KeyboardInterrupt):
        batches.finish()  # what was read is kept: the next run goes on after it
        raise
    batches.finish()


def _read_facts(source: Source, ledger: Ledger, watch: Watch) -> tuple[int, Paper | None]:
    """Take down whatever isn't a story; return how many stories there are, and whose they are."""
    size, paper = 0, None
    for number, record in enumerate(source.records()):
        watch.met()
        if isinstance(record, Post):
            size += 1
        elif isinstance(record, Paper):
            paper = paper or record
        else:
            _fact(record, number, ledger)
    return size, paper


def _fact(record: Record, number: int, ledger: Ledger) -> None:
    if isinstance(record, Person):
        ledger.meet(Kind.PERSON, record.key, name=record.name, data=asdict(record))
    elif isinstance(record, Category):
        ledger.meet(Kind.SECTION, record.key, name=record.name, data=asdict(record))
    elif isinstance(record, Topic):
        ledger.meet(Kind.TOPIC, record.key, name=record.name, data=asdict(record))
    elif isinstance(record, Picture):
        place = place_of(record.url)
        data = asdict(record)
        ledger.meet(Kind.PICTURE, record.key, name=record.title or place, place=place, data=data)
    elif isinstance(record, Redirect):
        kept = lead_on(record.source, record.target, permanent=record.permanent)
        outcome = Outcome.IMPORTED if kept else Outcome.SET_ASIDE
        why = "" if kept else f"it can’t lead to {record.target[:200]}"
        ledger.note(Kind.REDIRECT, record.source, outcome, name=record.source, why=why)
    elif isinstance(record, Other):
        name = f"{record.kind}: {record.name}"
        ledger.note(Kind.OTHER, record.key, Outcome.SET_ASIDE, name=name, why=record.why)
    elif isinstance(record, Broken):
        key = f"broken {number}"
        ledger.note(Kind.OTHER, key, Outcome.SET_ASIDE, name=record.where, why=record.why)


def _one(post: Post, movers: stories.Movers) -> None:
    """Take in one story or page with its comments, or set it aside and say why."""
    try:
        movers.pictures.fetch_ahead(post)
        with no_files_left_behind(), transaction.atomic():
            _take_in(post, movers)
    except (OSError, OperationalError):
        raise  # no space, no database: the next one would fare no better
    except Exception as problem:
        why = in_words(problem)
        log.debug("A story can't be kept.", exc_info=True)
        movers.ledger.forget()
        kind = Kind.PAGE if post.stands else Kind.STORY
        movers.ledger.note(kind, post.key, Outcome.SET_ASIDE, name=post.title, why=why)
    movers.ledger.note_together(rows_of(post, movers.ledger))


def _take_in(post: Post, movers: stories.Movers) -> None:
    if post.stands:
        standing.take_in(post, movers.ledger, overwrite=movers.wishes.overwrite)
        return
    # A story is saved four times on its way: what it refers to is looked up after the last.
    with disable_reference_index_auto_update():
        arrival = stories.take_in(post, movers)
    if story := arrival.recall(Story):
        ReferenceIndex.create_or_update_for_object(story)


def _settle(ledger: Ledger) -> None:
    """Say of whatever nothing needed that it was left behind."""
    for kind, why in UNUSED.items():
        waiting = ledger.of_this_run().filter(kind=kind, outcome=Outcome.WAITING)
        waiting.update(outcome=Outcome.SET_ASIDE, why=why)
