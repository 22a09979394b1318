"""An export of Ghost, row by row: each of its posts is one record, and nothing goes unsaid."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from broadsheet.wire.moving.records import (
    Broken,
    Other,
    Paper,
    Person,
    Picture,
    Post,
    Section,
    State,
    Topic,
)

from .samples import OLD, a_post, a_row, a_tag, a_user, an_export, of, read, signed, tagged

pytestmark = pytest.mark.sqlite

NOON = datetime(2024, 3, 1, 17, tzinfo=UTC)


def test_a_post_comes_with_its_people_its_tags_and_its_picture(tmp_path: Path) -> None:
    export = an_export(
        a_row(
            feature_image="__GHOST_URL__/content/images/size/w600/2024/03/quay.jpg",
            custom_excerpt="It sails at six.",
            featured=1,
            canonical_url="https://elsewhere.example/ferry/",
        ),
        users=[a_user("mara", "Mara Ellison", bio="She reports."), a_user("leo", "Leo Sandoval")],
        posts_authors=signed("post1", "leo", "mara"),
        tags=[a_tag("harbour", "Harbour"), a_tag("ferries", "Ferries"), a_tag("hash-x", "#x")],
        posts_tags=tagged("post1", "hash-x", "harbour", "ferries"),
        posts_meta=[
            {
                "post_id": "post1",
                "meta_title": "Ferry",
                "og_description": "A ferry.",
                "feature_image_alt": "Boats",
                "feature_image_caption": "At <b>first</b> light",
            }
        ],
    )
    records = read(tmp_path, export, OLD)
    [post] = of(Post, records)
    assert (post.title, post.slug, post.state) == ("Story 1", "story-1", State.PUBLIC)
    assert (post.authors, post.sections, post.topics) == (
        *(("leo", "mara"), ("harbour",), ("ferries",)),
    )
    assert (post.standfirst, post.is_sticky) == ("It sails at six.", True)
    assert (post.seo_title, post.seo_description) == ("Ferry", "A ferry.")
    assert post.published == NOON
    assert post.updated == datetime(2024, 3, 2, 10, tzinfo=UTC)
    assert post.addresses == ("/story-1/",)
    assert post.extra["canonical_url"] == ["https://elsewhere.example/ferry/"]
    assert post.extra["internal_tags"] == ["#x"]
    [picture] = of(Picture, records)
    assert picture.key == post.hero
    assert picture.url == f"{OLD}/content/images/2024/03/quay.jpg"
    assert (picture.alt, picture.caption) == ("Boats", "At first light")
    assert of(Person, records)[0] == Person(
        "mara", "Mara Ellison", "mara", "mara@old.example", "She reports."
    )
    assert of(Section, records) == [Section("harbour", "Harbour", "harbour")]
    assert of(Topic, records) == [Topic("ferries", "Ferries", "ferries")]
    assert of(Paper, records) == [Paper(OLD, "The Old Herald", "en", "Ghost")]
    assert [each.name for each in of(Other, records) if each.kind == "tag"] == ["#x"]


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, State.PUBLIC),
        ({"visibility": None}, State.PUBLIC),
        ({"status": "scheduled"}, State.SCHEDULED),
        ({"status": "draft"}, State.DRAFT),
        ({"status": "sent"}, State.PRIVATE),
        ({"status": "new in Ghost 9"}, State.DRAFT),
        ({"status": None}, State.DRAFT),
        ({"visibility": "members"}, State.PRIVATE),
        ({"visibility": "paid"}, State.PRIVATE),
        ({"visibility": "tiers", "status": "scheduled"}, State.PRIVATE),
        ({"visibility": "label:vip"}, State.PRIVATE),
    ],
)
def test_nothing_is_more_public_than_it_was(
    fields: dict[str, Any], state: State, tmp_path: Path
) -> None:
    post = a_post(tmp_path, **fields)
    assert post.state == state
    assert (post.published is None) == (state not in {State.PUBLIC, State.SCHEDULED})


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024-03-01T17:00:00.000Z", NOON),
        ("2024-03-01 17:00:00", NOON),
        ("2024-03-01T12:00:00.000-05:00", NOON),
        (1709312400000, NOON),
        ("yesterday", None),
        (10**18, None),
        ("9999-12-31T23:59:59-23:00", None),
        (True, None),
        ([], None),
    ],
)
def test_times_are_read_however_a_version_wrote_them(
    written: Any, read: datetime | None, tmp_path: Path
) -> None:
    assert a_post(tmp_path, published_at=written).published == read


def test_every_version_wrapped_or_not_is_read(tmp_path: Path) -> None:
    data = an_export(a_row())["db"][0]["data"]
    nested = a_row(url=f"{OLD}/news/story-1/", tags=[a_tag("t", "Ferries")])
    nested["authors"] = [a_user("mara", "Mara Ellison")]
    first = a_row(image="/content/images/a.jpg", author_id=1, page=True, id=7)
    old = an_export(first, users=[{"id": 1, "name": "Mara"}])
    for export in (an_export(a_row()), {"meta": {}, "data": data}):
        assert [each.title for each in of(Post, read(tmp_path, export))] == ["Story 1"]
    records = read(tmp_path, {"posts": [nested]})
    [post] = of(Post, records)
    assert (post.authors, post.sections) == (("mara",), ("t",))
    assert post.addresses[0] == "/news/story-1/"
    assert of(Paper, records)[0].url == OLD
    [page] = of(Post, read(tmp_path, old))
    assert (page.key, page.stands, page.authors) == ("7", True, ("1",))
    assert page.hero == "/content/images/a.jpg"


def test_an_old_papers_pattern_of_addresses_goes_by_its_own_clock(tmp_path: Path) -> None:
    settings = [
        {"key": "permalinks", "value": "/:year/:month/:day/:slug/"},
        {"key": "activeTimezone", "value": "Asia/Tokyo"},
        {"key": "amp", "value": "true"},
    ]
    records = read(tmp_path, an_export(a_row(), a_row(2, type="page"), settings=settings))
    post, page = of(Post, records)
    assert post.addresses == ("/2024/03/02/story-1/", "/2024/03/02/story-1/amp/")
    assert page.addresses == ("/story-2/",)


def test_a_paper_below_a_path_was_read_there(tmp_path: Path) -> None:
    html = '<a href="__GHOST_URL__/two/">two</a> <img src="__GHOST_URL__/content/images/a.jpg">'
    [post] = of(Post, read(tmp_path, an_export(a_row(html=html)), f"{OLD}/blog/"))
    assert post.addresses == ("/blog/story-1/",)
    assert '<a href="/blog/two/">' in post.body
    assert f'src="{OLD}/blog/content/images/a.jpg"' in post.body


def test_links_within_the_paper_stay_within_and_files_are_named(tmp_path: Path) -> None:
    html = (
        '<p><a href="__GHOST_URL__/about/">us</a> <a href="__GHOST_URL__">home</a> '
        '<a href="__GHOST_URL__/content/files/2024/plan.pdf">plan</a></p>'
    )
    records = read(tmp_path, an_export(a_row(html=html)))
    [post] = of(Post, records)
    assert '<a href="/about/">us</a> <a href="/">home</a>' in post.body
    [file] = [each for each in of(Other, records) if each.kind == "file"]
    assert file.name == "/content/files/2024/plan.pdf"


def test_a_tag_that_comes_first_is_a_section_but_not_where_tags_are_as_many_as_stories(
    tmp_path: Path,
) -> None:
    tags = [a_tag(f"t{n}", f"Tag {n}") for n in range(30)]
    links = [link for n in range(30) for link in tagged(f"post{n}", f"t{n}")]
    links += [link for n in range(30, 33) for link in tagged(f"post{n}", "t5", "t6")]
    posts = [a_row(n) for n in range(33)]
    records = read(tmp_path, an_export(*posts, tags=tags, posts_tags=links))
    assert [each.key for each in of(Section, records)] == ["t5"]
    assert len(of(Topic, records)) == 29
    assert (of(Post, records)[0].sections, of(Post, records)[0].topics) == ((), ("t0",))


def test_each_post_is_one_record_whatever_it_is(tmp_path: Path) -> None:
    rows = [a_row(), a_row(), None, [], 7, {}, {"title": {"a": 1}, "slug": ["b"]}]
    rows += [a_row(2, html=None, lexical="{")]
    records = read(tmp_path, an_export(*rows))
    assert len(of(Post, records)) == 1
    assert [each.why for each in of(Other, records) if each.kind == "post"] == [
        "it stands in the export twice"
    ]
    broken = [(each.where, each.why) for each in of(Broken, records)]
    assert broken[:3] == [("post 3", "it is no post"), ("post 4", "it is no post"), broken[2]]
    assert broken[-1] == ("post 8: Story 2", "its Lexical is no JSON, or nests too deeply")
    assert len(broken) == 6


def test_what_has_no_counterpart_is_counted_with_its_reason(tmp_path: Path) -> None:
    tables = {"members": [{"email": "max@old.example"}] * 3, "gizmos": [1, 2]}
    records = read(tmp_path, an_export(a_row(), **tables))
    told = {each.kind: (each.name, each.why) for each in of(Other, records)}
    assert told["members"][0] == "3"
    assert "broadsheet readers import" in told["members"][1]
    assert told["gizmos"] == ("2", "nothing here is like Ghost's “gizmos”")
    assert "max@" not in str(records)
