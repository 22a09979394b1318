"""A synthetic newspaper, the same for every system: stories, sections, authors.

The text is nonsense made of newsroom words by a seeded generator, so that it packs
about as well as a real story's and nobody's journalism is copied.
"""

from __future__ import annotations

import hashlib
import json
import random
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

SECTIONS = (
    "World", "Nation", "Politics", "Business", "Science", "Health",
    "Climate", "Culture", "Sport", "Travel", "Education", "Opinion",
)  # fmt: skip
GIVEN = ("Ada", "Bruno", "Clara", "Dario", "Edda", "Farid", "Greta", "Hugo", "Ines", "Jonas")
FAMILY = ("Almond", "Birch", "Cedar", "Dogwood")
NEWEST = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
"""When the newest story came out; the others lie before it, one each 37 minutes."""
WORDS_A_STORY = 720
PICKS = 4
WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Author:
    """One who signs stories."""

    name: str
    slug: str
    life: str


@dataclass(frozen=True)
class Item:
    """One story: what every system is given. ``published_at`` is ISO 8601, in UTC."""

    number: int
    headline: str
    slug: str
    section: str
    author: str
    standfirst: str
    paragraphs: list[str]
    published_at: str
    pick: bool


class Corpus:
    """A paper of ``count`` stories, the newest first; each is made when it is asked for."""

    def __init__(self, count: int, *, words: int = WORDS_A_STORY) -> None:
        self.count = count
        self.words = words
        self.authors = [
            Author(f"{given} {family}", f"{given}-{family}".lower(), _life(given))
            for family in FAMILY
            for given in GIVEN
        ]

    def __iter__(self) -> Iterator[Item]:
        return (self.story(number) for number in range(self.count))

    def story(self, number: int) -> Item:
        """Return one story; 0 is the newest."""
        return _item(number, self.authors, self.words)

    def measured(self) -> Item:
        """Return the story whose page is measured: an old one, in no list on its own page."""
        return self.story(self.count * 3 // 4)

    def fresh(self, number: int) -> Item:
        """Return a story that isn't in the paper yet, to be published while somebody reads.

        It goes into the section and under the author of the measured story, so that one
        publication must change all that is watched.
        """
        measured = self.measured()
        return replace(
            self.story(10_000_000 + number),
            section=measured.section,
            author=measured.author,
            published_at="",
            pick=False,
        )

    def write(self, path: Path) -> Path:
        """Keep the paper as JSON, for programs in other languages; return where."""
        document = {
            "sections": [{"name": name, "slug": name.lower()} for name in SECTIONS],
            "authors": [asdict(author) for author in self.authors],
            "stories": [asdict(story) for story in self],
        }
        path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
        return path

    def digest(self) -> str:
        """Return what tells this paper from another: a system is loaded once for each."""
        ends = [self.count, asdict(self.story(0)), asdict(self.story(self.count - 1))]
        return hashlib.sha256(json.dumps(ends).encode()).hexdigest()[:16]


def _item(number: int, authors: list[Author], most: int) -> Item:
    random_ = random.Random(f"broadsheet-{number}")
    paragraphs: list[str] = []
    words = 0
    while words < most - 35:
        paragraphs.append(" ".join(_sentence(random_) for _ in range(random_.randint(2, 4))))
        words += len(paragraphs[-1].split())
    when = NEWEST - timedelta(minutes=37 * number)
    return Item(
        number=number,
        headline=f"{_begun(_clause(random_))}, report {number}",
        slug=f"report-{number}",
        section=random_.choice(SECTIONS),
        author=random_.choice(authors).slug,
        standfirst=_sentence(random_),
        paragraphs=paragraphs,
        published_at=when.isoformat(),
        pick=20 <= number < 20 + PICKS,
    )


def _clause(random_: random.Random) -> str:
    return " ".join(random_.choice(WORDS[part]) for part in ("who", "did", "what"))


def _sentence(random_: random.Random) -> str:
    text = f"{_clause(random_)} {random_.choice(WORDS['when'])}"
    if random_.random() < 0.6:
        text += f" {random_.choice(WORDS['links'])} {_clause(random_)}"
    return f"{_begun(text)}, {random_.randint(3, 998)} in all."


def _begun(text: str) -> str:
    return text[0].upper() + text[1:]


def _life(given: str) -> str:
    return f"{given} has covered ports, councils and courts for this paper, and edits at night."
