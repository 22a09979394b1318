"""What readers see of a story besides its page, and which keys a change of it touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps

from broadsheet.masthead.keys import page
from broadsheet.masthead.models import Publication
from broadsheet.newsroom import keys
from broadsheet.press.notes import note
from broadsheet.signals import story_changes
from broadsheet.topics.keys import TOPICS

CARD = (
    *("title", "kicker", "standfirst", "kind", "hero_id", "section_id", "address"),
    *("published_at", "changed_at", "corrected_on", "retracted_at", "canonical_url", "expire_at"),
)
"""The columns that other pages than the story's own show, or sort and choose by."""


@dataclass(frozen=True)
class Face:
    """A public story as other pages have it: its card, and the lists that it stands in.

    ``text`` is the revision that readers have; None of one that became public without any.
    """

    card: tuple[Any, ...]
    lists: frozenset[str]
    text: int | None

    @property
    def address(self) -> str:
        """Where readers find it."""
        return str(self.card[CARD.index("address")])


def _model(name: str) -> Any:
    """Return a model of this room by name: Story itself calls what is in this file."""
    return apps.get_model("broadsheet_newsroom", name)


def face_of(pk: int | None) -> Face | None:
    """Return the face of the story in the database; None for one that readers can't see."""
    story_model = _model("Story")
    row = story_model.objects.filter(pk=pk, live=True, expired=False, address__isnull=False)
    values = row.values(*CARD, "section__path", "live_revision_id").first()
    if values is None:
        return None
    section_path, text = values.pop("section__path"), values.pop("live_revision_id")
    signed = list(
        _model("Byline")
        .objects.filter(story=pk)
        .order_by("sort_order")
        .values_list("author_id", "name", "role")
    )
    links = story_model.topics.through.objects.filter(story=pk)
    about = sorted(links.values_list("topic_id", flat=True))
    authors = {author for author, _name, _role in signed if author}
    return Face(
        card=(*values.values(), tuple(signed), tuple(about)),
        lists=frozenset(_lists(values, section_path, authors, about)),
        text=text,
    )


def _lists(
    values: dict[str, Any], section_path: str, authors: set[int], about: list[int]
) -> Iterator[str]:
    zone = ZoneInfo(Publication.load().timezone)
    day = values["published_at"].astimezone(zone).date()
    yield from lists_of(values, chain_of(section_path), authors, about, day)


def chain_of(path: str) -> list[int]:
    """Return the sections that lie on the way to a place in the tree, itself among them."""
    section_model = _model("Section")
    step = section_model.steplen
    chain = [path[:length] for length in range(step, len(path) + 1, step)]
    return list(section_model.objects.filter(path__in=chain).values_list("pk", flat=True))


def lists_of(
    values: dict[str, Any],
    sections: Iterable[int],
    authors: Iterable[int],
    about: Iterable[int],
    day: date,
) -> Iterator[str]:
    """Yield the keys of the lists in which a public story of that day stands."""
    yield from (keys.LATEST, keys.AUTHORS, TOPICS, keys.day(day), keys.month(day))
    for section in sections:
        yield keys.stories("section", section)
        yield keys.stories("section", section, f"{day:%Y-%m}")
    for kind, found in (("author", authors), ("topic", about)):
        for pk in found:
            yield keys.stories(kind, pk)
            yield keys.stories(kind, pk, f"{day:%Y}")
    if values["corrected_on"]:
        yield keys.CORRECTIONS
        yield f"{keys.CORRECTIONS}:{values['corrected_on']:%Y}"


@contextmanager
def noting_changes(pk: int | None, *, cause: str) -> Iterator[None]:
    """Note what goes stale by what is done to a story while this is open.

    Its words alone: its page, and the feeds that carry it whole. Its card or its place:
    every list that it stood in or stands in now. Never public: nothing. Belongs into the
    transaction of the change. Whoever hears of changes isn't told of a save that brings none,
    when the story is locked, say.
    """
    before = face_of(pk)
    yield
    after = face_of(pk)
    if before is None and after is None:
        return
    lists = {each for face in (before, after) if face for each in face.lists}
    touched = {page(pk), keys.text(pk)}
    if before and after and before.card == after.card:
        touched = {keys.text(pk)}
    else:
        touched |= lists
    note(touched, cause=cause)
    if before != after or (after and after.text is None):
        was, is_public = before is not None, after is not None
        about = {"lists": lists, "addresses": {face.address for face in (before, after) if face}}
        story_changes.send(sender=None, pk=pk, before=was, after=is_public, **about)
