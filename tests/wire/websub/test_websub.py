"""A hub is told which feeds changed, and the feeds say which hub."""

from __future__ import annotations

import dataclasses
import json
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import time_machine

from broadsheet.lib import clock
from broadsheet.masthead.models import Publication
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Section, Story
from broadsheet.press.render import Renderer
from broadsheet.press.serve import Pages
from broadsheet.press.store.writing import Printed
from broadsheet.wire.models import Ping
from broadsheet.wire.webhooks.outbox import BACK_OFF
from broadsheet.wire.websub import tasks
from broadsheet.wire.websub.outbox import BURST
from tests.factories import a_section, a_story, a_topic, an_author, an_update, max_reads
from tests.lib.local_server import serve
from tests.press.serving.editions import put, reader, writer

pytestmark = pytest.mark.django_db

ROOT = "http://127.0.0.1:8000"


class Hub:
    """A hub: what it answers, and what it was told."""

    def __init__(self) -> None:
        self.status = 204
        self.bodies: list[dict[str, list[str]]] = []

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers["content-length"])).decode()
        self.bodies.append(parse_qs(body, strict_parsing=True))
        handler.send_response(self.status)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    def told(self) -> list[str]:
        """Return which feeds it was told of since it was last asked."""
        bodies, self.bodies = self.bodies, []
        assert all(each["hub.mode"] == ["publish"] for each in bodies)
        return sorted(each["hub.url"][0].removeprefix(ROOT) for each in bodies)


def feeds(*places: str) -> list[str]:
    return sorted(f"{p}feed.{form}" for p in places for form in ("rss", "atom", "json"))


def test_the_hub_is_told_of_each_feed_once_after_a_burst_until_it_has_it(settings: Any) -> None:
    paper = dataclasses.replace(settings.BROADSHEET, webhooks_private=True)
    settings.BROADSHEET = paper
    world, sport, topic, rosa = a_section("World"), a_section("Sport"), a_topic(), an_author()
    a_story("Before there is a hub")
    assert not Ping.objects.exists()
    hub = Hub()
    with serve(hub) as server, time_machine.travel(clock.now(), tick=False) as hands:
        Publication.objects.update(websub_hub=f"{server.url}/")
        story = a_story("Ferries stop", section=world, topics=[topic])
        actions.publish(story=Story.objects.get(pk=story.pk), change=an_update())
        assert tasks.ping_due() == 0, "more may change"
        hands.shift(BURST + timedelta(seconds=1))
        tasks.ping_due()
        everywhere = feeds("/", "/world/", topic.url, rosa.url)
        assert hub.told() == everywhere
        assert tasks.ping_due() == 0

        Story.objects.get(pk=story.pk).move(Section.objects.get(pk=sport.pk), pos="last-child")
        settings.BROADSHEET = dataclasses.replace(paper, mail_divert_to="ed@example.org")
        hands.shift(BURST + timedelta(seconds=1))
        assert tasks.ping_due() == 0, "a copy that is tried out"
        settings.BROADSHEET, hub.status = paper, 503
        tasks.ping_due()
        assert len(hub.told()) == 1, "the others would fail as this did"
        hub.status = 204
        hands.shift(BACK_OFF[0] + timedelta(seconds=1))
        tasks.ping_due()
        assert {*feeds("/sport/"), *everywhere} == set(hub.told())

        actions.withdraw(story=Story.objects.get(pk=story.pk))
        hands.shift(BURST + timedelta(seconds=1))
        tasks.ping_due()
        assert hub.told() == feeds("/", "/sport/", topic.url, rosa.url)
        hands.shift(timedelta(days=31))
        assert tasks.forget_what_is_over() > 0
        assert not Ping.objects.exists()

        a_story("One more")
        Publication.objects.update(websub_hub="")
        hands.shift(BURST + timedelta(seconds=1))
        assert tasks.ping_due() == 0
        assert hub.told() == []
        assert not Ping.objects.exists()


def test_what_lies_where_no_reader_gets_is_not_told() -> None:
    a_section()
    Publication.objects.update(websub_hub="https://hub.example/")
    shut = a_section("Shut")
    shut.unpublish()
    a_story(section=type(shut).objects.get(pk=shut.pk))
    assert not Ping.objects.exists()


@pytest.mark.sqlite
def test_every_feed_says_which_hub_tells_of_it_if_one_does() -> None:
    a_story()
    for hub in ("", "https://hub.example/?a=1&b=2"):
        Publication.objects.update(websub_hub=hub)
        for place in ("/", "/world/", "/corrections/"):
            said = json.loads(max_reads().get(f"{place}feed.json").content)
            assert said.get("hubs", []) == ([{"type": "WebSub", "url": hub}] if hub else [])
            for form in ("rss", "atom"):
                page = max_reads().get(f"{place}feed.{form}").content.decode()
                assert ('rel="hub"' in page) == bool(hub)
                assert hub.replace("&", "&amp;") in page
                assert 'rel="self"' in page


@pytest.mark.sqlite
def test_the_header_of_each_printed_feed_names_the_hub_and_the_feed_whoever_asks(
    tmp_path: Path,
) -> None:
    a_story()
    printer, store = Renderer(), tmp_path / "press.sqlite3"
    for hub, shown in (("", None), ("https://hub.example/?a=ä&b=>", "?a=%C3%A4&b=%3E")):
        Publication.objects.update(websub_hub=hub)
        made = [printer.render(f"/feed.{form}", "a test") for form in ("rss", "atom", "json")]
        put(writer(store), [each for each in made if isinstance(each, Printed)])
        pages = Pages(reader(store), memory=2**20)
        for form in ("rss", "atom", "json"):
            path = f"/feed.{form}"
            link = shown and f'<https://hub.example/{shown}>; rel="hub", <{ROOT}{path}>; rel="self"'
            whole = pages.answer("GET", path, "", {}.get)
            assert whole is not None
            known = {"if-none-match": whole.etag}
            same = pages.answer("GET", path, "", known.get)
            head = pages.answer("HEAD", path, "", {}.get)
            by_django = max_reads().get(path).headers.get("Link")
            for answer, status in ((whole, 200), (same, 304), (head, 200)):
                assert answer is not None
                assert answer.status == status
                assert dict(answer.headers).get("link") == link == by_django
