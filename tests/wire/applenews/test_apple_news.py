"""Stories go to Apple News, follow every change, and are there no longer than here."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import transaction

from broadsheet.config import ConfigError, load
from broadsheet.lib import clock
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import ChangeKind, Section, Story
from broadsheet.photos.renditions import print_renditions
from broadsheet.staff.models import User
from broadsheet.wire.applenews import client, tasks
from broadsheet.wire.applenews.outbox import BURST, FRESH
from broadsheet.wire.models import AppleStory, DeliveryState
from broadsheet.wire.webhooks.outbox import BACK_OFF
from tests.factories import (
    a_draft,
    a_section,
    a_story,
    a_topic,
    an_update,
    desk_of,
    ed,
    pru,
)
from tests.lib.local_server import serve
from tests.pictures import a_photo
from tests.wire.applenews.apple import CHANNEL, KEY, SECRET, Apple
from tests.wire.outgoing.test_feed_bodies import every_block

pytestmark = pytest.mark.django_db

ROOT = "https://courier.news"
MADE = f"POST /channels/{CHANNEL}/articles"
LOOKED = f"GET /channels/{CHANNEL}/articles"
ON = {
    "url": ROOT,
    "webhooks_private": True,
    "apple_news_channel": CHANNEL,
    "apple_news_key": KEY,
    "apple_news_secret": SECRET,
}


@pytest.fixture
def apple(settings: Any, monkeypatch: Any) -> Iterator[Apple]:
    """A channel of a paper that is on the Internet."""
    settings.BROADSHEET = dataclasses.replace(settings.BROADSHEET, **ON)
    a_section()
    found = Apple()
    with serve(found) as server:
        found.url = server.url
        monkeypatch.setattr(client, "API", server.url)
        yield found


@pytest.fixture
def hands() -> Iterator[Any]:
    """The clock's hands."""
    with time_machine.travel(clock.now(), tick=False) as found:
        yield found


def later(hands: Any, by: timedelta = BURST) -> int:
    """Go on for so long, and have the worker come by."""
    hands.shift(by + timedelta(seconds=1))
    return tasks.place_due()


def again(story: Story) -> Story:
    return Story.objects.get(pk=story.pk)


def dashboard(user: User) -> str:
    return desk_of(user).get("/-/desk/").content.decode()


def test_a_story_is_there_follows_and_goes(apple: Apple, hands: Any, settings: Any) -> None:
    story = a_story("Ferries stop", standfirst="For a day.", topics=[a_topic()])
    assert tasks.place_due() == 0, "more may change"
    paper = settings.BROADSHEET
    settings.BROADSHEET = dataclasses.replace(paper, mail_divert_to="ed@example.org")
    assert later(hands) == 0, "a copy that is tried out"
    settings.BROADSHEET = paper
    assert tasks.place_due() == 1
    assert tasks.place_due() == 0
    found = apple.one()
    assert found["document"]["identifier"] == str(story.guid)
    assert found["fields"] == {"isSponsored": False, "isPreview": False}
    about = found["document"]["metadata"]
    assert about["canonicalURL"] == f"{ROOT}{story.address}"
    assert (about["authors"], about["keywords"]) == (["Mara Ellison"], ["Shipping"])
    assert about["excerpt"] == "For a day."
    roles = [each["role"] for each in found["document"]["components"]]
    assert roles == ["title", "intro", "byline", "body"]

    story.title = "Ferries stop again"
    actions.publish(story=story, change=an_update())
    actions.issue_correction(story=again(story), kind=ChangeKind.CORRECTION, text="It was two.")
    later(hands)
    assert apple.titles() == ["Ferries stop again"]
    assert "It was two." in json.dumps(apple.one()["document"])
    assert apple.calls() == [MADE, "POST /articles/article-1"], "two changes, one message"

    actions.withdraw(story=again(story))
    later(hands)
    assert apple.articles == {}
    assert not AppleStory.objects.exists()
    other = a_story("Trams too")
    later(hands)
    again(other).delete()
    assert apple.titles() == ["Trams too"]
    later(hands)
    assert apple.articles == {}


