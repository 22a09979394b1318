"""What a newspaper is made of, as whatever writes an export reads it: plain and frozen.

A ``key`` is a thing's number here: the same thing has the same key wherever it is named, in
the blocks of a body as well. Moments are in UTC. Addresses are paths of ours, as
``/2026/11/27/a-ferry/``; ``url`` of the paper makes them whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """What readers can see. An export never makes anything more public than it was."""

    PUBLIC = "public"
    SCHEDULED = "scheduled"
    """To be public at ``Story.due``."""
    DRAFT = "draft"
    WITHDRAWN = "withdrawn"
    """It was public: its address answers 410."""
    HIDDEN = "hidden"
    """Published, in a section that readers don't get to."""


@dataclass(frozen=True)
class Paper:
    """The publication. ``url`` ends without a slash; ``place`` is a town."""

    name: str
    url: str
    tagline: str
    language: str
    timezone: str
    place: str
    latitude: float | None
    longitude: float | None
    founded: int | None
    email: str
    phone: str
    postal_address: str
    accent_colour: str
    logo: int | None
    profiles: tuple[tuple[str, str], ...]
    """(platform, address)"""
    units: str = ""
    show_versions: str = ""
    corrections_stand: str = ""
    updates_stand: str = ""
    admit_ai_crawlers: bool = False
    websub_hub: str = ""
    tell_search_engines: bool = False


@dataclass(frozen=True)
class Promoted:
    """What is told of a section or a page that stands elsewhere: to machines, in menus."""

    seo_title: str = ""
    seo_description: str = ""
    in_menus: bool = False


@dataclass(frozen=True)
class Section:
    """A section; ``above`` is the key of the one that it lies in, which comes before it.

    ``is_live`` is said of itself: it may lie in one that isn't, and then isn't public.
    """

    key: int
    name: str
    slug: str
    address: str
    description: str
    above: int | None
    is_public: bool
    is_live: bool
    promoted: Promoted = Promoted()


@dataclass(frozen=True)
class Author:
    """Somebody who signs. ``email`` is there only in an export of everything."""

    key: int
    name: str
    slug: str
    address: str
    kind: str
    role: str
    life: str
    email: str
    links: tuple[str, ...]
    portrait: int | None


@dataclass(frozen=True)
class Topic:
    """What stories are about; ``kind``: person, place, organisation, event, subject."""

    key: int
    name: str
    slug: str
    address: str
    kind: str
    description: str
    office: str


@dataclass(frozen=True)
class Picture:
    """A picture. ``file`` is its original in the media storage, ``name`` one for it elsewhere.

    ``name`` is safe as a file's, and no two pictures have the same. ``hash`` is the SHA-1 of
    the file, ``url`` where readers get its widest size, "" where it was never shown. ``credit``
    names who made it, ``licence`` what lets it be printed. ``focus`` is the focal point: middle,
    width and height, in pixels.
    """

    key: int
    name: str
    file: str
    hash: str
    url: str
    title: str
    alt: str
    caption: str
    credit: str
    licence: str
    source: str
    width: int
    height: int
    focus: tuple[int, int, int, int] | None


@dataclass(frozen=True)
class Document:
    """A document, sound or film; ``file`` and ``name`` as a picture's."""

    key: int
    name: str
    file: str
    url: str
    title: str
    original_name: str
    credit: str


@dataclass(frozen=True)
class Byline:
    """One credit, in order. ``author`` is a key, or None for a name that has no page here."""

    author: int | None
    name: str
    role: str
    """by, reporting, photographs, editing, translation, data"""


@dataclass(frozen=True)
class Block:
    """A block of a body as it is stored (``newsroom/blocks.py``)."""

    type: str
    value: Any


@dataclass(frozen=True)
class Change:
    """What was answered of a change of a public text that waits to come out."""

    kind: str
    text: str
    wrong: str


