"""NewsML-G2 and NITF come in as ninjs does: same stories, same promises."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.newsroom import actions, queries
from broadsheet.newsroom.holds import embargo_ends
from broadsheet.newsroom.models import Story
from broadsheet.photos.models import Photo
from broadsheet.wire.inbox.models import Copy
from tests.pictures import a_picture
from tests.wire.incoming import xml_samples as xml
from tests.wire.incoming.samples import Told, body_of, bring_in, newest
from tests.wire.incoming.strategies import HTML

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
FORMS = [("newsml", xml.a_g2, "urn:example:ferry-1"), ("nitf", xml.a_nitf, "Coast:ferry-1")]


def take(folder: Path, form: str, text: str | bytes, **wishes: bool) -> Told:
    return bring_in(xml.written(folder, text), form=form, **wishes)


@pytest.mark.parametrize(("form", "sample", "uri"), FORMS)
def test_every_field_that_a_story_has_is_filled(tmp_path: Path, form, sample, uri) -> None:
    body = """<p lede="true">It runs on <em>Sundays</em>, says <person>Vale</person>.</p>
      <hl2>Why</hl2><bq><block><p>We stay</p></block></bq><table><tr><td>4</td></tr></table>
      <script>alert(1)</script>"""
    text = xml.a_nitf(body) if form == "nitf" else xml.a_g2(xml.a_nitf(body))
    told = take(tmp_path, form, text)
    assert told.sums == "1 made, 0 changed, 0 skipped, 0 set aside."
    story = newest(uri)
    assert (story.title, story.live) == ("The last ferry is kept", False)
    assert story.standfirst == "A council changes its mind."
    assert (story.dateline, story.credit_line) == ("Port Alder", "Coast Agency")
    assert story.usage_terms.startswith("Not for archives / © ")
    assert [each.name for each in story.bylines.all()] == ["Ines Duarte"]
    assert {(each.kind, each.name) for each in story.topics.all()} == {
        ("person", "Tomas Vale"),
        ("subject", "Transport"),
    }
    assert body_of(story)[:3] == [
        ("paragraph", "<p>It runs on <i>Sundays</i>, says Vale.</p>"),
        ("heading", {"text": "Why", "level": "2"}),
        ("block_quote", {"quote": "<p>We stay</p>", "attribution": "", "url": ""}),
    ]
    assert "alert" not in str(story.body)
    copy = Copy.objects.get(story=story.pk)
    assert (copy.agency, copy.urgency, copy.slugline) == ("Coast Agency", 2, "ferry-vote")
    assert take(tmp_path, form, text).sums == "0 made, 0 changed, 1 skipped, 0 set aside."


def test_xhtml_and_plain_text_within_newsml(tmp_path: Path) -> None:
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>One &lt;b&gt;</p></body></html>'
    take(tmp_path, "newsml", xml.a_g2(page))
    assert body_of(newest()) == [("paragraph", "<p>One &lt;b&gt;</p>")]
    plain = xml.a_g2(guid="urn:b", content="<inlineData>Two\n\nThree</inlineData><inlineXML>")
    take(tmp_path, "newsml", plain)
    assert [html for _kind, html in body_of(newest("urn:b"))] == ["<p>Two</p>", "<p>Three</p>"]


def test_versions_edits_and_cancellations_are_kept_apart(tmp_path: Path) -> None:
    newer = xml.a_g2(version="2026-03-01T10:00:00Z", meta="<edNote>Updates</edNote>")
    take(tmp_path, "newsml", newer)
    assert "an older version" in take(tmp_path, "newsml", xml.a_g2())[0]
    story = newest()
    story.title = "Ed's own headline"
    actions.save_draft(story=story)
    later = xml.a_g2(version="2026-03-01T11:00:00Z")
    assert "it was edited here since" in take(tmp_path, "newsml", later)[0]
    gone = xml.a_g2(version="2026-03-01T12:00:00Z", meta='<pubStatus qcode="stat:canceled"/>')
    told = take(tmp_path, "newsml", gone, publish=True)
    assert told.set_aside == 1
    assert "its source canceled it" in told[0]
    assert newest().title == "Ed's own headline"


@pytest.mark.parametrize(
    ("form", "text", "ends"),
    [
        ("newsml", xml.a_g2(meta="<embargoed>2026-03-02T08:00:00Z</embargoed>"), True),
        ("newsml", xml.a_g2(meta="<embargoed/>"), None),
        ("newsml", xml.a_g2(meta='<pubStatus qcode="stat:withheld"/>'), None),
        ("nitf", xml.a_nitf(docdata='<date.release norm="20260302T090000+0100"/>'), True),
        ("nitf", xml.a_nitf(status="embargoed"), None),
        ("nitf", xml.a_nitf(status="withheld"), None),
    ],
)
def test_what_may_not_be_public_yet_is_not(tmp_path: Path, form, text, ends) -> None:
    with time_machine.travel(NOON, tick=False):
        assert take(tmp_path, form, text, publish=True).set_aside == 0
        story = Story.objects.get()
        assert not story.live
        until = datetime(2026, 3, 2, 8, tzinfo=UTC) if ends else None
        assert embargo_ends(story) == until
        assert story.revisions.filter(approved_go_live_at__isnull=False).exists() == bool(ends)


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("newsml", xml.a_g2(meta="<embargoed>2026-03-02T08:00:00</embargoed>")),
        ("nitf", xml.a_nitf(docdata='<date.release norm="20260301T110000"/>')),
    ],
)
def test_an_embargo_without_a_zone_is_set_aside(tmp_path: Path, form: str, text: str) -> None:
    with time_machine.travel(NOON, tick=False):
        told = take(tmp_path, form, text, publish=True)
    assert "does not say in which time zone" in told[0]
    with time_machine.travel(NOON + timedelta(days=3), tick=False):
        if form == "nitf":
            assert take(tmp_path, form, text).sums.startswith("1 made")  # past everywhere


def test_a_packages_pictures_come_with_its_text(tmp_path: Path) -> None:
    (tmp_path / "ferry.jpg").write_bytes(a_picture())
    guids = ("urn:example:ferry-1", "urn:example:picture-1", "urn:elsewhere")
    items = [xml.a_package(*guids), xml.a_g2(), xml.a_picture_item("ferry.jpg")]
    told = take(tmp_path, "newsml", xml.a_message(*items, "<conceptItem guid='urn:c'/>"))
    assert told.sums == "1 made, 0 changed, 3 skipped, 0 set aside."
    assert "not in this file: urn:elsewhere" in told.about("item 1")
    assert "comes with urn:example:ferry-1" in told.about("item 3")
    photo = Photo.objects.get()
    assert newest().hero == photo
    assert photo.credit == "Ines Duarte / Coast Agency"
    assert photo.licence.startswith("Not for archives")
    alone = take(tmp_path, "newsml", xml.a_picture_item("ferry.jpg", "urn:alone"))
    assert "its itemClass is picture" in alone[0]


def test_nitfs_pictures_stand_where_its_text_has_them(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(a_picture())
    media = """<p>One</p><media media-type="image"><media-reference source="{}"
      mime-type="image/jpeg"/><media-caption>A ferry</media-caption>
      <media-producer>Leo</media-producer></media><p>Two</p>"""
    assert "1 media left out" in take(tmp_path, "nitf", xml.a_nitf(media.format("X7")))[0]
    other = xml.a_nitf(media.format("a.jpg"), doc_id='<doc-id id-string="b"/>')
    assert take(tmp_path, "nitf", other).set_aside == 0
    photo = newest("b").hero
    assert (photo.caption, photo.credit) == ("A ferry", "Leo")
    outside = xml.a_nitf(media.format("../a.jpg"), doc_id='<doc-id id-string="c"/>')
    assert "left alone" in take(tmp_path, "nitf", outside)[0]
    assert not Story.objects.filter(source_uri="c").exists()


def test_newsml_1_is_read_through_the_nitf_in_it(tmp_path: Path) -> None:
    old = f"""<!DOCTYPE NewsML SYSTEM "http://127.0.0.1/NewsML.dtd"><NewsML><NewsItem>
      <Identification><NewsIdentifier><ProviderId>coast.example</ProviderId>
      <DateId>20260301</DateId><NewsItemId>F1</NewsItemId></NewsIdentifier></Identification>
      <NewsManagement><Status FormalName="Usable"/></NewsManagement><NewsComponent><NewsLines>
      <HeadLine>Ice</HeadLine></NewsLines><ContentItem><DataContent>{xml.a_nitf()}</DataContent>
      </ContentItem></NewsComponent></NewsItem></NewsML>"""
    assert take(tmp_path, "newsml", old).set_aside == 0
    story = newest("urn:newsml:coast.example:20260301:F1")
    assert (story.title, story.credit_line) == ("Ice", "coast.example")
    assert "Sundays" in str(story.body)


BOMB = '<!DOCTYPE nitf [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><nitf>&b;</nitf>'


@pytest.mark.parametrize(
    ("form", "data", "said"),
    [
        ("nitf", BOMB.encode(), "it declares entities"),
        ("nitf", BOMB.encode("utf-16"), "it declares entities"),
        ("nitf", b'<!DOCTYPE n [<!ENTITY x SYSTEM "/etc/passwd">]><nitf>&x;</nitf>', "entities"),
        ("nitf", b"<nitf>" + b"<p>" * 10_000, "it is not XML that can be read"),
        ("nitf", b'<?xml version="1.0" encoding="klingon"?><nitf/>', "it is not XML"),
        ("nitf", b"<nitf><p>\xff</p></nitf>", "it is not XML"),
        ("nitf", b"{}", "it is not XML"),
        ("nitf", b"<rss/>", "its outermost element is <rss>"),
        ("nitf", xml.a_g2().encode(), "import newsml"),
        ("newsml", xml.a_nitf().encode(), "import nitf"),
        ("newsml", b"<newsMessage/>", "its message is empty"),
        ("newsml", b"<newsItem/>", "it has no guid"),
        ("newsml", b"<NewsML/>", "there is no NewsItem"),
        ("nitf", b"<nitf/>", "it has no doc-id"),
        ("nitf", xml.a_nitf(doc_id="").encode(), "it has no doc-id"),
        ("newsml", xml.a_g2(item_class="video").encode(), "its itemClass is video"),
        ("newsml", xml.a_g2(meta='<pubStatus qcode="stat:x"/>').encode(), "its pubStatus “x”"),
        ("newsml", xml.a_g2(version="soon").encode(), "“soon” is not a date"),
    ],
)
def test_what_cannot_be_taken_is_named_in_a_line(tmp_path: Path, form, data, said) -> None:
    told = take(tmp_path, form, data, publish=True)
    assert told.set_aside == 1
    assert said in told[0]
    assert not Story.objects.exists()


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


@given(body=HTML, words=TEXTS.map(_escaped), torn=st.integers(0, 400) | st.none())
@settings(max_examples=25, deadline=None)
def test_no_document_stops_an_import_or_brings_a_script(body, words, torn) -> None:
    cdata = f"<p><![CDATA[{body.replace(']]>', '')}<script>alert(1)</script>]]></p>"
    page = f"<html><body>{cdata}<p onclick='x'>{words}</p></body></html>"
    nitf = xml.a_nitf(f"{cdata}<p>{words}</p>", headline=f"H {words}")
    samples = {"nitf": nitf, "newsml": xml.a_message(xml.a_g2(page), xml.a_g2(nitf, guid="u"))}
    with TemporaryDirectory() as folder, time_machine.travel(NOON, tick=False):
        for form, text in samples.items():
            told = take(Path(folder), form, text[:torn], publish=True)
            assert not [line for line in told if "it can't be kept" in line], told
    for story in queries.published():
        assert "<script" not in str(story.body)
        assert "onclick" not in str(story.body)