def test_what_is_not_public_or_not_the_papers_own_is_never_there(apple: Apple, hands: Any) -> None:
    a_draft("canary draft")
    actions.publish(story=a_draft("canary scheduled"), at=clock.now() + timedelta(days=9))
    shut = a_section("Shut")
    shut.unpublish()
    a_story("canary hidden", section=Section.objects.get(pk=shut.pk))
    a_story("canary agency", credit_line="Wire")
    a_story("canary terms", usage_terms="Not for others.")
    a_story("canary elsewhere", canonical_url="https://agency.example/1")
    old = a_draft("canary archive")
    actions.publish(story=old, first_published=clock.now() - FRESH - timedelta(days=1))
    with transaction.atomic():
        a_story("canary undone")
        transaction.set_rollback(True)
    assert not AppleStory.objects.exists()
    story = a_story("Public")
    later(hands)
    story.title = "canary revision"
    actions.save_draft(story=story)
    later(hands)
    assert apple.titles() == ["Public"]
    assert apple.calls() == [MADE]
    actions.issue_correction(
        story=again(story), kind=ChangeKind.RETRACTION, text="None of it was so."
    )
    later(hands)
    assert apple.articles == {}, "its notice stands here"


def test_every_block_becomes_what_apple_takes(apple: Apple, hands: Any) -> None:
    hero = a_photo(size=(900, 600))
    print_renditions(photo=hero)
    body = [*every_block(), ("paragraph", '<p>a <a href="/world/">b</a></p>')]
    a_story(title="All & <b>", body=body, hero=hero, kind="sponsored")
    assert later(hands) == 2, "and the one that it points to"
    (found,) = (each for each in apple.articles.values() if each["fields"]["isSponsored"])
    document = found["document"]
    components = document["components"]
    roles = {each["role"] for each in components}
    assert {"photo", "caption", "quote", "heading3", "htmltable", "divider", "body"} <= roles
    assert document["title"] == "All & <b>"
    said = json.dumps(components)
    for words in (
        "word-paragraph",
        "word-quote",
        "word-list",
        "word-cell",
        "word-fact",
        "word-map",
    ):
        assert words in said
    assert f'href=\\"{ROOT}/world/\\"' in said
    photo = next(each for each in components if each["role"] == "photo")
    assert document["metadata"]["thumbnailURL"] == photo["URL"]
    assert photo["accessibilityCaption"] == hero.description


def test_a_story_is_one_article_whatever_is_lost_on_the_way(apple: Apple, hands: Any) -> None:
    apple.lose()
    story = a_story("Ferries stop")
    assert later(hands) == 0
    assert (apple.titles(), AppleStory.objects.get().apple_id) == (["Ferries stop"], "")
    assert later(hands, BACK_OFF[0]) == 1
    assert apple.titles() == ["Ferries stop"]
    assert apple.calls() == [MADE, LOOKED, "POST /articles/article-1"]

    apple.lose()
    other = a_story("Trams too")
    later(hands)
    actions.withdraw(story=again(other))
    later(hands, BACK_OFF[0])
    assert apple.titles() == ["Ferries stop"], "taken off, though nobody had heard that it was on"

    apple.refuse(503, "")
    third = a_story("Buses too")
    later(hands)
    actions.withdraw(story=again(third))
    later(hands, BACK_OFF[0])
    assert AppleStory.objects.get(guid=third.guid).state == DeliveryState.WAITING, "in doubt"
    for wait in BACK_OFF[1:5]:
        later(hands, wait)
    assert not AppleStory.objects.filter(guid=third.guid).exists()

    article = next(iter(apple.articles))
    apple.touch(article, apple.articles[article]["document"], {})
    story.title = "Ferries go"
    actions.publish(story=story, change=an_update())
    apple.calls()
    later(hands)
    assert apple.titles() == ["Ferries go"]
    update = f"POST /articles/{article}"
    assert apple.calls() == [update, f"GET /articles/{article}", update], "WRONG_REVISION"


