"""Papers that move in: WordPress, Ghost, Substack, Medium, saved pages, web archives."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ValidationError

from broadsheet.lib.connector import Answer
from broadsheet.wire.moving.archive import opened
from broadsheet.wire.moving.ghost import reader as ghost
from broadsheet.wire.moving.ghost.redirects import redirects_of
from broadsheet.wire.moving.medium import reader as medium
from broadsheet.wire.moving.pages import reader as pages
from broadsheet.wire.moving.pages.story import Wishes
from broadsheet.wire.moving.pages.walk import saved_in
from broadsheet.wire.moving.pages.warc import captured_in, unpack_pictures
from broadsheet.wire.moving.records import Record
from broadsheet.wire.moving.substack import reader as substack
from broadsheet.wire.moving.wordpress import reader as wordpress
from broadsheet.wire.moving.wordpress.live import reader as live
from broadsheet.wire.moving.wordpress.live.site import NoAnswer, site_at
from broadsheet.wire.moving.wordpress.refusals import NotAnExport
from tests.fuzzing import mutating, words
from tests.fuzzing.bundles import zipped
from tests.fuzzing.promises import assert_a_paper, assert_a_reason
from tests.fuzzing.readers.reader import Reader, written

WISHES = Wishes(publish=True, zone=UTC)


def _refused(error: Exception) -> None:
    said = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
    assert_a_reason(said)


def read_wordpress(data: bytes) -> None:
    """An export is read, or refused before its first record."""
    with written(data, "export.xml") as path:
        records = wordpress.records_of(path)
        try:
            first = next(records)
        except NotAnExport as error:
            _refused(error)
            return
        assert_a_paper([first, *records])


def read_ghost(data: bytes) -> None:
    """The same of Ghost's."""
    with written(data, "old.ghost.json") as path:
        records = ghost.records_of(path, "https://old.example")
        try:
            first = next(records)
        except ValidationError as error:
            _refused(error)
            return
        assert_a_paper([first, *records])


def read_redirects(data: bytes) -> None:
    """Ghost's redirects are read one by one, or refused at once."""
    with written(data, "redirects.json") as path:
        try:
            found = list(redirects_of(path))
        except ValidationError as error:
            _refused(error)
            return
        assert_a_paper(found)


def read_substack(data: bytes) -> None:
    """Each row of the list and each file is told of."""
    _read_zip(zipped(data), substack.records_of)


def read_medium(data: bytes) -> None:
    """Each page and each file is told of."""
    _read_zip(zipped(data), medium.records_of)


def read_archive(data: bytes) -> None:
    """A ZIP file is refused before anything of it is read, or each file in it by itself."""
    _read_zip(data, _all_in)


def _all_in(archive: Any) -> Iterator[Record]:
    for name in archive.names:
        try:
            assert isinstance(archive.text(name), str)
        except ValueError as error:
            _refused(error)
    yield from substack.records_of(archive)


def _read_zip(data: bytes, records_of: Any) -> None:
    with written(data, "export.zip") as path:
        try:
            with opened(path) as archive:
                assert_a_paper(records_of(archive))
        except ValidationError as error:
            _refused(error)


def read_page(data: bytes) -> None:
    """A saved page is one story, or one line that says why it is none."""
    with written(data, "page.html") as path:
        assert assert_a_paper(pages.records_of(saved_in(path), WISHES)) > 0


def read_warc(data: bytes) -> None:
    """A web archive gives its pages, and tells where it is damaged; or is refused."""
    with written(data, "old.warc") as path:
        try:
            found = list(pages.records_of(captured_in(path), WISHES))
        except ValidationError as error:
            _refused(error)
            return
        assert_a_paper(found)
        folder = path.parent / "pictures"
        folder.mkdir()
        unpack_pictures(path, found, folder)


@dataclass(frozen=True)
class _Site:
    """A WordPress on a network of its own: ``said`` is what it answers, by kind of thing."""

    said: Mapping[str, Any]

    def get(self, address: str, _headers: Mapping[str, str]) -> Answer:
        """Answer as it would."""
        parts = urlsplit(address)
        kind = parts.path.rpartition("/")[2] if parts.path.startswith("/wp-json/wp") else "about"
        page = int(parse_qs(parts.query).get("page", ["1"])[0])
        there = self.said.get(kind, [] if kind != "about" else {"namespaces": ["wp/v2"]})
        body = json.dumps(there if page == 1 else []).encode()
        return Answer(200, {"x-wp-totalpages": "1"}, body, address)


def read_site(data: bytes) -> None:
    """A site that answers programs is read, whatever it answers, or refused at the beginning."""
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return
    if isinstance(said, dict):
        try:
            site = site_at("https://old.example/", _Site(said))  # type: ignore[arg-type]
            assert_a_paper(live.records_of(site))
        except NoAnswer as error:
            _refused(error)


READERS = (
    Reader("wordpress", read_wordpress, mutating.xml, words.WORDPRESS),
    Reader("wordpress-site", read_site, mutating.json_text, words.WORDPRESS_SITE),
    Reader("ghost", read_ghost, mutating.json_text, words.GHOST),
    Reader("ghost-redirects", read_redirects, mutating.json_text, words.GHOST),
    Reader("substack", read_substack, mutating.bundle, words.SUBSTACK),
    Reader("medium", read_medium, mutating.bundle, words.MEDIUM),
    Reader("archive", read_archive, mutating.archive, words.ZIP),
    Reader("pages", read_page, mutating.xml, words.HTML),
    Reader("warc", read_warc, mutating.warc, words.WARC),
)
