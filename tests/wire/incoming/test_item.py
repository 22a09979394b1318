"""What an item says becomes what the story says, whatever ninjs it was written in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from broadsheet.newsroom.holds import embargo_ends
from tests.factories import an_author
from tests.wire.incoming.samples import a_body, a_file, an_item, body_of, bring_in, newest

pytestmark = pytest.mark.django_db

WHOLE = {
    "descriptions": [{"role": "summary", "value": "A council changes its mind."}],
    "located": "Port Alder",
    "infoSources": [{"name": "Coast Agency"}],
    "usageTerms": "Not for resale",
    "genres": [{"name": "Analysis"}],
    "subjects": [{"name": "Transport"}, {"name": "transport"}],
    "people": [{"name": "Tomas Vale"}],
    "places": [{"name": "Port Alder"}],
    "organisations": [{"name": "Alder Lines"}],
    "events": [{"name": "Ferry Vote 2026"}],
}


def test_every_field_that_a_story_has_is_filled(tmp_path: Path) -> None:
    told = bring_in(a_file(tmp_path, an_item(**WHOLE)))
    story = newest()
    assert told.sums == "1 made, 0 changed, 0 skipped, 0 set aside."
    assert (story.title, story.slug) == ("The last ferry is kept", "the-last-ferry-is-kept")
    assert (story.standfirst, story.dateline) == ("A council changes its mind.", "Port Alder")
    assert (story.credit_line, story.usage_terms) == ("Coast Agency", "Not for resale")
    assert (story.kind, story.live) == ("analysis", False)
    assert sorted((topic.kind, topic.name) for topic in story.topics.all()) == [
        ("event", "Ferry Vote 2026"),
        ("organisation", "Alder Lines"),
        ("person", "Tomas Vale"),
        ("place", "Port Alder"),
        ("subject", "Transport"),
    ]


def test_1x_and_2x_say_the_same_in_other_words(tmp_path: Path) -> None:
    first = {
        "guid": "urn:example:one",
        "type": "text",
        "versioncreated": "2026-03-01T08:00:00+0000",
        "headline": "Ice on the canal",
        "byline": "By Ines Duarte",
        "body_text": "One.\n\nTwo.",
        "description_text": "A cold week.",
        "person": [{"name": "Tomas Vale"}],
        "infosource": [{"name": "Coast Agency"}],
        "embargoed": "2026-03-02T08:00:00Z",
        "genre": [{"code": "Opinion"}],
    }
    second = {
        "uri": "urn:example:two",
        "versioncreated": "2026-03-01T08:00:00Z",
        "headlines": [
            {"role": "web", "value": "Canal"},
            {"role": "main", "value": "Ice on the canal"},
        ],
        "by": "Ines Duarte",
        "bodies": [
            {"role": "nitf", "contenttype": "application/xml", "value": "<nitf/>"},
            {"role": "text", "contenttype": "text/plain", "value": "One.\n\nTwo."},
        ],
        "descriptions": [{"value": "<b>A</b> cold week.", "contenttype": "text/html"}],
        "people": [{"name": "Tomas Vale"}],
        "infosources": [{"name": "Coast Agency"}],
        "embargoed": "2026-03-02T08:00:00Z",
        "genres": [{"uri": "http://cv.example.org/genre/Opinion"}],
    }
    before = datetime(2026, 3, 1, 12, tzinfo=UTC)
    with time_machine.travel(before, tick=False):
        bring_in(a_file(tmp_path, first, second))
        ends = [embargo_ends(newest(f"urn:example:{each}")) for each in ("one", "two")]
    assert ends == [datetime(2026, 3, 2, 8, tzinfo=UTC)] * 2
    for uri in ("urn:example:one", "urn:example:two"):
        story = newest(uri)
        assert story.title == "Ice on the canal"
        assert [byline.display_name for byline in story.bylines.all()] == ["Ines Duarte"]
        assert [block.value.source for block in story.body] == ["<p>One.</p>", "<p>Two.</p>"]
        assert (story.standfirst, story.kind) == ("A cold week.", "opinion")
        assert story.topics.get().name == "Tomas Vale"
    assert newest("urn:example:two").slug == "ice-on-the-canal-2"


def test_our_own_authors_sign_and_others_keep_their_names(tmp_path: Path) -> None:
    mara, noor = an_author("Mara Ellison"), an_author("Noor Haddad")
    items = [
        an_item("urn:a", by="By MARA ELLISON"),
        an_item("urn:b", by="Noor Haddad and Mara Ellison"),
        an_item("urn:c", by="Ines Duarte, Coast University"),
        an_item("urn:d", by=None, copyrightHolder="Coast Agency"),
    ]
    bring_in(a_file(tmp_path, *items))
    signed = {
        uri: [(each.author, each.name) for each in newest(uri).bylines.all()]
        for uri in ("urn:a", "urn:b", "urn:c", "urn:d")
    }
    assert signed == {
        "urn:a": [(mara, "")],
        "urn:b": [(noor, ""), (mara, "")],
        "urn:c": [(None, "Ines Duarte, Coast University")],
        "urn:d": [(None, "Coast Agency")],
    }


def test_a_body_becomes_our_blocks(tmp_path: Path) -> None:
    html = """<html><head><title>x</title></head><body><article><h1>The last ferry is kept</h1>
    <div>Loose words<p>A <strong>bold</strong> <a href="https://example.org/">link</a></p></div>
    <h2>Why</h2><blockquote><p>We</p><p>stay</p></blockquote><hr>
    <ul><li>one<ul><li>in it</li></ul></li><li><em>two</em></li></ul>
    <table><caption>Trips</caption><tr><th>Day</th><th>Trips</th></tr>
    <tr><td>Sunday</td><td>4</td></tr><tr><td colspan="2">none</td></tr></table>
    <h5>Small</h5>One<br><br>Two<script>alert(1)</script></article></body></html>"""
    bring_in(a_file(tmp_path, an_item(bodies=a_body(html))))
    assert body_of(newest()) == [
        ("paragraph", "<p>Loose words</p>"),
        (
            "paragraph",
            '<p>A <b>bold</b> <a href="https://example.org/">link</a></p>',
        ),
        ("heading", {"text": "Why", "level": "2"}),
        (
            "block_quote",
            {"quote": "<p>We</p><p>stay</p>", "attribution": "", "url": ""},
        ),
        ("divider", None),
        ("list", {"ordered": False, "items": ["one", "in it", "<i>two</i>"]}),
        (
            "table",
            {
                "caption": "Trips",
                "columns": ["Day", "Trips"],
                "rows": [["Sunday", "4"], ["none", ""]],
            },
        ),
        ("heading", {"text": "Small", "level": "3"}),
        ("paragraph", "<p>One</p>"),
        ("paragraph", "<p>Two</p>"),
    ]


def test_plain_text_stays_plain(tmp_path: Path) -> None:
    body = [{"contentType": "text/plain", "value": "A <b> is a tag\nand R&D a room"}]
    bring_in(a_file(tmp_path, an_item(bodies=body)))
    assert [html for _type, html in body_of(newest())] == [
        "<p>A &lt;b&gt; is a tag</p>",
        "<p>and R&amp;D a room</p>",
    ]


def test_what_is_not_ninjs_is_told_and_does_no_harm(tmp_path: Path) -> None:
    item = an_item(mood="sad", extra={"a": 1}, urgency=3, edNote="Hold the last line")
    told = bring_in(a_file(tmp_path, item))
    assert told.set_aside == 0
    assert told.about("Fields left out").endswith("mood (1), extra (1)")
    assert "note to editors: Hold the last line" in told[0]
    assert "Hold" not in str(newest().body)


@pytest.mark.parametrize(
    "field",
    [
        {"headlines": 7},
        {"bodies": {"value": ["x"]}},
        {"subjects": "Transport"},
        {"people": [{"name": {"first": "A"}}, None, 3]},
        {"by": ["Ines"]},
        {"associations": "none"},
        {"genres": [[]]},
        {"language": 5},
        {"descriptions": [{"value": 4}]},
    ],
)
def test_a_field_of_another_shape_counts_as_absent(tmp_path: Path, field: dict) -> None:
    told = bring_in(a_file(tmp_path, an_item(title="Ferries", **field)))
    assert told.sums.startswith("1 made")
