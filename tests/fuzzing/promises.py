"""What holds of whatever a reader of foreign files makes, however its file was spoilt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from broadsheet.lib.html import BODY_TAGS, INLINE_TAGS
from broadsheet.wire.incoming.batch import Batch
from broadsheet.wire.incoming.body import Block, blocks_of
from broadsheet.wire.incoming.entries import Entry
from broadsheet.wire.incoming.item import Item
from broadsheet.wire.incoming.ledger import LeftOut, SetAside
from broadsheet.wire.moving.body import lay_out
from broadsheet.wire.moving.library import place_of
from broadsheet.wire.moving.records import Broken, Other, Picture, Post, Record
from tests.hostile.inert import assert_only

UNFIT = re.compile("[\x00\ud800-\udfff]")
"""What no database holds: PostgreSQL takes no NUL, and UTF-8 no half of a character."""
LONGEST_REASON = 1000
HTML = {"paragraph": INLINE_TAGS | {"p"}, "block_quote": BODY_TAGS, "list": INLINE_TAGS}


class NoPictures:
    """A library of pictures in which none is."""

    def by_address(self, _address: str, **_said: str) -> None:
        """Return no picture."""


def assert_a_paper(records: Iterable[Record]) -> int:
    """Assert what a moved paper's records promise; return how many there are.

    Each story and each thing that is set aside has a key of its own, or the report's sums would
    not add up; what goes into the database fits into it; and the texts, laid out, run nothing.
    """
    found = list(records)
    for each in found:
        assert isinstance(each, Record)
        _assert_fit(each)
    for kind in (Post, Other):
        keys = Counter(each.key for each in found if isinstance(each, kind))
        if kind is Post:
            keys = Counter((e.stands, e.key) for e in found if isinstance(e, Post))
        assert all(times == 1 for times in keys.values()), keys.most_common(3)
    for each in found:
        if isinstance(each, Post):
            _assert_a_post(each)
        elif isinstance(each, Picture):
            assert each.key
            place_of(each.url)
        elif isinstance(each, Broken | Other):
            assert each.why, each
    return len(found)


def _assert_a_post(post: Post) -> None:
    assert post.key
    assert all(isinstance(each, str) and each for each in (*post.authors, *post.addresses)), post
    for moment in (post.written, post.published, post.updated):
        assert moment is None or moment.tzinfo, post
    with suppress(ValueError):  # of absurd length or depth: the story is set aside, and told of
        made = lay_out(post.body, headline=post.title, pictures=NoPictures())  # type: ignore[arg-type]
        assert_blocks(made.blocks)


def assert_copy(entries: Iterable[Entry]) -> int:
    """Assert what an agency's items promise; return how many there are."""
    found = list(entries)
    batch = Batch.of(found)
    for order, each in enumerate(found):
        if each.raw is None:
            assert_a_reason(each.problem)
            continue
        try:
            if each.raw.uri and not batch.superseded(each.raw, each, order):
                _assert_an_item(each.raw.read())
        except (SetAside, LeftOut) as reason:
            assert_a_reason(str(reason))
        except RecursionError:
            pass  # the act says that it is nested too deep
    return len(found)


def _assert_an_item(item: Item) -> None:
    _assert_fit(item)
    assert item.uri
    assert item.headline
    assert item.embargoed_until is None or item.embargoed_until.tzinfo
    assert_blocks(blocks_of(item.text, headline=item.headline, find_picture=_none))


def _none(_attributes: dict[str, str], _caption: str) -> None:
    return None


def assert_blocks(blocks: list[Block]) -> None:
    """Assert that nothing in a story's blocks runs, by a parser that shares no code with ours."""
    for name, value in blocks:
        for text in _strings(value):
            assert not UNFIT.search(text), (name, text)
        if name == "paragraph":
            assert_only(value, HTML[name])
        elif name == "block_quote":
            assert_only(value["quote"], HTML[name])
        elif name == "list":
            for each in value["items"]:
                assert_only(each, HTML[name])
        elif name == "embed":
            assert value["url"].startswith(("http://", "https://")), value


def assert_a_reason(text: str) -> None:
    """Assert that a refusal is a line for people, and no name of an error of Python's."""
    assert text.strip()
    assert len(text) < LONGEST_REASON, text
    assert "Traceback" not in text
    assert " object at 0x" not in text


def _assert_fit(record: Any) -> None:
    """Assert that each text of a record can be kept, but for HTML, and what is only told of."""
    for each in fields(record):
        if each.name in {"body", "text", "unknown"} and isinstance(record, Post | Item):
            continue
        value = getattr(record, each.name)
        for text in _strings(value):
            assert not UNFIT.search(text), (type(record).__name__, each.name, text[:100])


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for pair in value.items() for each in pair for text in _strings(each))
    elif isinstance(value, list | tuple | frozenset):
        yield from (text for each in value for text in _strings(each))
    elif is_dataclass(value):
        yield from (text for each in fields(value) for text in _strings(getattr(value, each.name)))
    else:
        assert value is None or isinstance(value, int | float | datetime), repr(value)
