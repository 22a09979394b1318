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
from broadsheet.fronts.queries import FRONT_PICKS, SECTION_STORIES
from broadsheet.newsroom.blocks import BodyBlock
from broadsheet.newsroom.models.author import AuthorKind
from broadsheet.newsroom.models.byline import Role
from broadsheet.newsroom.models.story import Kind
from broadsheet.topics.models import Kind as TopicKind

EDITION = read_edition()
STORIES = sorted(EDITION.stories)
READ = (
    "paragraph", "heading", "question_answer", "timeline", "list", "key_points", "fact_box",
    "pull_quote", "block_quote",
)  # fmt: skip
"""The blocks that are read through."""


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


def test_no_two_stories_open_with_pictures_that_look_alike(edition: Edition) -> None:
    """The same scene in the same inks looks alike, whatever the seed."""
    drawn = {picture.slug: picture for picture in edition.pictures()}
    heroes = [drawn[story["hero"]] for story in edition.stories.values() if story.get("hero")]
    looks = Counter((each.scene, each.seed % len(SCENES[each.scene][1])) for each in heroes)
    assert not [look for look, number in looks.items() if number > 1]
    assert len(heroes) >= 24


def test_the_edition_is_a_whole_paper(edition: Edition) -> None:
    """At least forty stories of the last ten days, every kind of story and of block."""
    stories = edition.stories.values()
    assert len(stories) >= 40
    assert {story["kind"] for story in stories} == set(Kind.values)
    used = {block["type"] for story in stories for block in story["body"]}
    assert used == set(BodyBlock().child_blocks)
    assert 7 * 24 < max(story["hours_ago"] for story in stories) < 10 * 24


def test_a_dozen_stories_are_at_full_length(edition: Edition) -> None:
    """Six hundred words to read: captions, tables and charts don't count."""
    lengths = [
        sum(1 for block in blocks(story, *READ) for _ in words_of(block))
        for story in edition.stories.values()
    ]
    assert sum(length >= 600 for length in lengths) >= 12


def test_each_section_fills_its_place_on_the_home_page(edition: Edition) -> None:
    """Eight sections, each with four stories that aren't at the top of the page already."""
    about = edition.publication
    tops = [section["slug"] for section in about["sections"] if "parent" not in section]
    picked = {pick["story"] for pick in about["picks"] if pick["place"] == "front"}
    left = Counter(
        story["section"].partition("/")[0]
        for slug, story in edition.stories.items()
        if slug not in picked
    )
    assert len(tops) == 8
    assert {top: left[top] for top in tops if left[top] < SECTION_STORIES} == {}
    assert len(picked) == FRONT_PICKS


def test_the_fronts_lead_is_the_newest_story(edition: Edition) -> None:
    lead = next(pick["story"] for pick in edition.publication["picks"] if pick["place"] == "front")
    assert lead == edition.by_age()[-1]


def test_each_of_twelve_authors_has_signed_a_story(edition: Edition) -> None:
    signed = {
        byline["author"]
        for story in edition.stories.values()
        for byline in story["bylines"]
        if byline["role"] == Role.BY
    }
    authors = [author["slug"] for author in edition.authors]
    assert len(authors) == 12
    assert set(authors) - signed == set()


def test_each_topic_has_a_story_and_each_kind_of_topic_a_name(edition: Edition) -> None:
    used = {topic for story in edition.stories.values() for topic in story["topics"]}
    assert {topic["slug"] for topic in edition.topics} == used
    assert {topic["kind"] for topic in edition.topics} == set(TopicKind.values)


def test_the_paper_corrects_itself(edition: Edition) -> None:
    notes = [note for story in edition.stories.values() for note in blocks(story, "correction")]
    assert {"correction", "update"} <= {note["kind"] for note in notes}
