"""The edition in the box holds together: whatever it names is there, and readers can see it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from broadsheet.demo.artwork import SCENES
from broadsheet.demo.bodies import files_named
from broadsheet.demo.files import make_file
from broadsheet.demo.reading import Edition, read_edition
from broadsheet.newsroom.blocks import BodyBlock
from broadsheet.newsroom.models.author import AuthorKind
from broadsheet.newsroom.models.byline import Role
from broadsheet.newsroom.models.story import Kind
from broadsheet.topics.models import Kind as TopicKind

EDITION = read_edition()
STORIES = sorted(EDITION.stories)


@pytest.fixture
def edition() -> Edition:
    return EDITION


@pytest.fixture(params=STORIES)
def slug(request: pytest.FixtureRequest) -> str:
    return request.param


def blocks(story: dict[str, Any], *kinds: str) -> Iterator[dict[str, Any]]:
    yield from (block for block in story["body"] if block["type"] in kinds)


def words_of(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = [found for key, found in value.items() if key not in {"type", "url", "file"}]
    if isinstance(value, list):
        for each in value:
            yield from words_of(each)
    elif isinstance(value, str):
        yield from re.sub(r"<[^>]+>", " ", value).split()


def test_a_story_names_only_what_there_is(slug: str, edition: Edition) -> None:
    story = edition.stories[slug]
    about = edition.publication
    paths = {f"{s.get('parent', '')}/{s['slug']}".lstrip("/") for s in about["sections"]}
    assert story["section"] in paths
    assert {each["author"] for each in story["bylines"]} <= {a["slug"] for a in edition.authors}
    assert {each["role"] for each in story["bylines"]} <= set(Role.values)
    assert any(each["role"] == "by" for each in story["bylines"])
    assert set(story["topics"]) <= {topic["slug"] for topic in edition.topics}
    assert story["kind"] in Kind.values
    assert {block["story"] for block in blocks(story, "also_read")} <= set(edition.stories)
    for name in files_named(story["body"]):
        assert make_file(name, story)


def test_each_picture_of_a_story_is_its_own_and_has_words_for_who_cannot_see_it(
    slug: str, edition: Edition
) -> None:
    story = edition.stories[slug]
    drawn = {picture["slug"]: picture for picture in story.get("pictures", [])}
    for name, picture in drawn.items():
        assert name.startswith(slug)
        assert picture["scene"] in SCENES
        assert min(len(picture[key]) for key in ("alt", "caption", "credit", "title")) > 3
    named = {story["hero"]} if story.get("hero") else set()
    for block in story["body"]:
        named |= {block[key] for key in ("photo", "picture", "poster") if block.get(key)}
        if block["type"] == "gallery":
            named |= {each["photo"] for each in block["pictures"]}
    assert named == set(drawn)


def test_a_story_is_made_of_blocks_that_the_newsroom_knows(slug: str, edition: Edition) -> None:
    known = BodyBlock().child_blocks
    for block in edition.stories[slug]["body"]:
        kind = block["type"]
        values = set(block) - {"type"}
        if kind == "paragraph":
            assert block["text"].startswith("<p>")
            assert values == {"text"}
        else:
            assert values <= set(getattr(known[kind], "child_blocks", {})), kind


def test_no_two_stories_came_out_at_once(edition: Edition) -> None:
    hours = Counter(story["hours_ago"] for story in edition.stories.values())
    assert not [hour for hour, number in hours.items() if number > 1]


def test_no_two_pictures_are_the_same(edition: Edition) -> None:
    pictures = list(edition.pictures())
    assert len({picture.slug for picture in pictures}) == len(pictures)
    assert len({(picture.scene, picture.seed) for picture in pictures}) == len(pictures)


def test_authors_and_topics_are_of_known_kinds(edition: Edition) -> None:
    assert {author["kind"] for author in edition.authors} <= set(AuthorKind.values)
    assert {topic["kind"] for topic in edition.topics} <= set(TopicKind.values)


def test_the_fronts_pick_stories_that_there_are(edition: Edition) -> None:
    assert {pick["story"] for pick in edition.publication["picks"]} <= set(edition.stories)


def test_the_edition_is_a_whole_paper(edition: Edition) -> None:
    """Every kind of story and of block, and some stories at full length."""
    stories = edition.stories.values()
    assert len(stories) >= 25
    assert {story["kind"] for story in stories} == set(Kind.values)
    used = {block["type"] for story in stories for block in story["body"]}
    assert used == set(BodyBlock().child_blocks)
    lengths = [sum(1 for _ in words_of(story["body"])) for story in stories]
    assert sum(length >= 600 for length in lengths) >= 4
