"""What must be known of the whole export before its first item can be read well.

Small facts only: numbers, names and addresses, so that an export of any length fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from broadsheet.wire.moving.records import Broken, Paper
from broadsheet.wire.moving.wordpress.body.library import Library
from broadsheet.wire.moving.wordpress.dates import Offsets
from broadsheet.wire.moving.wordpress.item import Item, declared_fields, item_of
from broadsheet.wire.moving.wordpress.people import GUEST, People
from broadsheet.wire.moving.wordpress.pictures import address_of, picture_of
from broadsheet.wire.moving.wordpress.refusals import NotAnExport, Unreadable
from broadsheet.wire.moving.wordpress.stream.decoding import text_of
from broadsheet.wire.moving.wordpress.stream.element import value_of
from broadsheet.wire.moving.wordpress.stream.parts import Part, parts_of
from broadsheet.wire.moving.wordpress.terms import Terms
from broadsheet.wire.moving.wordpress.words import title_of

MAX_ITEMS = 1_000_000
"""Posts, pictures and all else, in all files. The largest papers have some hundred thousand."""

Place = tuple[int, int]
"""Where an item stands: in which file, and after how many characters."""

VERSION = "wp:wxr_version"
PARTS_OF_PEOPLE = {"wp:author", "wp:wp_author"}
PARTS_OF_TERMS = {"wp:category", "wp:tag", "wp:term"}
KNOWN = re.compile(r"1\.\d+")

_GENERATOR = re.compile(r'generator="([^"]{1,100})"')
_KIND = re.compile(r"<wp:post_type>\s*(?:<!\[CDATA\[)?\s*([\w-]+)")


class Facts:
    """What a first look at the export tells."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self.people = People()
        self.terms = Terms()
        self.offsets = Offsets()
        self.library = Library()
        self.pages: dict[str, str] = {}
        """The titles of pages, by key."""
        self.broken: list[Broken] = []
        self.again: dict[Place, str] = {}
        """By place, the keys of items whose number stood before; "" for the same item again."""
        self.same_people: set[str] = set()
        """The guest authors that turned out to be somebody else."""
        self._seen: set[int] = set()
        """The hashes of all numbers and keys: texts would take four times the room."""
        self._version = ""
        self._count = 0

    @property
    def paper(self) -> Paper:
        """Return the publication."""
        return Paper(
            url=self.fields.get("wp:base_blog_url") or self.fields.get("link", ""),
            title=title_of(self.fields.get("title", "")),
            language=self.fields.get("language", ""),
            made_by=self.fields.get("generator", ""),
        )

    @property
    def home(self) -> str:
        """Return the path that the site lies at."""
        try:
            return urlsplit(self.paper.url).path or "/"
        except ValueError:
            return "/"

    def is_known(self, number: str) -> bool:
        """Tell whether an item of the export has a number."""
        return hash(number) in self._seen

    def learn(self, part: Part, place: Place) -> None:
        """Take note of a part. Raises NotAnExport, and Unreadable for one that can't be read."""
        if part.name == "item":
            self._check_version()
            self._count += 1
            if self._count > MAX_ITEMS:
                raise NotAnExport(f"It has more than {MAX_ITEMS:,} items.")
            self._learn_item(item_of(part.inner or ""), place)
        elif part.name == VERSION:
            self._version = self._version or value_of(part.inner or "").strip()
        elif part.name in PARTS_OF_PEOPLE:
            self.people.declare(declared_fields(part.inner or ""))
        elif part.name in PARTS_OF_TERMS:
            self.terms.declare(part.name, declared_fields(part.inner or ""))
        elif part.name == "remark":
            if made_by := _GENERATOR.search(part.inner or ""):
                self.fields.setdefault("generator", made_by[1])
        elif value := value_of(part.inner or "").strip():
            self.fields.setdefault(part.name, value)

    def finish_file(self) -> None:
        """Raise NotAnExport where a file never said which version it is."""
        self._check_version()
        self._version = ""

    def _check_version(self) -> None:
        version = self._version
        if not version:
            raise NotAnExport("It doesn't say that it is a WordPress export (no WXR version).")
        if not KNOWN.fullmatch(version):
            raise NotAnExport(f"It is WXR {version[:20]}, and only 1.0 to 1.2 are known.")

    def _learn_item(self, item: Item, place: Place) -> None:
        if item.kind in {"post", "page"}:
            self.people.of(item)
            self.terms.use(item)
        if not self._is_new(item, place):
            return
        self.offsets.learn(item)
        if item.kind == "attachment":
            self._learn_file(item)
            return
        if item.kind == "wp_block":
            self.library.add_block(item.number, item.fields.get("content:encoded", ""))
        if item.kind == GUEST:
            if not self.people.declare_guest(item):
                self.same_people.add(item.key)
            return
        if item.kind == "page":
            self.pages[item.key] = title_of(item.text("title"))

    def _learn_file(self, item: Item) -> None:
        picture = picture_of(item, item.key, self.paper.url)
        if picture is None:
            self.library.files[item.key] = address_of(item, self.paper.url)
            return
        self.library.pictures[item.key] = picture.url
        above = item.text("wp:post_parent")
        if above.strip("0"):
            self.library.below.setdefault(above, []).append(item.key)

    def _is_new(self, item: Item, place: Place) -> bool:
        """Tell whether the item's number is new; what comes again gets a key of its own, or "" ."""
        marked = f"{item.key}~{item.mark}"
        is_new, is_same = hash(item.key) not in self._seen, hash(marked) in self._seen
        self._seen |= {hash(item.key), hash(marked)}
        if not is_new:
            self.again[place] = "" if is_same else marked
        return is_new


def parts_in(path: Path) -> Iterator[Part]:
    """Yield the parts of an export. Raises NotAnExport."""
    return parts_of(text_of(path))


def facts_of(paths: Sequence[Path]) -> Facts:
    """Look through all files of an export once. Raises NotAnExport."""
    facts = Facts()
    for number, path in enumerate(paths):
        try:
            _learn_file(facts, number, path)
        except NotAnExport as refused:
            raise NotAnExport(f"{path.name}: {refused}") from refused
    return facts


def _learn_file(facts: Facts, number: int, path: Path) -> None:
    for part in parts_in(path):
        try:
            facts.learn(part, (number, part.place))
        except Unreadable as problem:
            if part.name != "item":  # an item is said to be broken where it stands
                facts.broken.append(
                    Broken(f"{part.name} at character {part.place:,}", str(problem))
                )
    facts.finish_file()


def kind_in(part: Part) -> str:
    """Return what kind of item a part looks like, before it is read."""
    match = _KIND.search(part.inner or "")
    return match[1] if match else ""
