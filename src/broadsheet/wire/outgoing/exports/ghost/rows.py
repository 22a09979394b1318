"""What the paper is made of → rows of Ghost's tables, each as its importer takes it.

Ghost refuses a whole import for one field that is too long, so what doesn't fit is cut (`limits`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from html import escape
from typing import Any

from broadsheet.wire.outgoing.exports.ghost import limits
from broadsheet.wire.outgoing.exports.ghost.limits import cut
from broadsheet.wire.outgoing.exports.ghost.texts import text_for_ghost
from broadsheet.wire.outgoing.exports.pieces import Person, Piece
from broadsheet.wire.outgoing.exports.records import Paper, Section, State, Topic

Row = dict[str, Any]

STATES = {State.PUBLIC: "published", State.SCHEDULED: "scheduled"}
"""All else is a draft: Ghost has nothing that was public and isn't."""

_DATED = {*STATES, State.WITHDRAWN, State.HIDDEN}

NOBODY = "authors.invalid"
"""Ghost wants an address of everybody; RFC 2606 keeps this name from ever being somebody's."""


def setting_rows(paper: Paper) -> list[Row]:
    """Return the settings that an import may change."""
    said = {"title": paper.name, "description": paper.tagline, "timezone": paper.timezone}
    return [{"key": key, "value": value} for key, value in said.items() if value]


def user_row(person: Person, *, slug: str, email: str, portrait: str) -> Row:
    """Return somebody who signs: an author whose login is locked until a password is asked for."""
    return {
        "id": person.key,
        "name": cut(person.name, limits.NAME),
        "slug": slug,
        "email": email or f"{slug}@{NOBODY}",
        "bio": cut(person.life, limits.LIFE),
        "profile_image": portrait or None,
        "status": "active",
    }


def tag_row(thing: Section | Topic, key: str, slug: str) -> Row:
    """Return a section or a topic: Ghost has tags for both."""
    # A name that begins with a comma is none to Ghost, and one with # is hidden from readers.
    name = cut(thing.name.lstrip(",# ") or slug, limits.NAME)
    description = cut(thing.description, limits.DESCRIPTION)
    return {"id": key, "name": name, "slug": slug, "description": description or None}


def post_row(piece: Piece, *, slug: str, hero: str) -> Row:
    """Return a story or a standing page."""
    return {
        "id": key_of(piece),
        "title": cut(piece.title, limits.TITLE),
        "slug": slug,
        "html": text_for_ghost("".join(_lead(piece)) + piece.html),
        "type": "page" if piece.stands else "post",
        "status": STATES.get(piece.state, "draft"),
        "visibility": "public",
        "featured": 0,
        "feature_image": hero or None,
        "custom_excerpt": cut(piece.standfirst, limits.EXCERPT) or None,
        "canonical_url": piece.canonical or None,
        "created_at": _moment(min(piece.when, piece.saved)),
        "updated_at": _moment(piece.saved),
        "published_at": _moment(piece.when) if piece.state in _DATED else None,
    }


def meta_row(piece: Piece, *, alt: str, caption: str) -> Row:
    """Return what stands beside a post in a table of its own."""
    return {
        "post_id": key_of(piece),
        "meta_title": cut(piece.seo_title, limits.META_TITLE) or None,
        "meta_description": cut(piece.seo_description, limits.META_DESCRIPTION) or None,
        "feature_image_alt": cut(alt, limits.ALT) or None,
        "feature_image_caption": caption or None,
    }


def key_of(piece: Piece) -> str:
    """Return what a story is known by in the file."""
    return f"piece-{piece.key}"


def link_rows(piece: Piece, name: str, keys: Iterable[str]) -> list[Row]:
    """Return which tags or authors (``name``) a post has, in order."""
    unique = dict.fromkeys(keys)
    return [
        {"post_id": key_of(piece), name: key, "sort_order": at} for at, key in enumerate(unique)
    ]


def _lead(piece: Piece) -> Iterable[str]:
    """Yield the standfirst where Ghost's excerpt has no room for all of it: no word is lost."""
    if cut(piece.standfirst, limits.EXCERPT) != " ".join(piece.standfirst.split()):
        yield f"<p>{escape(piece.standfirst, quote=False)}</p>\n"


def _moment(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}"
