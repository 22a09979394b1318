"""Whether all that was public there is here, as readers see it: our own server is asked.

Each address of the paper that moved must lead to its story, and the story's page must show the
words of the text there. Of a large paper not every old address is asked for: the first ones, then
one in so many, and each of which the tables that the server answers from don't say that it leads.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.core.handlers.base import BaseHandler
from django.http import HttpResponse

from broadsheet.masthead.models import InformationPage
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.queries import is_hidden
from broadsheet.press.recorder import recording
from broadsheet.press.render import anonymous_request
from broadsheet.wire.moving.addresses import path_of
from broadsheet.wire.moving.ledger import key_of
from broadsheet.wire.moving.models import Arrival, Kind, Move, Outcome
from broadsheet.wire.moving.records import Post, Record
from broadsheet.wire.moving.report.tables import led_by_tables
from broadsheet.wire.moving.words import unshown_words

FIRST, ONE_IN = 100, 100
"""So many old addresses are asked for, and of those after them one in so many."""


@dataclass(frozen=True)
class Answer:
    """What an address answers: the status, and where it leads on to."""

    address: str
    status: int
    leads_to: str
    wanted: str
    looked_up: bool = False

    @property
    def is_right(self) -> bool:
        """Say whether a reader is at the story, or one step from it."""
        there = self.status == 200 and unquote(urlsplit(self.address).path) == self.wanted
        return there or (self.status == 301 and self.leads_to == self.wanted)


def answers_of(move: Move, records: Iterable[Record]) -> Iterator[Answer]:
    """Yield what every address of what is public here answers, asked for or looked up.

    ``records`` are the source's, read once more: which words of a text its page doesn't show is
    taken down in the ledger.
    """
    handler = BaseHandler()
    handler.load_middleware()
    met = Arrival.objects.filter(move=move, run=move.run, outcome=Outcome.IMPORTED)
    numbers = itertools.count(1)
    for post in records:
        if not isinstance(post, Post):
            continue
        kind = Kind.PAGE if post.stands else Kind.STORY
        arrival = met.filter(kind=kind, key=key_of(post.key)).first()
        wanted = _address_of(arrival) if arrival else None
        if arrival is None or wanted is None:
            continue
        answer, page = _ask(handler, wanted, wanted)
        yield answer
        _compare(post, page, arrival)
        paths = dict.fromkeys(filter(None, map(path_of, arrival.data.get("addresses", []))))
        led = led_by_tables(paths, arrival)
        for path in paths:
            if path in led and (number := next(numbers)) > FIRST and number % ONE_IN:
                yield Answer(path, 301, wanted, wanted, looked_up=True)
            elif path != wanted:
                yield _ask(handler, path, wanted)[0]
    yield from _of_pictures(move, handler)


def _compare(post: Post, page: str, arrival: Arrival) -> None:
    """Take down the words that the page lacks, but for those that the text lost on its way in."""
    lost = Counter(unshown_words(post.body, page)) - Counter(arrival.data.get("lost_words", ()))
    unshown = sorted(lost.elements())
    if unshown != arrival.data.get("unshown_words", []):
        arrival.data["unshown_words"] = unshown
        arrival.save(update_fields=["data"])


def _of_pictures(move: Move, handler: BaseHandler) -> Iterator[Answer]:
    """Ask for the address of each picture that a public story shows."""
    met = Arrival.objects.filter(move=move, run=move.run, kind=Kind.PICTURE)
    for each in met.filter(data__has_key="leads_to").order_by("pk").iterator():
        path = path_of(each.data["url"]).partition("?")[0]
        yield _ask(handler, path, each.data["leads_to"])[0]


def _address_of(arrival: Arrival) -> str | None:
    """Return where readers find it; None for what is not public."""
    if arrival.kind == Kind.STORY:
        story = arrival.recall(Story)
        return story.address if story and story.live and not is_hidden(story) else None
    page = arrival.recall(InformationPage)
    return unquote(page.url or "") if page and page.live else None


def _ask(handler: BaseHandler, path: str, wanted: str) -> tuple[Answer, str]:
    """Return what an address answers, and its page, if it is one."""
    with recording():  # as the press prints: without the parts that all pages share
        response = handler.get_response(anonymous_request(path))
    page = response.content.decode() if isinstance(response, HttpResponse) else ""
    leads_to = unquote(urlsplit(response.headers.get("Location", "")).path)
    return Answer(path, response.status_code, leads_to, wanted), page
