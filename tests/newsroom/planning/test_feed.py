"""A calendar program reads one person's hours by a private address, until it is ended."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
import vobject
from bs4 import BeautifulSoup

from broadsheet.newsroom.models import CalendarLink
from broadsheet.newsroom.planning import actions
from broadsheet.staff.models import User
from tests.factories import a_plan, a_section, desk_of, dina, ed, max_reads, rosa, tom

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 14, tzinfo=UTC)
LINK = "/-/desk/account/calendar/"


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def address_of(user: User) -> str:
    """Make somebody's address as they do, and return its path."""
    page = desk_of(user).post(LINK, {"act": "make"})
    assert "no-store" in page["Cache-Control"]
    shown = BeautifulSoup(page.content, "html.parser").select_one("main code")
    return "/-/" + str(shown.text if shown else "").partition("/-/")[2]


def read(address: str) -> list[Any]:
    """Return the events that a parser which isn't ours finds at an address."""
    answer = max_reads().get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = vobject.readOne(answer.content.decode())
    return list(getattr(found, "vevent_list", []))


def test_a_calendar_program_reads_what_is_due_and_what_is_to_come_out() -> None:
    due, out = NOW + timedelta(days=1), NOW + timedelta(days=2, hours=3)
    title = "Ferry sale; the port, and \\ 🚢 " + "o" * 40
    plan = a_plan(
        title, to=rosa(), due_at=due, publish_at=out, what="Ask X", notes="NOTES", sources="SOURCES"
    )
    events = {str(each.summary.value): each for each in read(address_of(rosa()))}
    assert list(events) == [f"Due: {title}", f"Out: {title}"]
    hours = [each.dtstart.value for each in events.values()]
    assert hours == [due, out]
    event = events[f"Due: {title}"]
    assert event.description.value == "World · Rosa · Assigned"
    assert event.url.value.endswith(f"/-/desk/planning/{plan.pk}/")
    assert {each.uid.value for each in events.values()} != {event.uid.value}
    body = max_reads().get(address_of(rosa())).content
    assert not [word for word in (b"Ask X", b"NOTES", b"SOURCES") if word in body]
    assert max(map(len, body.split(b"\r\n"))) <= 75, "RFC 5545, 3.1"


def test_each_gets_their_own_work_and_what_they_lead() -> None:
    a_plan("Rosa’s", to=rosa(), due_at=NOW)
    a_plan("Tom’s", to=tom(), by=tom(), section=a_section("City"), publish_at=NOW)
    a_plan("Long ago", to=rosa(), due_at=NOW - timedelta(days=40))
    actions.spike(plan=a_plan("Spiked", due_at=NOW), reason="No.", by=ed())
    wanted = {rosa(): ["Rosa’s"], tom(): ["Tom’s"], dina(): ["Rosa’s"], ed(): ["Rosa’s", "Tom’s"]}
    for who, titles in wanted.items():
        told = [str(each.summary.value)[5:] for each in read(address_of(who))]
        assert sorted(told) == titles, who


def test_an_address_that_is_ended_or_made_up_or_of_who_left_opens_nothing() -> None:
    first = address_of(rosa())
    second = address_of(rosa())
    asked = max_reads()
    assert [asked.get(each).status_code for each in (first, second)] == [404, 200]
    desk_of(rosa()).post(LINK, {"act": "end"})
    assert asked.get(second).status_code == 404
    third = address_of(rosa())
    User.objects.filter(pk=rosa().pk).update(is_active=False)
    assert asked.get(third).status_code == 404
    User.objects.filter(pk=rosa().pk).update(is_active=True)
    rosa().groups.clear()
    assert asked.get(third).status_code == 404
    for made_up in ("/-/calendar/x.ics", f"/-/calendar/{'a' * 43}:b.ics"):
        assert asked.get(made_up).status_code == 404
    assert not [each for each in CalendarLink.objects.all() if each.digest in third]
