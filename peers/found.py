"""What is in a system after an import, in our words, whatever the system."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Picture:
    """A picture; ``bytes`` is 0 where its file is missing."""

    alt: str
    caption: str
    credit: str
    bytes: int


@dataclass(frozen=True)
class Story:
    """A story, or a page that stands. ``state`` is public, scheduled, or kept back."""

    title: str
    state: str
    published: str
    """In UTC, to the second; of what is public or scheduled only."""
    standfirst: str
    author: str
    sections: list[str]
    topics: list[str]
    path: str
    hero: str
    """The main picture's alternative text."""
    html: str
    """As readers see it."""
    stands: bool = False
    image: str = ""
    """The main picture's address."""
    blocks: list[str] = field(default_factory=list)


@dataclass
class Found:
    """All of it."""

    authors: set[str]
    sections: set[tuple[str, str]]
    """Each with the name of the one that it lies in."""
    topics: set[str]
    pictures: list[Picture]
    stories: list[Story]
