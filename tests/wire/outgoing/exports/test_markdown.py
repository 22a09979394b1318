"""The newspaper as Markdown with front matter, as a program reads it that makes a site of files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown_it import MarkdownIt

from broadsheet.lib.html import text_of
from broadsheet.newsroom import actions
from broadsheet.wire.outgoing.exports.act import keep_up
from broadsheet.wire.outgoing.exports.folder import Folder
from broadsheet.wire.outgoing.exports.markdown.files import write
from broadsheet.wire.outgoing.exports.paper import Newspaper
from tests.factories import a_section, a_story, a_topic
from tests.pictures import a_photo
from tests.wire.outgoing.exports.test_paper import a_paper_of_every_state
from tests.wire.outgoing.test_feed_bodies import every_block

pytestmark = pytest.mark.django_db

HOSTILE = 'A "quay": [half] --- & <script>alert(1)</script> {{ site.secret }} {% raw %}\u0007'


def exported(folder: Path, *, everything: bool = False) -> Folder:
    return keep_up("markdown", folder, write, everything=everything)


def texts_in(folder: Path) -> dict[str, tuple[dict[str, Any], str]]:
    """Return front matter and text of each file, by its title."""
    found = {}
    for path in [*folder.glob("stories/*/*.md"), *folder.glob("pages/*.md")]:
        start, front, text = path.read_text("utf-8").split("---\n", 2)
        assert start == ""
        said = yaml.safe_load(front)
        found[said["title"]] = (said, text)
    return found


def test_a_story_is_a_text_with_all_that_is_said_of_it(tmp_path: Path) -> None:
    asia = a_section("Asia", under=a_section("World"))
    story = a_story(
        "All blocks",
        section=asia,
        topics=[a_topic()],
        hero=a_photo(licence="CC0"),
        standfirst=HOSTILE,
        body=[("paragraph", f"<p>{HOSTILE.replace('<', '&lt;')}</p>"), *every_block()],
    )
    first = story.address
    actions.change_address(story=story, address="/all/")
    done = exported(tmp_path)
    assert done.remarks == []
    front, text = texts_in(tmp_path)["All blocks"]
    assert front["description"] == HOSTILE
    assert (front["url"], front["permalink"]) == ("/all/", "/all/")
    assert front["aliases"] == front["redirect_from"] == [first]
    assert (front["draft"], front["published"], front["state"]) == (False, True, "public")
    assert (front["categories"], front["tags"]) == (["World", "Asia"], ["Shipping"])
    assert (tmp_path / front["image"]["path"].lstrip("/")).is_file()
    assert (front["image"]["licence"], front["authors"]) == ("CC0", ["Mara Ellison"])
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert "<script" not in html
    assert "{{" not in text
    assert "{%" not in text
    [told] = [each for each in Newspaper().stories() if each.text.headline == "All blocks"]
    words = set(text_of(told.text.html).split())
    assert words - set(text_of(html).split()) == set()
    again = exported(tmp_path)
    assert (again.written, again.removed) == (0, 0)


def test_what_is_not_public_is_in_no_file_or_says_so(tmp_path: Path) -> None:
    a_paper_of_every_state()
    exported(tmp_path, everything=True)
    fronts = [front for front, _text in texts_in(tmp_path).values() if "guid" in front]
    assert [each["title"] for each in fronts if not each["draft"]] == ["A ferry"]
    assert all(each["published"] is not each["draft"] for each in fronts)
    assert {each["state"] for each in fronts} == {
        *("public", "hidden", "withdrawn", "scheduled", "draft"),
    }
    [newer] = [each for each in fronts if each["title"] == "canary-newer"]
    assert "url" not in newer
    exported(tmp_path)
    texts = [
        path.read_text("utf-8") for path in tmp_path.rglob("*") if path.suffix in {".md", ".yaml"}
    ]
    assert "canary-withdrawn" not in "".join(texts)
    assert not [text for text in texts if "canary" in text]
