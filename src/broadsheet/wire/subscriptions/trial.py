"""A feed is tried before it is kept: what it is, and what it would bring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from broadsheet.lib.html import text_of
from broadsheet.wire.incoming import feed
from broadsheet.wire.incoming.entries import Raw
from broadsheet.wire.incoming.formats.feeds.head import Head
from broadsheet.wire.incoming.ledger import SetAside
from broadsheet.wire.incoming.values import line
from broadsheet.wire.subscriptions.look import door, read

SHOWN = 5
"""So many entries are shown."""


@dataclass(frozen=True)
class Shown:
    """One entry as it would come, or (``problem``) why it wouldn't."""

    headline: str = ""
    words: str = ""
    made: datetime | None = None
    pictures: int = 0
    credit: str = ""
    terms: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Trial:
    """``count`` is how many entries it has now, ``address`` where it is for good."""

    head: Head
    address: str
    count: int
    entries: list[Shown]


def try_feed(address: str, *, credit: str = "", terms: str = "") -> Trial:
    """Ask for a feed, and keep nothing of it. Raises NoFeed, whose text says why."""
    answer = feed.ask(address, connector=door())
    found = read(answer, name=address, address=address, credit=credit, terms=terms)
    entries = found.entries
    shown = [_shown(each.raw, each.problem) for each in entries[:SHOWN]]
    return Trial(found.head, answer.moved_to or address, len(entries), shown)


def _shown(raw: Raw | None, problem: str) -> Shown:
    if raw is None:
        return Shown(problem=problem)
    try:
        item = raw.read()
    except (SetAside, RecursionError, ValueError) as error:
        return Shown(problem=str(error))
    text = item.text
    plain = text_of(text.value) if text and text.html else text.value if text else ""
    return Shown(
        headline=item.headline,
        words=line(item.standfirst or plain, at_most=240),
        made=item.version,
        pictures=len(item.pictures),
        credit=item.credit_line,
        terms=item.usage_terms,
    )