def test_what_changes_while_it_is_sent_is_sent_too(
    apple: Apple, hands: Any, monkeypatch: Any
) -> None:
    story = a_story("Ferries stop")
    real = client.create

    def create(document: Any, fields: Any) -> Any:
        story.title = "Ferries go"
        actions.publish(story=story, change=an_update())
        return real(document, fields)

    monkeypatch.setattr(client, "create", create)
    later(hands)
    assert apple.titles() == ["Ferries stop"]
    later(hands)
    assert apple.titles() == ["Ferries go"]


def test_apple_being_slow_busy_or_mad_costs_no_story(apple: Apple, hands: Any) -> None:
    a_story("Ferries stop")
    apple.refuse(429, "TOO_MANY", Retry_After="7200")
    apple.garble(b"\x00garbage\r\n\r\n")
    apple.garble(b'HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\n{"dat')
    apple.garble(b"")
    later(hands)
    later(hands, timedelta(minutes=90))
    assert apple.calls() == [MADE], "left alone as long as it asks"
    later(hands, timedelta(minutes=40))
    for wait in BACK_OFF[2:7]:
        later(hands, wait)
    assert apple.titles() == ["Ferries stop"]
    assert AppleStory.objects.get().state == DeliveryState.DELIVERED


def test_what_apple_refuses_is_said_to_publishers_and_not_asked_again_in_vain(
    apple: Apple, hands: Any
) -> None:
    story = a_story("Ferries stop")
    apple.refuse(400, "INVALID_DOCUMENT")
    later(hands)
    assert later(hands, timedelta(days=1)) == 0
    assert apple.calls() == [MADE]
    page = dashboard(pru())
    assert "Ferries stop: Apple can’t read" in page.split('id="apple-news-trouble"')[1]
    assert "apple-news-trouble" not in dashboard(ed())
    assert KEY not in page
    assert SECRET not in page
    apple.refuse(403, "FORBIDDEN")
    apple.refuse(400, "ONLY_PREVIEW_ALLOWED")
    actions.publish(story=again(story), change=an_update())
    later(hands)
    assert "The key isn’t this channel’s" in dashboard(pru())
    later(hands, BACK_OFF[0])
    assert "apple_news.preview = true" in dashboard(pru())
    assert later(hands, BACK_OFF[1]) == 1, "what is put right at Apple needs nobody here"
    assert "apple-news-trouble" not in dashboard(pru())
    apple.articles.clear()
    actions.publish(story=again(story), change=an_update())
    later(hands)
    assert apple.articles == {}, "somebody took it off at Apple"
    assert "taken off at Apple" in dashboard(pru())


def test_a_channel_that_is_not_approved_yet_gets_previews(
    apple: Apple, hands: Any, settings: Any
) -> None:
    paper = settings.BROADSHEET
    settings.BROADSHEET = dataclasses.replace(paper, apple_news_preview=True)
    story = a_story("Ferries stop")
    later(hands)
    assert apple.one()["fields"]["isPreview"] is True
    settings.BROADSHEET = paper
    actions.publish(story=again(story), change=an_update())
    later(hands)
    assert apple.one()["fields"]["isPreview"] is False
    settings.BROADSHEET = dataclasses.replace(paper, apple_news_preview=True)
    actions.publish(story=again(story), change=an_update())
    later(hands)
    assert "isPreview" not in apple.one()["fields"], "what is public stays so"


@pytest.mark.sqlite
def test_half_a_set_up_is_refused_and_no_secret_is_shown(tmp_path: Path) -> None:
    whole = {
        "BROADSHEET_APPLE_NEWS_CHANNEL": CHANNEL,
        "BROADSHEET_APPLE_NEWS_KEY": KEY,
        "BROADSHEET_APPLE_NEWS_SECRET": SECRET,
    }
    config = load(tmp_path, whole)
    assert KEY not in repr(config)
    assert SECRET not in repr(config)
    for name, value in (("CHANNEL", ""), ("SECRET", "no base64!"), ("KEY", 'a"b')):
        with pytest.raises(ConfigError, match="apple_news"):
            load(tmp_path, {**whole, f"BROADSHEET_APPLE_NEWS_{name}": value})
