"""A paper that moves in: all of it arrives as it was, or is named with the reason why not."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from wagtail.models import Revision
from wagtail.signals import page_published

from broadsheet.lib import clock
from broadsheet.masthead.models import InformationPage
from broadsheet.newsroom.holds import is_in_drawer
from broadsheet.newsroom.models import Author, Story
from broadsheet.newsroom.queries import published
from broadsheet.wire.moving.models import Arrival, Move
from broadsheet.wire.moving.records import Broken, Comment, Other, Redirect, State
from tests.factories import an_author, max_reads
from tests.wire.moving.paper import WHEN, Moving, a_post, changed, every_row, status

pytestmark = pytest.mark.django_db


def test_a_public_story_is_public_with_its_day_its_people_and_its_place(moving: Moving) -> None:
    moving.run(
        a_post(
            authors=("leo", "mara"),
            topics=("ferries",),
            hero="7",
            standfirst="It sails at six.",
            seo_title="Ferry",
        )
    )
    story = moving.story()
    assert story.live
    assert story.published_at == WHEN
    assert str(story.address).startswith("/2019/05/02/"), "by the paper's own clock"
    assert [each.author.name for each in story.bylines.all()] == ["Leo Sandoval", "Mara Ellison"]
    assert [topic.name for topic in story.topics.all()] == ["Ferries"]
    assert story.section.title == "Harbour"
    assert story.section.get_parent().title == "City"
    assert story.hero.description == "Boats at a quay"
    assert (story.hero.caption, story.hero.credit) == ("At first light", "Leo Sandoval")
    page = max_reads().get(str(story.address)).content.decode()
    for words in ("A ferry for the island", "It sails at six.", "nine people", "Leo Sandoval"):
        assert words in page
    assert Author.objects.get(slug="mara").life == "Mara reports from the harbour."


@pytest.mark.parametrize("state", [each for each in State if each != State.PUBLIC])
def test_nothing_is_more_public_than_it_was(state: State, moving: Moving) -> None:
    moving.run(a_post(state=state, published=WHEN))
    assert not published().exists()
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    arrival = moving.of("story", "1")
    if state == State.TRASHED:
        assert (arrival.outcome, arrival.why) == ("set aside", "it lay in the trash there")
        return
    assert "draft" in arrival.why
    assert is_in_drawer(moving.story()) == (state == State.PRIVATE)
    assert status("/2019/05/story-1/")[0] == 404, "no address of a draft says that there is one"


def test_what_was_to_come_out_at_an_hour_comes_out_then(moving: Moving) -> None:
    hour = clock.now() + timedelta(days=2)
    moving.run(a_post(state=State.SCHEDULED, published=hour))
    assert not published().exists()
    [revision] = moving.story().revisions.filter(approved_go_live_at__isnull=False)
    assert revision.approved_go_live_at == hour


def test_old_addresses_lead_to_the_story_in_one_step(moving: Moving) -> None:
    moving.run(a_post(addresses=("/2019/05/story-1/", "/?p=1", "/blog/f%C3%A4hre.html")))
    address = moving.story().address
    for old in ("/2019/05/story-1/", "/2019/05/story-1", "/?p=1", "/blog/f%C3%A4hre.html"):
        assert status(old) == (301, address), old


def test_what_other_sites_show_becomes_a_link_to_it(moving: Moving) -> None:
    film = "https://www.youtube.com/embed/abcdefg"
    body = (
        f'<p>See.</p><iframe src="{film}" title="The launch"></iframe>'
        '<iframe src="javascript:alert(1)"></iframe><img data-shown-elsewhere="javascript:x">'
        '<object data="https://old.example.org/b.swf"><embed src="x"></object>'
        '<audio><source src="https://old.example.org/a.mp3"></audio><script>alert(1)</script>'
    )
    moving.run(a_post(body=body))
    embeds = [block.value for block in moving.story().body if block.block_type == "embed"]
    assert [each["url"] for each in embeds] == [
        "https://www.youtube.com/watch?v=abcdefg",
        "https://old.example.org/b.swf",
        "https://old.example.org/a.mp3",
    ]
    assert embeds[0]["title"] == "The launch"
    assert moving.of("story", "1").data["left_out"] == {"embed": 1, "script": 1}
    assert "alert" not in max_reads().get(str(moving.story().address)).content.decode()


def test_a_second_run_changes_nothing(moving: Moving) -> None:
    posts = [a_post(hero="7"), a_post("2", "Another", state=State.DRAFT)]
    moving.run(*posts)
    before = every_row()
    moving.run(*posts)
    assert every_row() == before


def test_what_changed_there_arrives_and_what_was_edited_here_is_left_alone(moving: Moving) -> None:
    posts = [a_post(), a_post("2", "Another")]
    moving.run(*posts)
    edited = moving.story("2")
    edited.standfirst = "Ed wrote this."
    edited.save_revision()
    moving.run(*[changed(each, body="<p>Ten people.</p>") for each in posts])
    assert "Ten people" in str(moving.story("1").body)
    assert "Ten people" not in str(moving.story("2").body)
    aside = moving.of("story", "2")
    assert aside.outcome == "set aside"
    assert "--overwrite" in aside.why
    moving.run(*[changed(each, body="<p>Ten people.</p>") for each in posts], overwrite=True)
    assert "Ten people" in str(moving.story("2").body)
    assert moving.of("story", "2").outcome == "imported"


def test_what_lies_in_the_drawer_or_was_withdrawn_here_stays_there_when_it_changed(
    moving: Moving,
) -> None:
    private = a_post(state=State.PRIVATE)
    page = a_post("9", "Who we are", stands=True, slug="about")
    moving.run(private, page)
    InformationPage.objects.get(slug="about").unpublish()
    moving.run(*[changed(each, body="<p>Ten people.</p>") for each in (private, page)])
    assert "Ten people" in str(moving.story().get_latest_revision_as_object().body)
    assert is_in_drawer(moving.story())
    assert moving.of("page", "9").why == "a draft: it was withdrawn here"
    assert max_reads().get("/about/").status_code == 404


def test_one_that_cant_be_kept_is_named_and_stops_no_other(moving: Moving) -> None:
    moving.run(a_post(body="x" * 2_000_001), a_post("2", "Another"))
    assert moving.of("story", "1").outcome == "set aside"
    assert "2,000,000 characters" in moving.of("story", "1").why
    assert moving.story("2").live


def test_a_story_without_text_or_headline_is_kept_as_a_draft_that_says_so(moving: Moving) -> None:
    moving.run(a_post(title="", body=""))
    arrival = moving.of("story", "1")
    assert (arrival.outcome, arrival.why) == ("imported", "a draft: The story has no text.")
    assert arrival.data["kept_back"] == arrival.why
    assert not moving.story().live
    assert moving.story().title == "Without a headline (1)"


def test_who_stopped_can_go_on(moving: Moving) -> None:
    posts = [a_post(), a_post("2", "Another")]
    moving.stops_at = "2"
    with pytest.raises(KeyboardInterrupt):
        moving.run(*posts)
    assert [each.title for each in published()] == ["A ferry for the island"]
    moving.stops_at = ""
    moving.run(*posts)
    assert published().count() == Story.objects.count() == 2


def test_a_dry_run_changes_nothing_and_tells_all(moving: Moving, tmp_path: Path) -> None:
    told: list[tuple[str, str]] = []

    def tell(move: Any) -> None:
        found = move.arrivals.filter(kind__in=["story", "picture"])
        told.extend(found.order_by("pk").values_list("name", "outcome"))

    moving.moves = type("Told", (list,), {"append": lambda _self, move: tell(move)})([None])  # type: ignore[assignment]
    moving.run(a_post(hero="7"), dry_run=True)
    assert set(told) == {("A ferry for the island", "imported"), ("quay", "imported")}
    assert not Story.objects.exists()
    assert not Arrival.objects.exists()
    assert not [path for path in (tmp_path / "media").rglob("*") if path.is_file()]


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_while_a_dry_run_goes_on_others_can_save(moving: Moving) -> None:
    saved: list[int] = []

    def save(**_kwargs: Any) -> None:
        with closing(ours.copy()) as other, other.cursor() as cursor:
            cursor.execute(f"UPDATE {Move._meta.db_table} SET run = run + 1")
            saved.append(cursor.rowcount)

    ours = connections["default"]
    Move.objects.create(source="Another paper")
    page_published.connect(save)
    try:
        moving.run(a_post(), dry_run=True)
    finally:
        page_published.disconnect(save)
    assert set(saved) == {1}
    [other] = Move.objects.all()
    assert (other.source, other.run) == ("Another paper", len(saved))


def test_a_paper_is_moved_in_by_one_at_a_time(moving: Moving) -> None:
    refused: list[str] = []

    def move_again(**_kwargs: Any) -> None:
        page_published.disconnect(move_again)
        with pytest.raises(ValidationError) as reason:
            moving.run(a_post("2"))
        refused.extend(reason.value.messages)

    page_published.connect(move_again)
    moving.run(a_post())
    assert "is being moved in already" in refused[0]
    assert [each.key for each in Arrival.objects.filter(kind="story")] == ["1"]


def test_everything_else_is_counted_and_named(moving: Moving) -> None:
    comment = Comment("c1", "Max", "max@example.org", "Well said.", WHEN, approved=True)
    moving.records += [
        Other("m1", "menu", "Main menu", "menus are made of sections here"),
        Broken("line 40", "it ends in the middle of a word"),
        Redirect("/old-tender/", "/2019/05/02/story-1/"),
    ]
    moving.run(a_post(comments=(comment,)))
    assert moving.of("section", "empty").why == "no story lies in it"
    assert moving.of("other", "m1").why == "menus are made of sections here"
    assert Arrival.objects.get(name="line 40").outcome == "set aside"
    assert status("/old-tender/") == (301, "/2019/05/02/story-1/")
    kept = moving.of("comment", "c1")
    assert (kept.outcome, kept.data["text"], kept.data["story"]) == ("imported", "Well said.", "1")
    assert "Well said" not in max_reads().get(str(moving.story().address)).content.decode()
    assert not Arrival.objects.filter(outcome="waiting").exists()


def test_somebody_of_that_name_who_is_here_is_the_same_and_two_there_stay_two(
    moving: Moving,
) -> None:
    here = an_author("Mara Ellison")
    twin = changed(moving.records[5], key="mara2", slug="mara-2")  # type: ignore[arg-type]
    moving.records.append(twin)
    moving.run(a_post(), a_post("2", "Another", authors=("mara2",)))
    assert [each.author for each in moving.story("1").bylines.all()] == [here]
    assert [each.author for each in moving.story("2").bylines.all()] != [here]
    assert moving.of("person", "mara").outcome == "merged"


def test_a_page_that_stands_stands_and_is_found_where_it_was(moving: Moving) -> None:
    page = a_post("9", "Who we are", stands=True, slug="about", addresses=("/who/", "/?page_id=9"))
    draft = a_post("10", "Not yet", stands=True, state=State.DRAFT)
    moving.run(page, draft)
    assert "nine people" in max_reads().get("/about/").content.decode()
    assert status("/who/") == (301, "/about/")
    assert status("/?page_id=9") == (301, "/about/")
    assert max_reads().get("/story-10/").status_code == 404


def test_only_the_categories_that_are_named_become_sections(moving: Moving) -> None:
    moving.run(a_post(sections=("harbour", "city")), a_post("2", "B"), sections=("City", "Sport"))
    assert moving.story("1").section.title == "City"
    assert [topic.name for topic in moving.story("1").topics.all()] == ["Harbour"]
    assert moving.story("2").section.title == "World"
    assert [topic.name for topic in moving.story("2").topics.all()] == ["Harbour"]
