"""Whether each address of the paper that moved leads where it should: our own server is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.core.handlers.base import BaseHandler

from broadsheet.masthead.models import InformationPage
from broadsheet.newsroom.models import Story
from broadsheet.press.recorder import recording
from broadsheet.press.render import anonymous_request
from broadsheet.wire.moving.addresses import path_of
from broadsheet.wire.moving.models import Arrival, Kind, Move, Outcome


@dataclass(frozen=True)
class Answer:
    """What an address answers: the status, and where it leads on to."""

    address: str
    status: int
    leads_to: str
    wanted: str

    @property
    def is_right(self) -> bool:
        """Say whether a reader is at the story, or one step from it."""
        there = self.status == 200 and unquote(urlsplit(self.address).path) == self.wanted
        return there or (self.status == 301 and self.leads_to == self.wanted)


def answers_of(move: Move) -> Iterator[Answer]:
    """Ask for every address of what is public here; yield what it answers."""
    handler = BaseHandler()
    handler.load_middleware()
    met = Arrival.objects.filter(move=move, run=move.run, outcome=Outcome.IMPORTED)
    for each in met.filter(kind__in=[Kind.STORY, Kind.PAGE]).order_by("pk").iterator():
        wanted = _address_of(each)
        if wanted is None:
            continue
        paths = dict.fromkeys(filter(None, map(path_of, each.data.get("addresses", []))))
        for path in [wanted, *(path for path in paths if path != wanted)]:
            yield _ask(handler, path, wanted)
    yield from _of_pictures(move, handler)


def _of_pictures(move: Move, handler: BaseHandler) -> Iterator[Answer]:
    """Ask for the address of each picture that a public story shows."""
    met = Arrival.objects.filter(move=move, run=move.run, kind=Kind.PICTURE)
    for each in met.filter(data__has_key="leads_to").order_by("pk").iterator():
        path = path_of(each.data["url"]).partition("?")[0]
        yield _ask(handler, path, each.data["leads_to"])


def _address_of(arrival: Arrival) -> str | None:
    """Return where readers find it; None for what is not public."""
    if arrival.kind == Kind.STORY:
        story = arrival.recall(Story)
        return story.address if story and story.live else None
    page = arrival.recall(InformationPage)
    return unquote(page.url or "") if page and page.live else None


def _ask(handler: BaseHandler, path: str, wanted: str) -> Answer:
    with recording():  # as the press prints: without the parts that all pages share
        response = handler.get_response(anonymous_request(path))
    leads_to = unquote(urlsplit(response.headers.get("Location", "")).path)
    return Answer(path, response.status_code, leads_to, wanted)
