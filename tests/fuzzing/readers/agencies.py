"""Copy of agencies, and feeds."""

from __future__ import annotations

from collections.abc import Callable

from broadsheet.wire.incoming.entries import Format, in_bytes
from broadsheet.wire.incoming.formats.feeds.reader import feed_from
from broadsheet.wire.incoming.formats.newsml.reader import NEWSML
from broadsheet.wire.incoming.formats.ninjs.reader import NINJS
from broadsheet.wire.incoming.formats.nitf.reader import NITF
from tests.fuzzing import mutating, words
from tests.fuzzing.promises import assert_copy
from tests.fuzzing.readers.reader import Reader


def _of(form: Format, suffix: str) -> Callable[[bytes], object]:
    """Return what reads bytes as such a file: each item is read, left out or set aside."""
    return lambda data: assert_copy(in_bytes(data, form, source="copy", suffix=suffix))


FEED = feed_from("https://old.example/feed", credit="", terms="")

READERS = (
    Reader("ninjs", _of(NINJS, ".json"), mutating.json_text, words.NINJS),
    Reader("newsml", _of(NEWSML, ".xml"), mutating.xml, words.NEWSML),
    Reader("nitf", _of(NITF, ".xml"), mutating.xml, words.NITF),
    Reader("feeds", _of(FEED, ".xml"), mutating.feed, words.FEEDS),
)
