"""What leaves for Ghost comes whole: by our own reader of Ghost's files, and within its limits."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.newsroom.models import Story
from broadsheet.wire.moving.ghost.reader import records_of
from broadsheet.wire.moving.ghost.redirects import redirects_of
from broadsheet.wire.moving.records import Person, Picture, Redirect, Section, State, Topic
from broadsheet.wire.outgoing.exports.formats import export
from broadsheet.wire.outgoing.exports.ghost import writing
from broadsheet.wire.outgoing.exports.ghost.limits import cut
from broadsheet.wire.outgoing.exports.ghost.texts import text_for_ghost
from tests.factories import a_story
from tests.wire.outgoing.exports.paper import TITLE, a_whole_paper, came_back

LONG = "word " * 100


@pytest.mark.django_db
def test_a_paper_that_left_for_ghost_comes_back_as_it_was(tmp_path: Path) -> None:
    a_whole_paper()
    (file,) = export("ghost", tmp_path / "out")
    with ZipFile(file) as archive:
        archive.extractall(tmp_path)
    records = list(records_of(tmp_path / "paper.json", "https://new.example"))
    posts = came_back(records, gone=State.DRAFT)
    story = posts[TITLE]
    assert (story.seo_title, story.seo_description) == ("Boats", "Nine boats.")
    people = {each.key: each for each in records if isinstance(each, Person)}
    assert [people[key].name for key in story.authors] == ["Mara Ellison", "Ann Guest"]
    assert [people[key].life for key in story.authors] == ["Mara reports from the harbour.", ""]
    names = {each.key: each.name for each in records if isinstance(each, Section | Topic)}
    assert [names[key] for key in (*story.sections, *story.topics)] == ["Asia", "Shipping"]
    hero = next(each for each in records if isinstance(each, Picture))
    assert (hero.alt, hero.caption) == ("Boats at a quay", "At first light Leo Sandoval")
    assert (tmp_path / hero.url.removeprefix("https://new.example/")).stat().st_size
    assert "<b>fog</b>" in story.body
    assert "<td>nine</td>" in story.body
    found = redirects_of(tmp_path / "out" / "redirects.json")
    led = {each.source: each.target for each in found if isinstance(each, Redirect)}
    assert led["/2026/11/20/nine-boats/"] == "/2026/11/20/ten-boats/"
    assert led["/world/asia/"] == "/topics/asia/"
    assert (story.slug, posts["The same again"].slug) == ("ten-boats", "ten-boats-2")


@pytest.mark.django_db
def test_what_ghost_has_no_room_for_is_cut_and_no_word_of_a_standfirst_is_lost(
    tmp_path: Path,
) -> None:
    a_story("A title", standfirst=LONG)
    Story.objects.update(seo_title="x" * 255)
    (file,) = writing.write(tmp_path)
    with ZipFile(file) as archive:
        data = json.loads(archive.read("paper.json"))["db"][0]["data"]
    (post,) = data["posts"]
    assert len(post["custom_excerpt"]) <= 300
    assert post["custom_excerpt"].endswith("word…")
    assert post["html"].count("word") == 100
    assert all("@" in user["email"] and len(user["bio"]) <= 250 for user in data["users"])


@given(st.text(max_size=400), st.integers(1, 300))
def test_what_is_cut_fits(text: str, at_most: int) -> None:
    found = cut(text, at_most)
    assert len(found.encode("utf-16-le", "surrogatepass")) // 2 <= at_most
    assert found.rstrip("…").strip() in " ".join(text.split())


def test_ghost_gets_a_card_for_what_its_editor_does_not_know() -> None:
    shown = text_for_ghost("<p>One</p><table><tr><td>x</td></tr></table><p>Two</p>")
    assert shown == (
        "<p>One</p>\n<!--kg-card-begin: html-->\n<table><tr><td>x</td></tr></table>\n"
        "<!--kg-card-end: html-->\n<p>Two</p>"
    )
