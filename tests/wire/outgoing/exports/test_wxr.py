"""What leaves for WordPress comes whole: as XML, and by our own reader of its files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from broadsheet.photos.models import Photo
from broadsheet.wire.moving.records import Person, Picture, Section, State, Topic
from broadsheet.wire.moving.wordpress.reader import records_of
from broadsheet.wire.outgoing.exports.formats import export
from broadsheet.wire.outgoing.exports.records import Paper
from broadsheet.wire.outgoing.exports.wxr import writing
from broadsheet.wire.outgoing.exports.wxr.blocks import blocks_of
from broadsheet.wire.outgoing.exports.wxr.elements import NAMESPACES, meta
from broadsheet.wire.outgoing.exports.wxr.items import item
from broadsheet.wire.outgoing.exports.wxr.site import Site
from broadsheet.wire.outgoing.xml import legal
from tests.wire.outgoing.exports.paper import TITLE, a_whole_paper, came_back

N = NAMESPACES
WHERE: dict[str, Any] = {"url": "https://a.example", "timezone": "America/New_York"}


def said(found: Any, path: str) -> str:
    return found.findtext(path, namespaces=N) or ""


@pytest.mark.django_db
def test_a_paper_that_left_for_wordpress_comes_back_as_it_was(tmp_path: Path) -> None:
    a_whole_paper()
    files = export("wxr", tmp_path / "out")
    records = list(records_of(*files))
    posts = came_back(records, gone=State.PRIVATE)
    story = posts[TITLE]
    assert story.addresses[0] == "/2026/11/20/ten-boats/"
    assert "/2026/11/20/nine-boats/" in story.addresses
    assert (story.slug, posts["The same again"].slug) == ("ten-boats", "ten-boats-2")
    assert (story.seo_title, story.seo_description) == ("Boats", "Nine boats.")
    people = {each.key: each for each in records if isinstance(each, Person)}
    assert [people[key].name for key in story.authors] == ["Mara Ellison", "Ann Guest"]
    sections = {each.key: each for each in records if isinstance(each, Section)}
    asia = sections[story.sections[0]]
    assert (asia.name, sections[asia.above].name) == ("Asia", "World")
    topics = {each.key: each.name for each in records if isinstance(each, Topic)}
    assert [topics[key] for key in story.topics] == ["Shipping"]
    pictures = {each.key: each for each in records if isinstance(each, Picture)}
    hero = pictures[story.hero]
    assert (hero.alt, hero.caption, hero.credit) == (
        "Boats at a quay",
        "At first light",
        "Leo Sandoval",
    )
    for picture in pictures.values():
        assert (tmp_path / "out" / "uploads" / picture.path).stat().st_size
    assert "<b>fog</b>" in story.body
    assert "<td>nine</td>" in story.body
    assert {each.url in story.body for each in pictures.values()} == {True, False}


@pytest.mark.django_db
def test_each_file_is_whole_and_small_enough_and_has_the_pictures_of_its_stories(
    tmp_path: Path,
) -> None:
    a_whole_paper()
    files = writing.write(tmp_path, most=9_000)
    assert len(files) > 1
    for file in files:
        root = etree.parse(file).getroot()
        assert file.stat().st_size <= 9_000
        assert said(root, "channel/wp:wxr_version") == "1.2"
        numbers = [each.text for each in root.iterfind(".//wp:post_id", N)]
        assert len(numbers) == len(set(numbers))
        heroes = root.xpath(
            ".//wp:postmeta[wp:meta_key='_thumbnail_id']/wp:meta_value", namespaces=N
        )
        assert {each.text for each in heroes} <= set(numbers)
    table = (tmp_path / "redirects.csv").read_text().splitlines()
    assert table[0] == "source,target,regex,code"
    assert "/2026/11/20/nine-boats/,/2026/11/20/ten-boats/,0,301" in table
    assert Photo.objects.count() == len(list((tmp_path / "uploads").rglob("*.jpg")))


@given(st.text(), st.text())
def test_no_text_breaks_a_file(title: str, content: str) -> None:
    title, content = f"{title}]]>\x00\ufffe", f"{content}<!-- --> &\x0b"
    paper = Paper(**{**dict.fromkeys(Paper.__annotations__, ""), **WHERE})
    no_files: Any = None
    now = datetime(2026, 1, 1, tzinfo=UTC)
    found = etree.fromstring(
        "<rss {}>{}</rss>".format(
            " ".join(f'xmlns:{name}="{address}"' for name, address in N.items()),
            item(
                number=1,
                kind="post",
                title=title,
                link="https://a.example/",
                name=title,
                status="publish",
                when=now,
                saved=now,
                site=Site(paper, {}, {}, {}, no_files),
                content=content,
                more=[meta(content, title)],
            ),
        )
    )
    written = said(found, ".//content:encoded")
    assert written == legal(content).replace("\r\n", "\n").replace("\r", "\n")
    assert said(found, ".//wp:meta_value") == legal(title).replace("\r\n", "\n").replace("\r", "\n")


def test_blocks_are_wordpress_own_where_it_has_some_and_html_where_not() -> None:
    shown = blocks_of(
        "<p>One</p><h3>Two</h3><ol><li>a<ul><li>b</li></ul></li></ol><dl><dt>x</dt></dl>"
        '<figure><img src="/a.jpg" alt="A --&gt; B"><figcaption>Under</figcaption></figure>loose',
        {"/a.jpg": 7},
    )
    assert "<!-- wp:paragraph -->\n<p>One</p>\n<!-- /wp:paragraph -->" in shown
    assert '<!-- wp:heading {"level":3} -->' in shown
    assert shown.count("<!-- wp:list-item -->") == 2
    assert '<!-- wp:image {"id":7,' in shown
    assert "wp-image-7" in shown
    assert "<!-- wp:html -->\n<dl><dt>x</dt></dl>\n<!-- /wp:html -->" in shown
    assert "<p>loose</p>" in shown
