"""Whatever a file holds, it is read, or refused in one line; and one bad post costs no other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.wire.moving.ghost import export
from broadsheet.wire.moving.ghost.export import NotAnExport
from broadsheet.wire.moving.records import Broken, Other, Post

from .samples import a_row, an_export, of, read

pytestmark = pytest.mark.sqlite

REFUSED: dict[str, Any] = {
    "nothing": "",
    "no JSON": "no JSON at all",
    "no object": "[]",
    "a number": "7",
    "another object": {"items": []},
    "no posts": {"db": [{"data": {"users": []}}]},
    "a database of none": {"db": []},
    "posts that are none": {"db": [{"data": {"posts": "many"}}]},
    "a zip": b"PK\x03\x04" + bytes(1000),
    "every byte": bytes(range(256)) * 100,
    "UTF-16": json.dumps(an_export(a_row())).encode("utf-16"),
    "the middle of a word": json.dumps(an_export(a_row()))[:-40],
    "deep lists": "[" * 100_000,
    "deep objects": '{"a":' * 100_000,
    "a deep post": '{"data": {"posts": [' + '{"a":[' * 50_000,
    "a huge number": '{"data": {"posts": [{"id": ' + "9" * 100_000 + "}]}}",
    "a number of many digits": '{"data": {"posts": [{"id": 0.' + "9" * 100_000 + "e9999}]}}",
    "a long line": '{"data": "' + "x" * 5_000_000,
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_export_is_refused_in_a_line(name: str, tmp_path: Path) -> None:
    with pytest.raises(NotAnExport) as refused:
        read(tmp_path, REFUSED[name])
    [said] = refused.value.messages
    assert said
    assert "\n" not in said


def test_a_byte_order_mark_is_no_harm(tmp_path: Path) -> None:
    text = json.dumps(an_export(a_row())).encode()
    assert len(of(Post, read(tmp_path, b"\xef\xbb\xbf" + text))) == 1


def test_a_post_of_absurd_length_is_broken_and_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "MAX_ROW", 2_000)
    records = read(tmp_path, an_export(a_row(1, html="x" * 2_001), a_row(2)))
    assert [each.where for each in of(Broken, records)] == ["post 1"]
    assert [each.title for each in of(Post, records)] == ["Story 2"]


def test_posts_that_lie_in_two_places_are_each_told_of(tmp_path: Path) -> None:
    export = {**an_export(a_row(1)), "data": {"posts": [a_row(1), a_row(2), a_row(1)]}}
    records = read(tmp_path, export)
    assert [each.key for each in of(Post, records)] == ["post1", "post2"]
    twice = [each.key for each in of(Other, records) if each.kind == "post"]
    assert twice == ["post1~post 2", "post1~post 4"]


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**62), 2**62)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "name", "posts", "data"]), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = st.dictionaries(st.sampled_from([*a_row(), "lexical", "tags", "authors"]), ANYTHING)
TABLES = ("tags", "users", "posts_tags", "posts_authors", "posts_meta", "settings")


@settings(max_examples=30)
@given(rows=st.lists(FIELDS | ANYTHING, max_size=4), tables=st.data())
def test_whatever_types_the_fields_have_each_post_is_one_record(
    rows: list[Any], tables: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    others = {name: tables.draw(st.lists(ANYTHING, max_size=2)) for name in TABLES}
    records = read(tmp_path_factory.mktemp("ghost"), an_export(*rows, **others))
    twice = [each for each in of(Other, records) if each.kind == "post"]
    assert len(of(Post, records)) + len(of(Broken, records)) + len(twice) == len(rows)
