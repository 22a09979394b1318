"""The act of moving one of our own papers in: each thing by itself, whole or not at all.

What others refer to comes first; then each story gets its place and its number, and only then its
text, which may lead to any other.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import OperationalError, transaction
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from broadsheet.newsroom.models import Story
from broadsheet.wire.incoming.undo import no_files_left_behind
from broadsheet.wire.moving.broadsheet import facts, files, rest
from broadsheet.wire.moving.broadsheet.folder import Folder
from broadsheet.wire.moving.broadsheet.numbers import Numbers, document_key
from broadsheet.wire.moving.broadsheet.stories import Mover
from broadsheet.wire.moving.frame import in_one_run, in_words
from broadsheet.wire.moving.how import How
from broadsheet.wire.moving.ledger import Ledger
from broadsheet.wire.moving.models import Kind, Move, Outcome
from broadsheet.wire.moving.records import Broken
from broadsheet.wire.outgoing.exports import records

log = logging.getLogger(__name__)
R = TypeVar("R")


def move_paper_in(folder: Folder, how: How, when_done: Callable[[Move], None]) -> None:
    """Move a paper of ours in, or what of it is new since the last run.

    A dry run changes nothing. Raises Stopped if whoever looks on ends it: what is done is kept.
    """

    def take_in(ledger: Ledger) -> None:
        _Carrying(folder, how, ledger, Numbers(ledger)).everything()

    name = f"Broadsheet: {folder.paper.url or folder.paper.name}"
    in_one_run(name, how, take_in, when_done)


@dataclass
class _Carrying:
    """One run."""

    folder: Folder
    how: How
    ledger: Ledger
    numbers: Numbers

    def everything(self) -> None:
        is_new = not Story.objects.exists()
        self._facts(is_new=is_new)
        mover = Mover(self.ledger, self.numbers, self.how.overwrite)
        with disable_reference_index_auto_update():
            for story in self._met(self.folder.stories()):
                name = story.text.headline
                self._one(Kind.STORY, str(story.key), name, lambda each=story: mover.place(each))
        self._list("pages", records.Page, Kind.PAGE, rest.place_page)
        with self.how.watch.moving(self.ledger.move, len(self.folder.items)) as advance:
            for story in self._met(self.folder.stories(), again=True):
                name = story.text.headline
                self._one(Kind.STORY, str(story.key), name, lambda each=story: _story(mover, each))
                mover.give_up(story)
                advance()
        numbers = self.numbers
        self._list("pages", records.Page, Kind.PAGE, rest.take_in_page, numbers, again=True)
        self._list("redirects", records.Redirect, Kind.REDIRECT, rest.take_in_redirect, numbers)
        self._list("fronts", records.Front, Kind.OTHER, rest.take_in_front, numbers)
        self._list("comments", records.Comment, Kind.COMMENT, rest.take_in_comment)

    def _facts(self, *, is_new: bool) -> None:
        for picture in self._met(self.folder.each("pictures", records.Picture)):
            self._picture(picture)
        for document in self._met(self.folder.each("documents", records.Document)):
            self._document(document)
        self._one(
            Kind.OTHER,
            facts.SETTINGS,
            "settings",
            lambda: facts.take_in_paper(
                self.folder.paper, self.ledger, self.numbers, is_new=is_new
            ),
        )
        numbers = self.numbers
        self._list("authors", records.Author, Kind.PERSON, facts.take_in_author, numbers)
        self._list("topics", records.Topic, Kind.TOPIC, facts.take_in_topic)
        self._list("sections", records.Section, Kind.SECTION, facts.take_in_section, numbers)

    def _picture(self, picture: records.Picture) -> None:
        take = files.take_in_picture
        self._one(
            Kind.PICTURE,
            str(picture.key),
            picture.title,
            lambda: take(picture, self.folder, self.ledger),
        )

    def _document(self, document: records.Document) -> None:
        key = document_key(document.key)
        take = files.take_in_document
        self._one(
            Kind.OTHER,
            key,
            f"document: {document.title}",
            lambda: take(document, key, self.folder, self.ledger),
        )

    def _list(
        self,
        name: str,
        kind: type[Any],
        arrives_as: Kind,
        take: Callable[..., object],
        *more: object,
        again: bool = False,
    ) -> None:
        """Take in each record of one of the paper's lists."""
        for record in self._met(self.folder.each(name, kind), again=again):
            key, called = _names(record)
            self._one(arrives_as, key, called, lambda each=record: take(each, self.ledger, *more))

    def _met(self, found: Iterable[R | Broken], *, again: bool = False) -> Iterator[R]:
        """Yield what can be read; take down what can't, once."""
        for each in found:
            self.how.watch.met()
            if not isinstance(each, Broken):
                yield each
            elif not again:
                key = f"broken {each.where}"
                outcome = Outcome.SET_ASIDE
                self.ledger.note(Kind.OTHER, key, outcome, name=each.where, why=each.why)

    def _one(self, kind: Kind, key: str, name: str, take: Callable[[], object]) -> None:
        """Take in one thing, or set it aside and say why."""
        try:
            with no_files_left_behind(), transaction.atomic():
                take()
        except (OSError, OperationalError):
            raise  # no space, no database: the next one would fare no better
        except Exception as problem:
            log.debug("A thing can't be kept.", exc_info=True)
            self.ledger.forget()
            why = in_words(problem)
            self.ledger.note(kind, key, Outcome.SET_ASIDE, name=name or key, why=why)


def _names(record: Any) -> tuple[str, str]:
    """Return what the ledger knows a record by, and what people do."""
    if isinstance(record, records.Redirect):
        return record.source, record.source
    if isinstance(record, records.Front):
        return f"front {record.section or 'home'}", "front"
    return str(record.key), str(getattr(record, "name", "") or getattr(record, "title", ""))


def _story(mover: Mover, record: records.Story) -> None:
    # A story is saved several times on its way: what it refers to is looked up after the last.
    with disable_reference_index_auto_update():
        arrival = mover.take_in(record)
    if arrival and (story := arrival.recall(Story)):
        ReferenceIndex.create_or_update_for_object(story)
