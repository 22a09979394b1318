"""One look at a feed: it is asked for, and what is new in it becomes drafts in the inbox."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from broadsheet.lib.connector import Answer, Connector
from broadsheet.newsroom.models import Story
from broadsheet.wire.inbox.models import Copy
from broadsheet.wire.incoming import feed
from broadsheet.wire.incoming.act import import_entries
from broadsheet.wire.incoming.entries import Entry, in_bytes
from broadsheet.wire.incoming.formats.feeds.head import Head, head_of
from broadsheet.wire.incoming.formats.feeds.reader import feed_from
from broadsheet.wire.incoming.ledger import Ledger, SetAside
from broadsheet.wire.incoming.names import section_for_the_rest
from broadsheet.wire.incoming.story import Wishes
from broadsheet.wire.subscriptions import outcomes
from broadsheet.wire.subscriptions.claims import Lost, go_on, let_go
from broadsheet.wire.subscriptions.models import Brought, Subscription


@dataclass(frozen=True)
class Feed:
    """A feed as its server gave it."""

    head: Head
    entries: list[Entry]
    answer: Answer


def door() -> Connector:
    """Return what asks for feeds, by its rules: small, soon, at public addresses alone."""
    return Connector(max_bytes=feed.MAX_BYTES, timeout=feed.TIMEOUT)


def read(answer: Answer, *, name: str, address: str, credit: str = "", terms: str = "") -> Feed:
    """Return the feed in an answer; it goes by this name. Raises NoFeed."""
    form = feed_from(address, credit=credit, terms=terms)
    entries = list(in_bytes(answer.body, form, source=name))
    if entries and entries[0].raw is None and not entries[0].number:
        raise feed.NoFeed(f"What is there is no feed: {entries[0].problem}.", answer)
    return Feed(head_of(answer.body), entries, answer)


def look(subscription: Subscription) -> None:
    """Look at a feed that was claimed, and note what came of it.

    Raises Lost when it isn't ours any more. What had come in by then stays.
    """
    told = {"if-none-match": subscription.etag, "if-modified-since": subscription.last_modified}
    known = {name: value for name, value in told.items() if value}
    try:
        answer = feed.ask(subscription.address, known=known, connector=door())
        if answer.status == 304:
            outcomes.note_nothing_new(subscription, answer)
            return
        found = read(
            answer,
            name=subscription.name,
            address=subscription.address,
            credit=subscription.credit,
            terms=subscription.terms,
        )
    except feed.NoFeed as error:
        outcomes.note_failure(subscription, why=str(error), answer=error.answer)
        return
    try:
        ledger = _take_in(subscription, found.entries)
    except ValidationError as error:  # there is no section
        outcomes.note_failure(subscription, why=" ".join(error.messages), answer=None)
        return
    outcomes.note_feed(subscription, answer, minutes=found.head.minutes, ledger=ledger)


def _take_in(subscription: Subscription, entries: list[Entry]) -> Ledger:
    """Make drafts of what is new among these entries, and of what this subscription brought."""
    section = subscription.section or section_for_the_rest("")
    theirs = list(_without_others(subscription, entries))
    rounds = iter((iter(theirs), _each_in_hand(subscription, theirs)))
    return import_entries(
        lambda: next(rounds),
        wishes=Wishes(section, subscription=subscription.pk),
        report=lambda _line: None,
        is_watched=False,
    )


def _each_in_hand(subscription: Subscription, entries: list[Entry]) -> Iterator[Entry]:
    """Yield entry by entry as long as it is ours to look, and this process goes on."""
    for entry in entries:
        if not threading.main_thread().is_alive():
            let_go(subscription)
            raise Lost
        go_on(subscription)
        yield entry


def _without_others(subscription: Subscription, entries: list[Entry]) -> Iterator[Entry]:
    """Leave out what came in another way, and what came from here and was deleted since.

    Nobody's feed may change what another source brought, by giving an entry that one's name.
    """
    names = {name for name in map(_uri, entries) if name}
    brought = Brought.objects.filter(subscription=subscription, uri__in=names)
    here = Story.objects.filter(source_uri__in=names)
    own = Copy.objects.filter(subscription=subscription, story__in=here)
    left = {*brought.values_list("uri", flat=True), *here.values_list("source_uri", flat=True)}
    left -= set(own.values_list("story__source_uri", flat=True))
    for entry in entries:
        if _uri(entry) not in left:
            yield entry


def _uri(entry: Entry) -> str:
    try:
        return entry.raw.uri if entry.raw else ""
    except SetAside:
        return ""  # said when its turn comes
