"""A WordPress is asked itself, over HTTP: all that its readers could see comes, and no more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from broadsheet.lib.connector import Connector
from broadsheet.wire.moving.how import How
from broadsheet.wire.moving.records import Broken, Other, Person, Post, Record, State
from broadsheet.wire.moving.systems import move_site
from broadsheet.wire.moving.wordpress.live.reader import records_of
from broadsheet.wire.moving.wordpress.live.site import A_PAGE, NotWordPress, Site, site_at
from tests.factories import a_section, max_reads
from tests.lib.local_server import serve

DAY = "2019-05-02T23:30:00"


def a_post(pk: int, title: str, **more: Any) -> dict[str, Any]:
    return {
        "id": pk,
        "date": "2019-05-02T19:30:00",
        "date_gmt": DAY,
        "modified_gmt": DAY,
        "slug": f"post-{pk}",
        "status": "publish",
        "link": f"https://old.example.org/2019/05/post-{pk}/",
        "title": {"rendered": title},
        "content": {"rendered": "<p>Nine people sailed.</p>", "protected": False},
        "excerpt": {"rendered": "<p>Nine people sailed. [&hellip;]</p>", "protected": False},
        "author": 3,
        "featured_media": 0,
        "categories": [8],
        "tags": [9],
        **more,
    }


@dataclass
class Fake:
    """What a site has, by kind; ``failing`` are statuses to answer with, by kind and page."""

    things: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    shut: set[str] = field(default_factory=set)
    failing: dict[tuple[str, int], list[int]] = field(default_factory=dict)
    waited: list[float] = field(default_factory=list)
    link: str = ""
    site: Site | None = None

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        asked = urlsplit(handler.path)
        query = {name: values[0] for name, values in parse_qs(asked.query).items()}
        path = query.get("rest_route", asked.path.removeprefix("/wp-json")).strip("/")
        if asked.path == "/" and "rest_route" not in query:
            return self._say(handler, 200, "<p>The Old Harbour</p>", link=self.link)
        if path == "":
            about = {"name": "The Old &amp; Harbour", "home": "https://old.example.org"}
            return self._say(handler, 200, {**about, "namespaces": ["wp/v2"], "gmt_offset": -4})
        kind, page = path.removeprefix("wp/v2/"), int(query.get("page", "1"))
        if codes := self.failing.get((kind, page)):
            return self._say(handler, codes.pop(0), {"code": "failed"})
        if kind == "types":
            kinds = {"post": {}, "wp_block": {}, "recipe": {"name": "Dishes"}}
            return self._say(handler, 200, kinds)
        if kind in self.shut or kind not in KINDS:
            return self._say(handler, 401, {"code": "rest_forbidden"})
        found = self.things.get(kind, [])
        size = int(query["per_page"])
        pages = -(-len(found) // size)
        return self._say(handler, 200, found[(page - 1) * size : page * size], pages=pages)

    @staticmethod
    def _say(
        handler: BaseHTTPRequestHandler, status: int, said: Any, *, pages: int = 0, link: str = ""
    ) -> None:
        body = said.encode() if isinstance(said, str) else json.dumps(said).encode()
        handler.send_response(status)
        handler.send_header("X-WP-TotalPages", str(pages))
        if link:
            handler.send_header("Link", f'<{link}>; rel="https://api.w.org/"')
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)


KINDS = {"posts", "pages", "media", "categories", "tags", "users", "comments"}


@contextmanager
def a_site(fake: Fake) -> Iterator[Fake]:
    with serve(fake.answer) as server:
        connector = Connector(allow_private=True)
        fake.site = replace(site_at(f"{server.url}/", connector), wait=fake.waited.append)
        yield fake


def read(fake: Fake) -> list[Record]:
    with a_site(fake):
        assert fake.site
        return list(records_of(fake.site))


def full() -> Fake:
    return Fake(
        {
            "users": [{"id": 3, "name": "Mara Ellison", "slug": "mara", "description": "Reports."}],
            "categories": [
                {"id": 8, "name": "Harbour", "slug": "harbour", "parent": 7},
                {"id": 7, "name": "City &amp; Port", "slug": "city", "parent": 0},
            ],
            "tags": [{"id": 9, "name": "Ferries", "slug": "ferries"}],
            "media": [
                {"id": 4, "media_type": "file", "source_url": "https://old.example.org/a.pdf"},
                {"id": 5, "media_type": "image", "source_url": "https://old.example.org/q.jpg"},
            ],
            "posts": [
                a_post(11, "A <em>ferry</em>", featured_media=5, sticky=True),
                a_post(12, "Behind a word", content={"rendered": "", "protected": True}),
                a_post(13, "Its own words", excerpt={"rendered": "<p>Why they came.</p>"}),
            ],
            "pages": [
                a_post(20, "About", link="https://old.example.org/about/"),
                a_post(21, "Welcome", link="https://old.example.org/"),
            ],
            "comments": [{"id": 1, "post": 11, "content": {"rendered": "Well said"}, "parent": 0}],
        }
    )


def test_all_that_readers_could_see_is_read_with_the_keys_of_an_export() -> None:
    records = read(full())
    ferry, hidden, own, about, front = [each for each in records if isinstance(each, Post)]
    assert (ferry.key, ferry.title, ferry.state) == ("11", "A ferry", State.PUBLIC)
    assert (ferry.authors, ferry.sections, ferry.topics) == (("mara",), ("harbour",), ("ferries",))
    assert (ferry.hero, ferry.is_sticky, ferry.standfirst) == ("5", True, "")
    assert ferry.published
    assert ferry.published.isoformat() == f"{DAY}+00:00"
    assert ferry.addresses == ("/2019/05/post-11/", "/?p=11")
    assert [each.text for each in ferry.comments] == ["Well said"]
    assert (hidden.state, hidden.published) == (State.PRIVATE, None)
    assert own.standfirst == "Why they came."
    assert (about.stands, about.addresses) == (True, ("/about/", "/?page_id=20"))
    assert front.addresses == ("/?page_id=21",), "The front is everybody's."
    [city] = [each for each in records if getattr(each, "slug", "") == "city"]
    [harbour] = [each for each in records if getattr(each, "above", "") == "city"]
    assert (city.name, harbour.name) == ("City & Port", "Harbour")  # type: ignore[union-attr]
    others = {each.key: each.why for each in records if isinstance(each, Other)}
    assert "https://old.example.org/a.pdf" in others["4"]
    assert "not read from the site" in others["kind:recipe"]


def test_a_site_that_lists_nobody_still_says_who_signed() -> None:
    signed = {"author": [{"id": 3, "name": "Mara Ellison", "slug": "mara"}]}
    fake = Fake({"posts": [a_post(1, "One", _embedded=signed)]}, shut={"users", "comments"})
    records = read(fake)
    assert [each.name for each in records if isinstance(each, Person)] == ["Mara Ellison"]
    assert [each.authors for each in records if isinstance(each, Post)] == [("mara",)]
    [shut] = [each for each in records if isinstance(each, Other) and each.kind == "users"]
    assert "answers 401" in shut.why


def test_a_page_that_fails_is_asked_for_again_and_then_named_and_the_others_come() -> None:
    posts = [a_post(n, f"Post {n}") for n in range(1, 2 * A_PAGE + 2)]
    fake = Fake({"posts": posts}, failing={("posts", 1): [503], ("posts", 2): [500] * 3})
    records = read(fake)
    assert fake.waited == [2.0, 2.0, 10.0]
    assert [each.key for each in records if isinstance(each, Post)] == [
        *map(str, range(1, A_PAGE + 1)),
        str(2 * A_PAGE + 1),
    ]
    [broken] = [each for each in records if isinstance(each, Broken)]
    assert broken.why == "page 2 of 3 of its posts: the server answers 500"


def test_an_api_without_pretty_addresses_is_found_by_what_the_site_says_of_it() -> None:
    fake = Fake({"posts": [a_post(1, "One")]}, link="/?rest_route=/")
    assert [each.title for each in read(fake) if isinstance(each, Post)] == ["One"]


@pytest.mark.parametrize("answer", [b"<p>A page</p>", b"{", b"[1]", b'{"namespaces": []}'])
def test_what_is_no_wordpress_is_refused_in_words(answer: bytes) -> None:
    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(answer)))
        handler.end_headers()
        handler.wfile.write(answer)

    with serve(act) as server, pytest.raises(NotWordPress, match=r"http://127\.0\.0\.1"):
        site_at(server.url, Connector(allow_private=True))


def test_what_a_site_gives_twice_is_one_and_told_of() -> None:
    fake = full()
    for kind in ("posts", "media"):
        fake.things[kind] *= 2
    found = read(fake)
    twice = [each.key for each in found if isinstance(each, Other) and "twice" in each.why]
    assert twice == ["media:4~2", "media:5~2", "posts:11~2", "posts:12~2", "posts:13~2"]
    assert [each.key for each in found if isinstance(each, Post) and not each.stands] == [
        "11",
        "12",
        "13",
    ]


def test_an_address_that_is_not_public_is_not_asked() -> None:
    with pytest.raises(NotWordPress, match="can’t be read"):
        site_at("http://127.0.0.1:9/", Connector())


def test_values_of_any_kind_stop_nothing() -> None:
    odd: list[dict[str, Any]] = [
        {},
        {
            "id": 6,
            "title": 5,
            "content": [],
            "categories": {"a": 1},
            "_embedded": {"author": [1]},
        },
        {"id": "x", "title": {"rendered": "A post without a number"}},
        {"id": 7, "date_gmt": "0000-00-00", "date": None, "excerpt": None, "yoast_head_json": []},
    ]
    fake = Fake({kind: [*odd] for kind in KINDS})
    records = read(fake)
    posts = [each for each in records if isinstance(each, Post)]
    assert [each.key for each in posts] == ["6", "7"] * 2
    assert {each.state for each in posts} == {State.DRAFT}
    broken = [each.where for each in records if isinstance(each, Broken)]
    assert [broken.count(kind) for kind in ("posts", "pages", "users", "media")] == [2, 2, 2, 2]


@pytest.mark.django_db
def test_a_site_moves_in_and_a_second_time_nothing_changes(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    a_section()
    fake = full()
    with a_site(fake):
        assert fake.site
        for _run in range(2):
            written = move_site("", how=How(report=tmp_path / "report"), site=fake.site)
            assert written.is_whole
            [stories] = [each for each in written.accounts.accounts if each.kind == "story"]
            assert (stories.found, stories.imported) == (3, 3)
    answer = max_reads().get("/2019/05/post-11/")
    assert answer.status_code == 301
    page = max_reads().get(answer.headers["Location"]).content.decode()
    assert "A ferry" in page
    assert "Mara Ellison" in page
    assert max_reads().get("/?p=12").status_code == 200, "What needed a password leads nowhere."
