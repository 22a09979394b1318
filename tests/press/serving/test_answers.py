"""What can't be seen from outside a server, or only by making a strange paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from broadsheet.press.joining import join
from broadsheet.press.serve import MOST_SURROGATE_KEYS, NOWHERE, Answer, Pages
from broadsheet.press.store.writing import Writer
from tests.press.serving.editions import printed, put, reader

Ask = Callable[..., Answer | None]


@pytest.fixture
def pages(store: Writer, address: str) -> Pages:
    return Pages(reader(address), memory=2**20)


def _ask(pages: Pages, path: str, method: str = "GET", query: str = "", **headers: str) -> Answer:
    found = pages.answer(method, path, query, lambda name: headers.get(name.replace("-", "_")))
    assert found is not None
    return found


def _goes_to_django(pages: Pages, path: str, method: str = "GET") -> bool:
    return pages.answer(method, path, "", lambda _name: None) is None


def test_while_not_all_is_printed_what_is_missing_is_djangos(pages: Pages, store: Writer) -> None:
    put(store, [printed("/", [b"front"]), printed(NOWHERE, [b"no"], status=404)], complete=False)
    assert _ask(pages, "/").body == b"front"
    assert _goes_to_django(pages, "/story/")
    assert _goes_to_django(pages, "/story/", "POST")
    put(store, {}, complete=True)
    pages.view.clock = lambda: 10**9
    assert _ask(pages, "/story/").status == 404


def test_what_is_djangos_by_its_address_never_comes_from_print(pages: Pages, store: Writer) -> None:
    put(store, {"/-/desk/": [b"never"], "/-/": [b"never"]})
    for path in ("/-/", "/-/desk/", "/-/anything"):
        assert _goes_to_django(pages, path)


def test_a_fragment_is_no_page(pages: Pages, store: Writer) -> None:
    put(store, {"/": ["@foot"], "@foot": [b"foot"], "@latest?1": [b"x"]})
    for path in ("@foot", "/@foot", "@latest", NOWHERE):
        answer = pages.answer("GET", path, "", lambda _name: None)
        assert answer is None or answer.status == 404
    assert pages.answer("GET", "@latest", "1", lambda _name: None) is None


def test_a_page_that_redirects_keeps_where_to(pages: Pages, store: Writer) -> None:
    put(store, [printed("/old/?p=1", [], status=301, headers=[("location", "/new/")])])
    answer = _ask(pages, "/old/", query="p=1")
    assert (answer.status, dict(answer.headers)["location"]) == (301, "/new/")
    assert (answer.body, dict(answer.headers).get("content-encoding")) == (b"", None)


def test_nothing_is_sent_compressed(pages: Pages, store: Writer) -> None:
    put(store, [printed("/", [b""], status=204)])
    for encoding in ("gzip", "zstd"):
        answer = _ask(pages, "/", accept_encoding=encoding)
        assert (answer.body, dict(answer.headers).get("content-encoding")) == (b"", None)


def test_the_etag_changes_with_the_bytes_the_status_and_the_headers(
    pages: Pages, store: Writer
) -> None:
    headers = [("content-type", "text/plain")]
    seen = set()
    for made in (
        printed("/", [b"one"]),
        printed("/", [b"two"]),
        printed("/", [b"two"], status=410),
        printed("/", [b"two"], headers=headers),
        printed("/", [b"tw", b"o"], headers=headers),
    ):
        put(store, [made])
        pages.view.fresh_until = 0.0
        seen.add(_ask(pages, "/").etag)
    assert len(seen) == 5


def test_a_cdn_is_told_the_parts_of_a_page_as_whole_words(pages: Pages, store: Writer) -> None:
    names = [f"@part-{number:04}" for number in range(1_000)]
    put(store, {"/a page/": names, **{name: [name.encode()] for name in names}})
    answer = _ask(pages, "/a page/")
    keys = dict(answer.headers)["surrogate-key"]
    assert len(keys) <= MOST_SURROGATE_KEYS
    assert keys.split()[0] == "/a%20page/"
    assert set(keys.split()[1:]) <= set(names)
    assert len(keys.split()) > 300


def test_what_is_at_hand_is_what_was_asked_for(pages: Pages, store: Writer) -> None:
    """By path and encoding: never another page's, never another encoding's bytes."""
    put(store, {"/": [b"front"], "/a/": [b"a"]})
    wanted = [None, "", "gzip", "zstd, gzip", "br", "identity;q=0", "gzip;q=0, *"]
    for path in ("/", "/a/"):
        for header in wanted:
            before = pages.at_hand(path, header)
            more = {} if header is None else {"accept_encoding": header}
            asked = _ask(pages, path, **more)
            if before is not None:
                assert before == asked
            found = pages.at_hand(path, header)
            assert found == (asked if asked.status == 200 else None)
    [page] = [store.whole("/")]
    assert page is not None
    ready = pages.at_hand("/", "gzip")
    assert ready is not None
    assert ready.body == join(page[1], "gzip")


def test_an_edition_leaves_nothing_old_at_hand(pages: Pages, store: Writer) -> None:
    put(store, {"/": [b"old"]})
    _ask(pages, "/")
    assert pages.at_hand("/", None) is not None
    put(store, {"/a/": [b"another page"]})
    pages.view.fresh_until = 0.0
    with pages.lock:
        pages.view.refresh()
    assert pages.at_hand("/", None) is None
