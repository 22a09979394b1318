"""The report: everything is in it, the sums add up, and our server says where addresses lead."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from broadsheet.newsroom.models import Author, FormerAddress, Story
from broadsheet.wire.moving.models import Arrival, Outcome
from broadsheet.wire.moving.records import Broken, Person, State
from broadsheet.wire.moving.report.writing import write
from broadsheet.wire.moving.words import lost_words, unshown_words
from tests.factories import a_story, desk_of, pru
from tests.wire.moving.paper import OLD, Moving, a_post

pytestmark = pytest.mark.django_db


def test_what_was_found_is_what_was_imported_merged_and_set_aside(
    moving: Moving, tmp_path: Path
) -> None:
    moving.records.append(Broken("line 40", "it ends in the middle of a word"))
    lost = f'<p>Words.</p><img src="{OLD}/wp-content/uploads/gone.jpg"><script>x</script>'
    move = moving.run(a_post(), a_post("2", "On <b> & <i>", body=lost, state=State.DRAFT))
    written = write(move, tmp_path / "report", moving.read())
    assert written.is_whole
    told = json.loads((tmp_path / "report" / "report.json").read_text())
    sums = {each["kind"]: each for each in told["accounts"]}
    assert [sums["story"][name] for name in ("found", "imported", "set_aside")] == [2, 2, 0]
    assert [sums["picture"][name] for name in ("found", "imported", "set_aside")] == [2, 1, 1]
    assert len(told["things"]) == sum(each["found"] for each in told["accounts"])
    assert told["addresses"] == {"asked": 3, "looked_up": 0, "astray": []}
    page = written.page.read_text()
    assert "Everything that was found is accounted for." in page
    assert "All 3 addresses that were asked lead where they should." in page
    for words in (
        "line 40",
        "in the middle of a word",
        "gone.jpg",
        "script × 1",
        ">On &lt;b&gt; &amp; &lt;i&gt;</a>",
    ):
        assert words in page


def test_a_thing_that_wasnt_reached_makes_the_sums_wrong(moving: Moving, tmp_path: Path) -> None:
    move = moving.run(a_post())
    Arrival.objects.filter(kind="story").update(outcome=Outcome.WAITING)
    written = write(move, tmp_path / "report", moving.read())
    assert not written.is_whole
    assert "Not everything that was found is accounted for." in written.page.read_text()


def test_who_needs_a_name_is_listed_until_somebody_has_given_one(
    moving: Moving, tmp_path: Path
) -> None:
    moving.records.append(Person(key="max", name="max", remark="Only a login."))
    page = write(moving.run(a_post(authors=("max",))), tmp_path, moving.read()).page.read_text()
    author = Author.objects.get(name="max")
    link = f"/-/desk/snippets/broadsheet_newsroom/author/edit/{author.pk}/"
    assert "Only a login." in page.split(link)[1]
    assert desk_of(pru()).get(link).status_code == 200
    Author.objects.filter(pk=author.pk).update(name="Max Reader")
    page = write(moving.run(a_post(authors=("max",))), tmp_path, moving.read()).page.read_text()
    assert "Only a login." not in page
    assert link not in page


def test_an_address_that_was_taken_here_is_named(moving: Moving, tmp_path: Path) -> None:
    other = a_story("Ours")
    FormerAddress.objects.create(address="/2019/05/story-1/", story=other, since=other.published_at)
    written = write(moving.run(a_post()), tmp_path / "report", moving.read())
    assert written.astray == 1
    page = written.page.read_text()
    assert "1 old address doesn’t lead where it should." in page
    assert "were taken here already: /2019/05/story-1/" in page


def test_words_that_a_page_doesnt_show_are_named(moving: Moving, tmp_path: Path) -> None:
    body = "<p>The ferry left with nine people.</p><p>Nobody was hurt.</p>"
    move = moving.run(a_post(body=body), a_post("2"))
    assert "doesn’t show:" not in write(move, tmp_path, moving.read()).page.read_text()
    story = moving.story()
    story.body = [("paragraph", "<p>The ferry left with nine people.</p>")]
    Story.objects.bulk_update([story], ["body"])
    page = write(move, tmp_path, moving.read()).page.read_text()
    assert "Words that its page doesn’t show: hurt, nobody, was" in page


def test_an_address_that_became_what_it_led_to_is_shown() -> None:
    film = "https://films.example.org/watch?v=1&amp;t=2"
    page = f'<p>Lost</p><article><a href="{film}">The film</a></article><p>Lost</p>'
    assert unshown_words(f"<p>The film {film} Lost</p>", page) == ["lost"]


def test_words_are_counted_and_none_is_missed() -> None:
    html = "<p>Nine peo<span>ple</span> sailed.</p><p>Nine came back.</p><style>p {}</style>"
    blocks = [("paragraph", "<p>Nine people <b>sailed</b>.</p>")]
    assert lost_words(html, blocks) == ["back", "came", "nine"]
    assert lost_words(f"<h1>A ferry</h1>{html}", blocks, without="A Ferry") == [
        *("back", "came", "nine")
    ]


def test_what_reads_like_a_tag_in_a_text_stays_text(moving: Moving, tmp_path: Path) -> None:
    body = (
        "<ul><li>&lt;name&gt;-&lt;locale&gt;</li></ul><table><tr><td>&lt;mail&gt;</td></tr></table>"
    )
    move = moving.run(a_post(body=f"<p>a &lt;b&gt; c</p>{body}<blockquote>&lt;i&gt;</blockquote>"))
    [story] = move.arrivals.filter(kind="story")
    assert "lost_words" not in story.data
