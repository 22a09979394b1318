"""What another system's export says, in our words, before any of it is ours.

Readers of foreign files (one folder a system) yield these; whatever takes them in knows no
system. Nothing here has been believed: HTML is as it came, but for what its system adds when it
shows a page (paragraphs, short codes). ``key`` is what the source knows a thing by: the same
thing has the same key in every export of that source.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """What readers of the old paper could see. Nothing is ever more public than it was."""

    DRAFT = "draft"
    PENDING = "pending"
    SCHEDULED = "scheduled"
    PUBLIC = "public"
    PRIVATE = "private"
    """For some readers only: those who knew a password, or were signed in."""
    TRASHED = "trashed"


@dataclass(frozen=True)
class Paper:
    """The publication that moves. ``url`` is where its pages were; others were written by hand."""

    url: str
    title: str = ""
    language: str = ""
    made_by: str = ""
    """The program that wrote the export, for people."""


@dataclass(frozen=True)
class Person:
    """Somebody who wrote. ``email`` is for telling people apart; it is never shown."""

    key: str
    name: str
    slug: str = ""
    email: str = ""
    life: str = ""
    remark: str = ""
    """What people should look at."""


@dataclass(frozen=True)
class Section:
    """A category. ``above`` is the key of the one that it lies in; "" for none."""

    key: str
    name: str
    slug: str = ""
    above: str = ""
    description: str = ""


@dataclass(frozen=True)
class Topic:
    """A tag."""

    key: str
    name: str
    slug: str = ""
    description: str = ""


@dataclass(frozen=True)
class Picture:
    """A file of the media library. ``url`` is where it was; ``path`` below the library's folder."""

    key: str
    url: str
    path: str = ""
    title: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    page: str = ""
    """The address that showed it by itself, if there was one."""


@dataclass(frozen=True)
class Comment:
    """What a reader wrote under a story: kept, and shown to nobody."""

    key: str
    author: str
    email: str
    text: str
    written: datetime | None
    approved: bool
    answers: str = ""
    """The key of the comment that it answers."""


@dataclass(frozen=True)
class Post:
    """A story, or a page that stands (``stands``).

    ``authors``, ``sections`` (the main one first), ``topics`` and ``hero`` are keys; ``addresses``
    are all places where it was read, as paths with their query, the best one first. ``title`` is
    plain text, ``body`` is HTML. ``extra`` is what has no place of its own, kept as it came.
    """

    key: str
    title: str
    body: str
    state: State
    stands: bool = False
    slug: str = ""
    standfirst: str = ""
    authors: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    hero: str = ""
    written: datetime | None = None
    published: datetime | None = None
    updated: datetime | None = None
    addresses: tuple[str, ...] = ()
    above: str = ""
    """The key of the page that it lies in."""
    seo_title: str = ""
    seo_description: str = ""
    is_sticky: bool = False
    remark: str = ""
    """What its reader isn't sure of, or made of it, for people to look at."""
    comments: tuple[Comment, ...] = ()
    extra: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Redirect:
    """An address that led on to another: paths, or for ``target`` any address."""

    source: str
    target: str
    permanent: bool = True


@dataclass(frozen=True)
class Other:
    """A thing that has no counterpart here: counted and named, never lost without a word."""

    key: str
    kind: str
    name: str
    why: str


@dataclass(frozen=True)
class Broken:
    """A place of the file that can't be read: where it is, and what is wrong with it."""

    where: str
    why: str


Record = Paper | Person | Section | Topic | Picture | Post | Redirect | Other | Broken