@dataclass(frozen=True)
class Text:
    """What a story says. ``headline`` and ``standfirst`` are plain text.

    ``html`` is the body as clean HTML without the main picture: its links and pictures have
    whole addresses, or those that ``Newspaper.place`` gives.
    """

    headline: str
    slug: str
    kind: str
    kicker: str
    standfirst: str
    dateline: str
    hero: int | None
    hero_caption: str
    blocks: tuple[Block, ...]
    html: str
    pictures: tuple[Picture, ...]
    """Those that it shows, the main one first, then in their order."""
    bylines: tuple[Byline, ...]
    topics: tuple[int, ...]
    seo_title: str
    seo_description: str
    social_title: str
    social_description: str
    social_image: int | None
    canonical: str
    """Where it was first published, a whole address; "" for here."""
    credit_line: str
    usage_terms: str
    change: Change | None = None


@dataclass(frozen=True)
class Note:
    """What readers were told of a change: correction, clarification, update, retraction.

    ``before`` and ``after`` are numbers of versions. With an export of everything there are
    typos too, of which nobody was told: their ``text`` is empty.
    """

    kind: str
    text: str
    wrong: str
    at: datetime
    before: int
    after: int


@dataclass(frozen=True)
class Version:
    """What readers read from ``at`` until the next version; ``words`` as it is stored."""

    number: int
    at: datetime
    words: Any


@dataclass(frozen=True)
class Hold:
    """What keeps a story from being public: embargo (until an hour), drawer, withdrawal.

    One that was lifted keeps it no more, and says why.
    """

    kind: str
    until: datetime | None
    reason: str
    words_for_readers: str
    at: datetime
    lifted: datetime | None = None
    lifted_because: str = ""


@dataclass(frozen=True)
class Story:
    """A story. ``guid`` is what feeds call it, for ever: a ``urn:uuid:``.

    ``address`` is empty for what was never public. ``text`` is what ``state`` is said of;
    ``newer`` what waits after it (a draft of a public story, at ``newer_due`` if that is
    scheduled). ``holds``, ``versions``, ``newer`` are there only in an export of everything.
    """

    key: int
    guid: str
    state: State
    address: str
    old_addresses: tuple[str, ...]
    section: int
    text: Text
    saved: datetime | None
    """When its newest text was saved, in an export of everything."""
    published: datetime | None
    changed: datetime | None
    """Changed in substance: what readers see as “updated”."""
    due: datetime | None
    expires: datetime | None
    retracted: datetime | None
    notes: tuple[Note, ...]
    holds: tuple[Hold, ...] = ()
    versions: tuple[Version, ...] = ()
    newer: Text | None = None
    newer_due: datetime | None = None
    source: str = ""
    """What the system called it that it came from, in an export of everything."""


@dataclass(frozen=True)
class Page:
    """A page that stands. ``purpose``: about, contact, ethicsPolicy, …; ``body`` as stored."""

    key: int
    title: str
    slug: str
    address: str
    intro: str
    body: str
    html: str
    purpose: str
    is_public: bool
    is_live: bool
    promoted: Promoted = Promoted()


@dataclass(frozen=True)
class Pick:
    """A story that a front shows at a place (front, dont-miss), perhaps until an hour."""

    story: int
    place: str
    until: datetime | None


@dataclass(frozen=True)
class Front:
    """What an editor chose for the front of a section, or for the home page (none)."""

    section: int | None
    picks: tuple[Pick, ...]


@dataclass(frozen=True)
class Comment:
    """What a reader wrote under a story in a paper that moved in; ``answers`` is another one."""

    key: int
    story: int | None
    author: str
    text: str
    written: datetime | None
    approved: bool
    answers: int | None


@dataclass(frozen=True)
class Redirect:
    """An address that leads on (301, 302), or is gone for ever (410, without a ``target``).

    ``source`` may have a query, ``target`` may be a whole address; ``page`` is the key of the
    story, section or page at it. The old addresses of exported stories are not among them.
    """

    source: str
    target: str
    status: int
    page: int | None = None
