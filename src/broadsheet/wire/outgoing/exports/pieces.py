"""Stories and pages that stand as one, with whoever signs: what systems know that have posts.

Built on the walk (`paper.py`): a story of it says who signs by key or by name alone, and has its
redirects elsewhere; systems of posts want a list of people first, and one table for both kinds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from broadsheet.lib import clock
from broadsheet.wire.outgoing.exports.paper import Newspaper
from broadsheet.wire.outgoing.exports.records import Byline, Page, State, Story


@dataclass(frozen=True)
class Person:
    """Whoever signs: an author, or a name alone. ``key`` is of both kinds together."""

    key: str
    name: str
    slug: str = ""
    life: str = ""
    email: str = ""
    portrait: int | None = None


@dataclass(frozen=True)
class Piece:
    """A story, or (``stands``) a page that stands.

    ``address`` is where readers find it, or found it, "" for nowhere; ``former`` lead there.
    ``when`` is when it was or will be public, or was saved; ``fields`` have no
    place in most systems.
    """

    key: int
    title: str
    html: str
    state: State
    slug: str
    stands: bool
    standfirst: str
    address: str
    former: tuple[str, ...]
    authors: tuple[str, ...]
    section: int | None
    topics: tuple[int, ...]
    hero: int | None
    hero_caption: str
    when: datetime
    saved: datetime
    seo_title: str
    seo_description: str
    canonical: str
    fields: dict[str, str]


def dated(piece: Piece, slug: str, when: datetime, zone: str) -> str:
    """Return where a piece is in a system whose addresses are of a day and a slug, as ours are."""
    return f"/{slug}/" if piece.stands else f"/{when.astimezone(ZoneInfo(zone)):%Y/%m/%d}/{slug}/"


def people_of(newspaper: Newspaper) -> list[Person]:
    """Return whoever signs: the authors, then the names that have no page, each once."""
    found = {
        f"author-{each.key}": Person(
            f"author-{each.key}", each.name, each.slug, each.life, each.email, each.portrait
        )
        for each in newspaper.authors()
    }
    for story in newspaper.stories():
        for line in _signed(story.text.bylines):
            found.setdefault(_key(line), Person(_key(line), line.name))
    return list(found.values())


def pieces_of(newspaper: Newspaper) -> Iterator[Piece]:
    """Yield the stories in the order in which they were made, then the pages that stand."""
    led: dict[int, list[str]] = {}
    for each in newspaper.redirects():
        if each.page:
            led.setdefault(each.page, []).append(each.source)
    language = newspaper.paper().language
    for story in newspaper.stories():
        with translation.override(language):
            piece = _of_story(story, led.get(story.key, []))
        yield piece
    for page in newspaper.pages():
        yield _of_page(page, led.get(page.key, []))


def _of_story(story: Story, led: list[str]) -> Piece:
    text, saved = story.text, story.saved or clock.now()
    fields = {"kicker": text.kicker, "dateline": text.dateline, "kind": text.kind}
    fields |= {"credit_line": text.credit_line, "usage_terms": text.usage_terms}
    sponsored = f"<p><strong>{_('Sponsored')}</strong></p>\n" if text.kind == "sponsored" else ""
    retracted = _("Retracted: %(headline)s") % {"headline": text.headline}
    return Piece(
        key=story.key,
        title=retracted if story.retracted else text.headline,
        html=f"{sponsored}{text.html}",
        state=story.state,
        slug=text.slug,
        stands=False,
        standfirst=text.standfirst,
        address=story.address,
        former=(*story.old_addresses, *led),
        authors=tuple(dict.fromkeys(map(_key, _signed(text.bylines)))),
        section=story.section,
        topics=text.topics,
        hero=text.hero,
        hero_caption=text.hero_caption,
        when=story.due or story.published or saved,
        saved=story.changed or saved,
        seo_title=text.seo_title,
        seo_description=text.seo_description,
        canonical=text.canonical,
        fields={name: value for name, value in fields.items() if value},
    )


def _of_page(page: Page, led: list[str]) -> Piece:
    now = clock.now()
    return Piece(
        key=page.key,
        title=page.title,
        html=page.html,
        state=State.PUBLIC if page.is_public else State.DRAFT,
        slug=page.slug,
        stands=True,
        standfirst=page.intro,
        address=page.address if page.is_public else "",
        former=tuple(led),
        authors=(),
        section=None,
        topics=(),
        hero=None,
        hero_caption="",
        when=now,
        saved=now,
        seo_title="",
        seo_description="",
        canonical="",
        fields={},
    )


def _signed(bylines: tuple[Byline, ...]) -> list[Byline]:
    """Return the lines of those who wrote; where nobody did, of whoever did anything."""
    return [line for line in bylines if line.role == "by"] or list(bylines[:1])


def _key(line: Byline) -> str:
    return f"author-{line.author}" if line.author else f"name-{line.name}"
