"""A small paper that moves, as its system's reader would tell it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from broadsheet.newsroom.models import Author, Story
from broadsheet.newsroom.models import Section as OurSection
from broadsheet.photos.models import Photo
from broadsheet.wire.moving.act import Source, move_in
from broadsheet.wire.moving.how import How
from broadsheet.wire.moving.library import Library
from broadsheet.wire.moving.models import Arrival, Move
from broadsheet.wire.moving.records import (
    Paper,
    Person,
    Picture,
    Post,
    Record,
    Section,
    State,
    Topic,
)
from tests.factories import a_section, max_reads
from tests.pictures import a_picture

OLD = "https://old.example.org"
WHEN = datetime(2019, 5, 2, 23, 30, tzinfo=UTC)
FACTS: list[Record] = [
    Paper(url=OLD, title="The Old Harbour", language="en", made_by="WordPress/6.4"),
    Section(key="harbour", name="Harbour", slug="harbour", above="city"),
    Section(key="city", name="City", slug="city"),
    Section(key="empty", name="Nothing yet", slug="empty"),
    Topic(key="ferries", name="Ferries", slug="ferries"),
    Person(key="mara", name="Mara Ellison", slug="mara", life="Mara reports from the harbour."),
    Person(key="leo", name="Leo Sandoval", slug="leo"),
    Picture(
        key="7",
        url=f"{OLD}/wp-content/uploads/2019/05/quay.jpg",
        path="2019/05/quay.jpg",
        title="quay",
        alt="Boats at a quay",
        caption="At first light",
        credit="Leo Sandoval",
    ),
]


def a_post(key: str = "1", title: str = "A ferry for the island", **values: Any) -> Post:
    """A story that was public there."""
    fields: dict[str, Any] = {
        "body": "<p>The ferry left with nine people.</p>",
        "state": State.PUBLIC,
        "slug": f"story-{key}",
        "authors": ("mara",),
        "sections": ("harbour",),
        "published": WHEN,
        "addresses": (f"/2019/05/story-{key}/", f"/?p={key}"),
        **values,
    }
    return Post(key=key, title=title, **fields)


@dataclass
class Moving:
    """A paper that is moved, again and again: ``records`` is what its export says by now."""

    folder: Path
    records: list[Record] = field(default_factory=lambda: list(FACTS))
    moves: list[Move] = field(default_factory=list)
    connector: Any = None
    """What pictures are fetched by that aren't in the folder."""
    posts: tuple[Post, ...] = ()
    """The stories that it was last moved with."""
    stops_at: str = ""
    """The story before which somebody presses Ctrl-C, once stories are being taken in."""

    def __post_init__(self) -> None:
        a_section("World")
        path = self.folder / "2019" / "05" / "quay.jpg"
        path.parent.mkdir(parents=True)
        path.write_bytes(a_picture(size=(90, 60)))

    def run(self, *posts: Post, **options: Any) -> Move:
        """Move it in, with these stories."""

        self.posts = posts
        passes: list[int] = []

        def read() -> Iterator[Record]:
            passes.append(1)
            for record in self.read():
                if len(passes) > 1 and isinstance(record, Post) and record.key == self.stops_at:
                    raise KeyboardInterrupt
                yield record

        source = Source(f"test {OLD}", read, Library(self.folder, self.connector))
        move_in(source, How(**options), self.moves.append)
        return self.moves[-1]

    def read(self) -> Iterator[Record]:
        """Read the source once."""
        yield from self.posts
        yield from self.records

    def of(self, kind: str, key: str) -> Arrival:
        return Arrival.objects.get(kind=kind, key=key)

    def story(self, key: str = "1") -> Story:
        return Story.objects.get(pk=self.of("story", key).pk_here)


def changed(post: Post, **values: Any) -> Post:
    """The same story, as the source has it by now."""
    return replace(post, **values)


def status(path: str) -> tuple[int, str]:
    """Return what an address answers, and where it leads on."""
    answer = max_reads().get(path)
    return answer.status_code, answer.headers.get("Location", "")


def every_row() -> dict[str, Any]:
    """Return what an import has made, to be compared."""
    stories = Story.objects.order_by("pk").values_list("pk", "address", "latest_revision")
    return {
        "stories": list(stories),
        "photos": Photo.objects.count(),
        "authors": Author.objects.count(),
        "sections": OurSection.objects.count(),
        "outcomes": list(Arrival.objects.order_by("pk").values_list("pk", "outcome", "became")),
    }
