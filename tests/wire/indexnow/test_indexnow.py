"""Search engines are told which addresses changed: soon, few times, and nothing of a draft."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
import time_machine

from broadsheet.lib import clock
from broadsheet.masthead.models import Publication
from broadsheet.newsroom import actions
from broadsheet.newsroom.holds import Held
from broadsheet.newsroom.models import Section, Story
from broadsheet.press import catalogue
from broadsheet.staff.models import User
from broadsheet.wire.indexnow import tasks
from broadsheet.wire.indexnow.outbox import LONGEST, MOST, QUIET
from broadsheet.wire.models import Announcement, ChangedAddress, DeliveryState
from broadsheet.wire.outgoing.declarations import indexnow
from broadsheet.wire.outgoing.reach import is_reachable
from broadsheet.wire.webhooks.outbox import BACK_OFF
from tests.factories import (
    a_draft,
    a_paper,
    a_section,
    a_story,
    an_update,
    desk_of,
    ed,
    max_reads,
    pru,
)
from tests.lib.local_server import serve

pytestmark = pytest.mark.django_db

ROOT = "https://courier.news"
A_WHILE = QUIET + timedelta(seconds=1)


class Engine:
    """A search engine: what it answers, and what it was told."""

    def __init__(self) -> None:
        self.status, self.words = 202, b""
        self.headers: dict[str, str] = {}
        self.messages: list[dict[str, Any]] = []

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        assert handler.headers["content-type"] == "application/json; charset=utf-8"
        self.messages.append(json.loads(handler.rfile.read(int(handler.headers["content-length"]))))
        handler.send_response(self.status)
        for name, value in {"Content-Length": str(len(self.words)), **self.headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(self.words)

    def told(self) -> list[list[str]]:
        """Return the addresses of each message since it was last asked; all else is checked."""
        messages, self.messages = self.messages, []
        for each in messages:
            assert each.keys() == {"host", "key", "keyLocation", "urlList"}
            assert each["host"] == "courier.news"
            assert each["keyLocation"] == f"{ROOT}/{each['key']}.txt"
            assert 0 < len(each["urlList"]) <= MOST
        return [[url.removeprefix(ROOT) for url in each["urlList"]] for each in messages]


def dashboard(user: User) -> str:
    return desk_of(user).get("/-/desk/").content.decode()


@pytest.fixture
def engine(settings: Any, monkeypatch: Any) -> Iterator[Engine]:
    """A search engine that a paper on the Internet tells."""
    settings.BROADSHEET = dataclasses.replace(settings.BROADSHEET, url=ROOT, webhooks_private=True)
    a_section()
    found = Engine()
    with serve(found) as server:
        monkeypatch.setattr(tasks, "ENDPOINT", f"{server.url}/indexnow")
        yield found


@pytest.fixture
def hands() -> Iterator[Any]:
    """The clock's hands."""
    with time_machine.travel(clock.now(), tick=False) as found:
        yield found


def test_whatever_becomes_of_a_story_is_told_in_one_message_after_some_quiet(
    engine: Engine, hands: Any, settings: Any
) -> None:
    story, other = a_story("Ferries stop"), a_story("Fähre", slug="fähre")
    actions.publish(story=Story.objects.get(pk=story.pk), change=an_update())
    assert tasks.tell_due() == 0, "more may change"
    hands.shift(A_WHILE)
    assert tasks.tell_due() == 1
    quoted = other.address.replace("ä", "%C3%A4")
    assert engine.told() == [sorted([story.address, quoted])]
    assert tasks.tell_due() == 0

    before = story.address
    actions.change_address(story=Story.objects.get(pk=story.pk), address="/moved/")
    hands.shift(A_WHILE)
    paper = settings.BROADSHEET
    settings.BROADSHEET = dataclasses.replace(paper, mail_divert_to="ed@example.org")
    assert tasks.tell_due() == 0, "a copy that is tried out"
    settings.BROADSHEET = paper
    tasks.tell_due()
    assert engine.told() == [sorted([before, "/moved/"])]

    actions.withdraw(story=Story.objects.get(pk=story.pk))
    Story.objects.get(pk=other.pk).delete()
    hands.shift(A_WHILE)
    tasks.tell_due()
    assert engine.told() == [sorted(["/moved/", quoted])]
    hands.shift(timedelta(days=31))
    tasks.forget_what_is_over()
    assert not Announcement.objects.exists()


def test_of_what_readers_cannot_see_nothing_is_ever_told(engine: Engine, hands: Any) -> None:
    tomorrow = clock.now() + timedelta(days=1)
    draft = a_draft("canary draft")
    actions.save_draft(story=draft)
    actions.publish(story=a_draft("canary scheduled"), at=tomorrow)
    with pytest.raises(Held):
        actions.publish(story=a_draft("canary embargoed", embargoed_until=tomorrow))
    a_draft("canary deleted").delete()
    shut = a_section("Shut")
    shut.unpublish()
    hidden = a_story("canary hidden", section=Section.objects.get(pk=shut.pk))
    actions.withdraw(story=Story.objects.get(pk=hidden.pk))
    a_story("An agency's", canonical_url="https://agency.example/1")
    assert not ChangedAddress.objects.exists()
    public = a_story("Public")
    public.title = "canary revision"
    hands.shift(A_WHILE)
    assert tasks.tell_due() == 1
    actions.save_draft(story=public)
    hands.shift(A_WHILE)
    assert tasks.tell_due() == 0
    assert engine.told() == [[public.address]]


