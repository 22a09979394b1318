"""A paper of our own, in the folder that an export wrote, and strangers may have changed since."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.exceptions import ValidationError

from broadsheet.lib.html import ATTRIBUTES, BODY_TAGS
from broadsheet.wire.moving.broadsheet import rich
from broadsheet.wire.moving.broadsheet.blocks import laid_out
from broadsheet.wire.moving.broadsheet.folder import Folder
from broadsheet.wire.moving.records import Broken
from broadsheet.wire.outgoing.exports import records
from tests.fuzzing import mutating, words
from tests.fuzzing.bundles import files_in
from tests.fuzzing.promises import UNFIT, assert_a_reason
from tests.fuzzing.readers.reader import Reader
from tests.hostile.inert import WEB, fragment

LISTS: dict[str, Any] = {
    "pictures": records.Picture,
    "documents": records.Document,
    "authors": records.Author,
    "topics": records.Topic,
    "sections": records.Section,
    "pages": records.Page,
    "redirects": records.Redirect,
    "fronts": records.Front,
    "comments": records.Comment,
}
KEPT = {
    "linktype",
    "id",
    "data-block-key",
    *(name for each in ATTRIBUTES.values() for name in each),
}
OURS = re.compile(r"/(?![/\\])|#")
NAMES = {"paper/paper.json", *(f"paper/{name}.jsonl" for name in LISTS)}


def read_own(data: bytes) -> None:
    """A folder is a paper, each thing in it by itself; or it is refused."""
    with TemporaryDirectory(prefix="fuzzing-") as root:
        for name, content in files_in(data):
            place = name.decode("utf-8", "replace")
            if place in NAMES or (place.startswith("items/") and place[6:-5].isdecimal()):
                path = Path(root) / place
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(content)
        try:
            folder = Folder(Path(root))
        except ValidationError as error:
            assert_a_reason(" ".join(error.messages))
            return
        for each in (*folder.stories(), *(e for n, k in LISTS.items() for e in folder.each(n, k))):
            _assert_one(each)
        assert all(post.key for post in folder.posts())


def _assert_one(each: Any) -> None:
    if isinstance(each, Broken):
        assert_a_reason(each.why)
    elif isinstance(each, records.Story):
        body = laid_out(each.text.blocks, lambda _kind, _key: None)
        assert len(body.blocks) + len(body.strange) == len(each.text.blocks)
        for block in body.blocks:
            _assert_fit(block["value"])


def _assert_fit(value: Any) -> None:
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            _assert_fit(each)
    elif isinstance(value, str):
        assert not UNFIT.search(value)


def read_rich(data: bytes) -> None:
    """Rich text that is kept holds nothing but what a story may hold, as browsers read it."""
    html = rich.kept(data.decode("utf-8", "replace"), lambda _kind, key: key % 3 or None)
    for element in fragment(html).iter():
        if element.tag != "DOCUMENT_FRAGMENT":
            assert element.tag in BODY_TAGS, html
            for name, value in element.attrib.items():
                assert name in KEPT, html
                assert name != "href" or WEB.match(value) or OURS.match(value), html


READERS = (
    Reader("broadsheet", read_own, mutating.bundle, words.BROADSHEET),
    Reader("broadsheet-rich-text", read_rich, mutating.xml, words.HTML),
)
