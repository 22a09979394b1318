"""The walk over a newspaper, by which every export is written."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect

from broadsheet.lib import clock
from broadsheet.masthead.models import InformationPage
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Answer, Byline, ChangeKind, Story
from broadsheet.wire.outgoing.exports.paper import Newspaper
from broadsheet.wire.outgoing.exports.records import State
from tests.factories import (
    a_draft,
    a_paper,
    a_section,
    a_story,
    a_topic,
    an_author,
    an_update,
)
from tests.pictures import a_photo
from tests.wire.outgoing.test_feed_bodies import every_block

pytestmark = pytest.mark.django_db


def a_paper_of_every_state() -> dict[str, Story]:
    """Make a newspaper with a story in each state, each with the state in its words."""
    hidden = a_section("Hidden")
    lies_there = a_story("canary-hidden", section=hidden)
    hidden.unpublish()
    public = a_story("A ferry", hero=a_photo("Public"), topics=[a_topic()])
    withdrawn = a_story("canary-withdrawn")
    actions.withdraw_at_once(story=withdrawn, reason="canary-reason")
    scheduled = a_draft("canary-scheduled", hero=a_photo("canary-picture"))
    actions.publish(story=scheduled, at=clock.now() + timedelta(days=1))
    drafts = {
        "draft": a_draft("canary-draft", topics=[a_topic("canary-topic")]),
        "drawer": a_draft("canary-drawer", bylines=[Byline(author=an_author("canary-author"))]),
        "embargoed": a_draft("canary-embargo", embargoed_until=clock.now() + timedelta(days=2)),
    }
    actions.put_in_drawer(story=drafts["drawer"], reason="canary-why")
    changed = Story.objects.get(pk=public.pk)
    changed.title = "canary-newer"
    changed.body = [("also_read", {"story": drafts["draft"], "text": "canary-also"})]
    actions.save_draft(story=changed, change=an_update())
    return {
        "public": public,
        "hidden": lies_there,
        "withdrawn": withdrawn,
        "scheduled": scheduled,
        **drafts,
    }


def everything_in(newspaper: Newspaper) -> dict[str, Any]:
    names = ("sections", "authors", "topics", "pictures", "documents", "stories", "pages")
    found = {name: [asdict(each) for each in getattr(newspaper, name)()] for name in names}
    redirects = [asdict(each) for each in newspaper.redirects()]
    return {**found, "redirects": redirects, "paper": asdict(newspaper.paper())}


def test_nothing_that_readers_do_not_get_is_in_an_export_unless_it_is_asked_for() -> None:
    made = a_paper_of_every_state()
    mara = an_author()
    mara.email = "canary@example.org"
    mara.save()
    also = {"story": made["draft"], "text": "canary-also"}
    a_story("A quay", body=[("paragraph", "<p>It.</p>"), ("also_read", also)])
    Redirect.objects.create(old_path="/canary", redirect_page=made["draft"])
    public = everything_in(Newspaper())
    assert "canary" not in repr(public)
    assert [each["text"]["headline"] for each in public["stories"]] == ["A ferry", "A quay"]
    assert {each["state"] for each in public["stories"]} == {State.PUBLIC}
    assert [each["name"] for each in public["pictures"]] == [f"{made['public'].hero_id}-public.jpg"]
    gone = {"source": made["withdrawn"].address, "target": "", "status": 410, "page": None}
    assert public["redirects"] == [gone]


def test_everything_is_in_an_export_that_asks_for_it_and_says_its_state() -> None:
    made = a_paper_of_every_state()
    found = {story.guid: story for story in Newspaper(everything=True).stories()}
    assert len(found) == Newspaper(everything=True).count() == len(made)
    told = {name: found[story.guid.urn] for name, story in made.items()}
    assert {name: each.state.value for name, each in told.items()} == {
        **{name: name for name in ("public", "hidden", "withdrawn", "scheduled", "draft")},
        "drawer": "draft",
        "embargoed": "draft",
    }
    headlines = {each.text.headline for each in told.values()}
    assert {"A ferry", "canary-scheduled", "canary-draft", "canary-drawer"} <= headlines
    assert told["public"].newer
    assert told["public"].newer.headline == "canary-newer"
    assert told["scheduled"].due
    assert [each.kind for each in told["withdrawn"].holds] == ["withdrawal"]
    assert [each.kind for each in told["drawer"].holds] == ["drawer"]
    assert [each.until for each in told["embargoed"].holds] == [made["embargoed"].holds.get().until]
    [hidden] = [each for each in Newspaper(everything=True).sections() if not each.is_public]
    assert told["hidden"].section == hidden.key


def test_a_story_comes_with_all_that_is_said_of_it() -> None:
    blocks = every_block()
    bylines = [Byline(author=an_author()), Byline(name="Ann", role="data")]
    fields = {"standfirst": "It sails.", "hero": a_photo(licence="CC0"), "hero_caption": "At dawn"}
    story = a_story(
        "A ferry", topics=[a_topic("Port Alder", "place")], bylines=bylines, body=blocks, **fields
    )
    first, story.standfirst = story.address, "It sailed."
    note = Answer(kind=ChangeKind.CORRECTION, text="It sailed.", wrong="It sails.")
    actions.publish(story=story, change=note)
    actions.change_address(story=story, address="/ferry/")
    told = list(Newspaper(root="/").stories())[-1]
    assert (told.guid, told.published) == (story.guid.urn, story.published_at)
    assert (told.address, told.old_addresses) == ("/ferry/", (first,))
    assert [(each.kind, each.text, each.wrong) for each in told.notes] == [
        ("correction", "It sailed.", "It sails.")
    ]
    text = told.text
    assert (text.standfirst, text.hero, text.hero_caption) == (
        "It sailed.",
        story.hero_id,
        "At dawn",
    )
    assert [(each.name, each.role) for each in text.bylines] == [
        ("Mara Ellison", "by"),
        ("Ann", "data"),
    ]
    assert [block.type for block in text.blocks] == [name for name, _value in blocks]
    [hero] = [each for each in Newspaper().pictures() if each.key == text.hero]
    assert (hero.alt, hero.credit, hero.licence) == ("Boats at a quay", "Leo Sandoval", "CC0")
    assert hero.url.startswith("http://127.0.0.1:8000/media/renditions/")
    shown = [each.name for each in Newspaper().pictures() if f"/media/{each.name}" in text.html]
    offered = [each.name for each in Newspaper().documents() if f"/media/{each.name}" in text.html]
    assert (len(shown), len(offered)) == (1, 1)


def test_a_hundred_stories_cost_as_many_queries_as_one() -> None:
    photo, author, topic = a_photo(), an_author(), a_topic()

    def a_few(count: int) -> int:
        for number in range(count):
            body = [("picture", {"photo": photo, "caption": "", "alt": ""})]
            a_draft(f"Draft {number}", body=body, bylines=[Byline(author=author)], topics=[topic])
        with CaptureQueriesContext(
            connection,
        ) as asked:
            for newspaper in (Newspaper(), Newspaper(everything=True)):
                everything_in(newspaper)
        return len(asked)

    assert a_few(2) >= a_few(6)


def test_an_empty_newspaper_is_a_paper_with_its_pages() -> None:
    a_paper()
    found = everything_in(Newspaper(everything=True))
    assert found["paper"]["name"] == "The Courier"
    assert len(found["pages"]) == InformationPage.objects.count()
    assert found["stories"] == []
