"""The parts that many pages share, each drawn once for all of them.

A template asks for one with ``{% fragment "latest" %}``. Where Django answers by itself the
part is drawn in its place; where the press prints, only its mark is left, and the press
asks here for the part by the mark's name: ``@<theme>/<kind>``, then ``/<row>`` for a part
about one row (``/<row>-<number>`` for a piece of it), or ``?<row>`` for how the part looks on
that row's own page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from broadsheet.fronts import live, queries
from broadsheet.fronts.page import open_lists, strip
from broadsheet.lib import clock
from broadsheet.lib.once import once_a_page, one_page
from broadsheet.masthead.queries import publication
from broadsheet.newsroom import queries as newsroom
from broadsheet.newsroom.models import Author
from broadsheet.photos.renditions import attach_renditions
from broadsheet.press.marks import fragment_mark
from broadsheet.press.recorder import printing
from broadsheet.themes.files import theme_version

NAME = re.compile(r"@\w+/(?P<kind>[a-z-]+)(?:/(?P<row>\d+)(?:-(?P<part>\d+))?)?(?:\?(?P<own>\d+))?")

Values = dict[str, Any]


def _rail(own: int | None) -> tuple[list[Any], list[Any]]:
    """Return Latest and Don't Miss with the sizes of their pictures; read once a page."""
    latest, choice = _rail_of_all()
    return latest, [story for story in choice if story.pk != own][: queries.DONT_MISS]


@once_a_page
def _rail_of_all() -> tuple[list[Any], list[Any]]:
    latest, choice = queries.rail(now=clock.now())
    attach_renditions(story.hero for story in (*latest, *choice) if story.hero)
    return latest, choice


def _author(row: int | None) -> Author | None:
    """Return the author, if readers may see anything by them: a portrait is public till then."""
    found = Author.objects.filter(pk=row).select_related("portrait").first()
    return found if found and newsroom.by_author(found).exists() else None


PARTS: dict[str, Callable[[int | None], Values]] = {
    "strip": lambda _own: {"strip": strip(publication())},
    "nameplate": lambda _own: {"sections": newsroom.sections()},
    "latest": lambda _own: {"latest": _rail(None)[0]},
    "dont-miss": lambda own: {"dont_miss": _rail(own)[1]},
    "stay-in-touch": lambda _own: {"lists": open_lists()},
    "foot": lambda _own: {
        "sections": newsroom.sections(),
        "standing_pages": newsroom.pages_that_stand(),
    },
}
"""Kind → the values of ``parts/<kind>.html``; the argument is the page's own story."""


def _author_box(author: Author) -> Values:
    attach_renditions([author.portrait] if author.portrait else [])
    return {"author": author}


ABOUT: dict[str, Callable[[Any], Values]] = {"author-box": _author_box, **live.PARTS}
"""Kind → the values of a part that is about one thing, from that thing."""


def draw(kind: str, subject: Any = None) -> str:
    """Return a part for a template: its mark while the press prints, else the part itself.

    ``subject`` is what a part of ``ABOUT`` is about, or the story on whose page ``dont-miss``
    stands. Raises KeyError for a part that there isn't.
    """
    if kind not in ABOUT and kind not in PARTS:
        raise KeyError(kind)
    key = getattr(subject, "pk", None)
    if printing():
        tail = "" if key is None else f"/{key}" if kind in ABOUT else f"?{key}"
        return fragment_mark(f"@{theme_version()}/{kind}{tail}")
    return _drawn(kind, ABOUT[kind](subject) if kind in ABOUT else PARTS[kind](key))


def render(name: str) -> str | None:
    """Return the part that a mark names, for the press; None for one that there isn't."""
    found = NAME.fullmatch(name)
    kind = found["kind"] if found else ""
    with one_page(), translation.override(publication().language):
        if found and kind in ABOUT:
            row, part = int(found["row"] or 0), int(found["part"] or 0)
            subject = _author(row) if kind == "author-box" else live.subject_of(row, part)
            return _drawn(kind, ABOUT[kind](subject)) if subject else None
        if found and kind in PARTS:
            return _drawn(kind, PARTS[kind](int(found["own"]) if found["own"] else None))
    return None


def variants(name: str) -> list[str] | None:
    """Return the names of the variants that a part has now; None for one that never has any.

    Don't Miss leaves out the story of the page that it stands on: there is a variant for
    each story in it.
    """
    found = NAME.fullmatch(name)
    if found is None or found["kind"] != "dont-miss" or found["own"]:
        return None
    with one_page():
        return [f"{name}?{story.pk}" for story in _rail(None)[1]]


def _drawn(kind: str, values: Values) -> str:
    template = f"parts/{kind.replace('-', '_')}.html"
    return render_to_string(template, {"publication": publication(), **values})