@pytest.mark.parametrize(
    "url",
    [
        "http://courier.news",
        "https://localhost",
        "https://127.0.0.1:8000",
        "https://[::1]",
        "https://courier.test",
        "https://courier",
        "https://newsroom.local.",
        "",
    ],
)
@pytest.mark.sqlite
def test_a_paper_that_no_search_engine_can_come_to_tells_none(url: str) -> None:
    assert not is_reachable(url)
    assert is_reachable("https://courier.news:8443/")


def test_who_wants_none_of_it_switches_it_off_on_the_settings_page(
    engine: Engine, hands: Any
) -> None:
    a_story()
    address = f"/-/desk/settings/broadsheet_masthead/publication/{Publication.load().pk}/"
    page = desk_of(pru()).get(address, follow=True).content.decode()
    assert 'name="tell_search_engines"' in page
    Publication.objects.update(tell_search_engines=False)
    a_story()
    hands.shift(A_WHILE)
    assert tasks.tell_due() == 0
    assert engine.told() == []
    assert not ChangedAddress.objects.exists()
    assert not Announcement.objects.exists()


def test_a_paper_that_moves_in_is_told_in_a_few_messages(engine: Engine, hands: Any) -> None:
    start = clock.now()
    ChangedAddress.objects.bulk_create(
        ChangedAddress(path=f"/{number % (MOST + 5)}/", at=start + timedelta(seconds=number / 50))
        for number in range(2 * MOST + 5)
    )
    hands.move_to(start + timedelta(seconds=(2 * MOST + 5) / 50))
    tasks.tell_due()
    hands.shift(A_WHILE)
    tasks.tell_due()
    told = engine.told()
    assert [len(each) for each in told] == [MOST, MOST, 5]
    assert len({url for each in told for url in each}) == MOST + 5

    hands.shift(A_WHILE)
    end = clock.now() + LONGEST
    while clock.now() <= end:  # one that never pauses is told all the same
        ChangedAddress.objects.create(path="/steady/")
        tasks.tell_due()
        hands.shift(QUIET / 2)
    tasks.tell_due()
    assert engine.told() == [["/steady/"]]


def test_what_is_refused_is_said_on_the_dashboard_in_words_until_something_is_taken(
    engine: Engine, hands: Any
) -> None:
    for status, words in ((403, f"{ROOT}/{indexnow.key()}.txt"), (422, ROOT), (400, "report it")):
        engine.status, engine.words = status, b'{"message":"<b>no</b>"}'
        a_story()
        hands.shift(A_WHILE)
        tasks.tell_due()
        hands.shift(timedelta(days=1))
        assert tasks.tell_due() == 0
        assert len(engine.told()) == 1, "the same message would be refused again"
        page = dashboard(pru())
        assert words in page.split("indexnow-trouble", 2)[2]
        assert f"{status} {{&quot;message&quot;:&quot;&lt;b&gt;no" in page
        assert "indexnow-trouble" not in dashboard(ed())
    engine.status = 200
    a_story()
    hands.shift(A_WHILE)
    assert tasks.tell_due() == 1
    assert "indexnow-trouble" not in dashboard(pru())


def test_a_search_engine_that_is_busy_is_left_alone_as_long_as_it_asks(
    engine: Engine, hands: Any
) -> None:
    a_story()
    hands.shift(A_WHILE)
    engine.status, engine.headers = 429, {"Retry-After": "7200"}
    tasks.tell_due()
    a_story()
    hands.shift(BACK_OFF[0] + A_WHILE)
    tasks.tell_due()
    engine.headers, engine.status = {}, 503
    assert len(engine.told()) == 2, "each message is tried once"
    hands.shift(timedelta(minutes=90))
    tasks.tell_due()
    assert engine.told() == []
    hands.shift(timedelta(hours=1))
    tasks.tell_due()
    assert len(engine.told()) == 1, "the other would fail as this did"
    engine.status = 200
    hands.shift(timedelta(days=1))
    assert tasks.tell_due() == 2
    assert set(Announcement.objects.values_list("state", flat=True)) == {DeliveryState.DELIVERED}


def test_the_key_lies_where_search_engines_look_for_it_and_nowhere_else() -> None:
    a_paper()
    key = indexnow.key()
    assert 8 <= len(key) <= 128
    response = max_reads().get(f"/{key}.txt")
    assert (response.status_code, response.content) == (200, key.encode())
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert max_reads().get(f"/{'0' * 32}.txt").status_code == 404
    assert f"/{key}.txt" in catalogue.every(), "it is printed, and exported"
