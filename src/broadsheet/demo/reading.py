"""The demo's edition as it lies in ``edition/``: read, not judged."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

Record = dict[str, Any]

EDITION = Path(__file__).parent / "edition"

PORTRAIT = (800, 800)
LANDSCAPE = (1600, 1067)


@dataclass(frozen=True)
class Picture:
    """A picture to be drawn, and what stands under it."""

    slug: str
    scene: str
    seed: int
    title: str
    alt: str
    caption: str = ""
    credit: str = ""
    size: tuple[int, int] = LANDSCAPE


@dataclass(frozen=True)
class Edition:
    """Everything that the demo publishes. ``stories`` go by their slugs."""

    publication: Record
    authors: list[Record]
    topics: list[Record]
    stories: dict[str, Record]

    def pictures(self) -> Iterator[Picture]:
        """Yield every picture: those of the stories, then the authors' portraits."""
        for story in self.stories.values():
            for each in story.get("pictures", []):
                yield Picture(**each)
        for author in self.authors:
            if portrait := author.get("portrait"):
                yield Picture(
                    slug=portrait_of(author), title=author["name"], size=PORTRAIT, **portrait
                )

    def by_age(self) -> list[str]:
        """Return the stories' slugs, the oldest first: the order they came out in."""
        return sorted(self.stories, key=lambda slug: -self.stories[slug]["hours_ago"])


def portrait_of(author: Record) -> str:
    """Return the slug of an author's portrait."""
    return f"portrait-{author['slug']}"


def read_edition(folder: Path = EDITION) -> Edition:
    """Return the edition in a folder.

    Raises OSError for a file that is missing, tomllib.TOMLDecodeError for one
    that isn't TOML.
    """
    return Edition(
        publication=_read(folder / "publication.toml", real=Decimal),
        authors=_read(folder / "authors.toml")["author"],
        topics=_read(folder / "topics.toml")["topic"],
        stories={path.stem: _read(path) for path in sorted((folder / "stories").glob("*.toml"))},
    )


def _read(path: Path, *, real: Callable[[str], Any] = float) -> Record:
    return tomllib.loads(path.read_text("utf-8"), parse_float=real)
