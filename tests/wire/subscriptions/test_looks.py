"""A feed that is subscribed to is looked at again and again; what is new in it waits as a draft."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.utils import format_datetime
from typing import Any

import pytest
import time_machine
from django.db import connection, connections

from broadsheet.lib import clock, failpoints
from broadsheet.newsroom import actions as newsroom
from broadsheet.newsroom.models import Story
from broadsheet.wire.inbox import queries
from broadsheet.wire.models import Copy, Subscription
from broadsheet.wire.subscriptions import actions, claims
from tests.factories import a_section, a_story, desk_of, ed, max_reads, pru
from tests.lib.local_server import answer
from tests.wire.inbox.copy import act
from tests.wire.incoming.samples import newest
from tests.wire.subscriptions.agency import (
    Agency,
    an_agency,
    an_entry,
    later,
    now_of,
    subscribed,
    works,
)

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def agency(monkeypatch: pytest.MonkeyPatch) -> Iterator[Agency]:
    with an_agency(monkeypatch) as found:
        yield found


@pytest.fixture
def hands() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(clock.now().replace(microsecond=0), tick=False) as found:
        yield found


def stories() -> list[Story]:
    return list(Story.objects.exclude(source_uri="").order_by("pk"))


def test_each_entry_comes_once_as_a_draft_and_a_changed_one_as_a_newer_version(
    agency: Agency, hands: time_machine.Traveller
) -> None:
    agency.headers = {"ETag": '"one"', "Last-Modified": "Sun, 01 Mar 2026 08:00:00 GMT"}
    found = subscribed(agency.url, credit="Coast Agency", terms="Not for archives")
    assert works() == 1
    assert works() == 0, "its time hasn't come"
    (story,) = stories()
    assert (story.live, story.section.title) == (False, "World")
    (copy,) = queries.waiting()
    assert (copy.agency, copy.usage_terms) == ("Coast Agency", "Not for archives")
    assert copy.subscription == found
    assert now_of(found).answer == "1 new entry."

    wait = later(hands, found)
    assert 30 * MINUTE <= wait <= 33 * MINUTE
    assert now_of(found).answer == "Nothing new."
    told = ('"one"', "Sun, 01 Mar 2026 08:00:00 GMT")
    assert agency.conditions() == [(None, None), told]

    newer = an_entry(words="It stops.", date_modified="2026-03-02T08:00:00Z")
    agency.entries, agency.headers = [an_entry(2), newer], {"ETag": '"two"'}
    later(hands, found)
    assert now_of(found).answer == "1 new entry, 1 newer version."
    assert len(stories()) == 2
    copy.refresh_from_db()
    assert copy.versions == 2
    assert "It stops." in str(newest("urn:coast:1").body)
    agency.headers = {}  # a server that knows no conditions
    later(hands, found)
    later(hands, found)
    assert agency.conditions()[-1] == (None, None)
    assert len(stories()) == 2
    copy.refresh_from_db()
    assert copy.versions == 2

    act(desk_of(ed()), copy, "take")
    newsroom.publish(story=newest("urn:coast:1"), by=pru())
    page = max_reads().get(Story.objects.get(pk=story.pk).address).content.decode()
    assert "Coast Agency" in page
    assert "Not for archives" in page


def test_what_was_deleted_here_and_what_another_source_brought_is_left_alone(
    agency: Agency, hands: time_machine.Traveller
) -> None:
    found = subscribed(agency.url)
    works()
    stories()[0].delete()
    ours = a_story("Ours, moved in", source_uri="urn:coast:7")
    agency.entries = [an_entry(), an_entry(7, words="Hijacked.")]
    later(hands, found)
    (story,) = stories()
    assert story.pk == ours.pk
    assert "Hijacked" not in str(story.get_latest_revision_as_object().body)
    agency.entries = [an_entry(8)]
    later(hands, found)
    again = subscribed(f"{agency.url}?again", name="The same feed")
    works()
    assert now_of(again).answer == "Nothing new."
    assert Copy.objects.get(story__source_uri="urn:coast:8").subscription == found


def test_a_failing_feed_is_asked_less_and_less_and_stops_no_other(
    agency: Agency, hands: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing = subscribed(agency.url, minutes=60)
    nowhere = subscribed("http://192.0.2.1.example/", name="A nowhere")
    agency.status = 500
    assert works() == 2
    assert now_of(nowhere).failures == 1
    actions.end(subscription=nowhere, by=pru())
    waits = [later(hands, failing) for _ in range(7)]
    for wait, hours in zip(waits, (1, 2, 4, 8, 16, 24, 24), strict=True):
        assert hours <= wait / timedelta(hours=1) <= hours * 1.1
    assert now_of(failing).failures == 8
    assert "out of order (500)" in now_of(failing).answer

    agency.status = 429
    agency.headers = {"Retry-After": str(3 * 24 * 3600)}
    later(hands, failing)
    assert now_of(failing).next_look - clock.now() >= timedelta(days=3)
    agency.headers = {"Retry-After": format_datetime(clock.now() + timedelta(days=400))}
    agency.status = 503
    later(hands, failing)
    assert timedelta(days=7) <= now_of(failing).next_look - clock.now() <= timedelta(days=8)
    agency.status = 200
    later(hands, failing)
    assert now_of(failing).failures == 0
    assert now_of(failing).next_look - clock.now() <= 66 * MINUTE


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("headers", "body", "minutes"),
    [
        ({"Cache-Control": "public, max-age=7200"}, None, 120),
        ({"Cache-Control": "max-age=60"}, None, 30),
        ({"Cache-Control": "max-age=99999999"}, None, 1440),
        ({}, "<rss><channel><ttl>90</ttl></channel></rss>", 90),
        ({}, "<rss><channel><ttl>5</ttl><ttl>x</ttl></channel></rss>", 30),
        (
            {},
            '<rss xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel>'
            "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>"
            "</channel></rss>",
            360,
        ),
    ],
)
def test_a_source_may_ask_for_longer_waits_not_for_shorter_ones(
    agency: Agency,
    hands: time_machine.Traveller,
    headers: dict[str, str],
    body: str | None,
    minutes: int,
) -> None:
    agency.headers, agency.body = headers, body.encode() if body else None
    found = subscribed(agency.url)
    works()
    assert not now_of(found).failures
    assert minutes * MINUTE <= now_of(found).next_look - clock.now() <= minutes * 1.1 * MINUTE


def test_a_feed_that_moved_for_good_is_followed_and_one_that_is_gone_is_ended(
    agency: Agency, hands: time_machine.Traveller
) -> None:
    def moved(handler: Any) -> None:
        steps = {"/feed": ("/a", 301), "/a": ("/b", 308), "/b": ("/c", 302)}
        if step := steps.get(handler.path):
            answer(step[1], Location=step[0])(handler)
        elif handler.path == "/html":
            answer(200, b"<html>Sign in</html>")(handler)
        else:
            answer(200, b"<rss><channel/></rss>")(handler)

    found = subscribed(agency.url)
    agency.act = lambda handler: (
        answer(301, Location="/html")(handler) if handler.path == "/feed" else moved(handler)
    )
    works()
    assert now_of(found).address == agency.url, "what is there is no feed"
    assert "no feed" in now_of(found).answer
    agency.act = moved
    later(hands, found)
    assert now_of(found).address == f"{agency.server.url}/b"
    other = subscribed(agency.url, name="Twice")
    works()
    assert (now_of(other).state, now_of(other).address) == ("ended", agency.url)
    assert "“Coast feed”" in now_of(other).why

    agency.act, agency.status = None, 410
    later(hands, found)
    assert now_of(found).state == "ended"
    assert "gone for good (410)" in now_of(found).why
    hands.shift(timedelta(days=30))
    assert works() == 0
    assert actions.resume(subscription=found, by=pru())
    assert works() == 1


def bomb() -> bytes:
    return gzip.compress(b" " * (3 * 2**20))


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("act", "said"),
    [
        (answer(200, b"<html><body>Hello</body></html>"), "no feed"),
        (answer(200, b"\x00\xff" * 900), "no feed"),
        (answer(200, b" " * (2 * 2**20)), "MB"),
        (answer(200, bomb(), Content_Encoding="gzip"), "MB"),
        (answer(200, b'<!DOCTYPE rss [<!ENTITY a "b">]><rss/>'), "entities"),
        (answer(302, Location="http://localhost:1/"), "This address can't be fetched"),
        (answer(301, Location="http://169.254.169.254/latest/"), "This address can't be fetched"),
        (answer(304), "304"),
        (answer(999), "999"),
        (answer(401), "name and a password"),
        (lambda handler: handler.wfile.write(b"\x00garbage\r\n\r\n"), "isn't HTTP"),
    ],
)
def test_a_hostile_answer_is_said_in_a_line_and_brings_nothing(
    agency: Agency, act: Any, said: str
) -> None:
    agency.act = act
    found = subscribed(agency.url)
    assert works() == 1
    found = now_of(found)
    assert (found.state, found.failures, found.address) == ("active", 1, agency.url)
    assert said in found.answer
    assert not stories()


def test_a_kill_before_the_note_loses_and_doubles_nothing(
    agency: Agency, hands: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(failpoints, "_passed", failpoints.Counter())
    place = "subscriptions.before_note"
    monkeypatch.setenv(failpoints.VARIABLE, f"{place}=raise:1")
    monkeypatch.setattr("broadsheet.wire.subscriptions.tasks.outcomes.note_failure", _dies)
    agency.headers = {"ETag": '"one"'}
    found = subscribed(agency.url)
    with pytest.raises(SystemExit):
        works()
    assert len(stories()) == 1
    assert works() == 0, "it is in hand"
    hands.shift(claims.LEASE + MINUTE)
    assert works() == 1
    assert agency.conditions() == [(None, None), (None, None)]
    assert len(stories()) == 1
    assert now_of(found).etag == '"one"'


def _dies(*_arguments: object, **_more: object) -> None:
    raise SystemExit


def test_what_could_not_be_taken_is_asked_for_again(
    agency: Agency, hands: time_machine.Traveller
) -> None:
    agency.headers = {"ETag": '"one"'}
    agency.entries = [an_entry(), an_entry(2, image="http://127.0.0.1:1/a.jpg")]
    found = subscribed(agency.url)
    works()
    assert now_of(found).answer.startswith("1 new entry, 1 couldn’t be taken: its picture")
    later(hands, found)
    agency.entries[1] = an_entry(2)
    later(hands, found)
    assert agency.conditions() == [(None, None)] * 3
    assert len(stories()) == 2


def test_a_pause_is_heard_between_two_entries_and_nothing_is_noted_after(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    agency.entries = [an_entry(1), an_entry(2), an_entry(3)]
    found = subscribed(agency.url)
    go_on, seen = claims.go_on, []

    def paused_at_the_second(each: Subscription) -> None:
        seen.append(each)
        if len(seen) == 2:
            actions.pause(subscription=each, by=ed())
        go_on(each)

    monkeypatch.setattr("broadsheet.wire.subscriptions.look.go_on", paused_at_the_second)
    works()
    assert len(stories()) == 1
    assert (now_of(found).state, now_of(found).looked_at) == ("paused", None)
    assert works() == 0
    assert not actions.look_now(subscription=found)
    actions.resume(subscription=found, by=ed())
    works()
    assert len(stories()) == 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
def test_of_two_workers_one_looks() -> None:
    a_section()
    subscribed("https://coast.example/feed")

    def claim(_number: int) -> Subscription | None:
        try:
            return claims.claim()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as workers:
        taken = list(workers.map(claim, range(8)))
    assert len([each for each in taken if each]) == 1
