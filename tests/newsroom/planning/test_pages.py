"""The board, the calendar, one's own work and a plan's page, as the newsroom meets them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from broadsheet.lib import clock
from broadsheet.newsroom.models import Plan
from broadsheet.newsroom.planning.models import State
from tests.factories import a_plan, a_section, an_author, cora, desk_of, dina, ed, lea, rosa, tom
from tests.forms import fields_of

pytestmark = pytest.mark.django_db

PLANNING = "/-/desk/planning/"
MONDAY = datetime(2026, 3, 2, 14, tzinfo=UTC)
"""Nine o'clock in New York."""

PRIVATE = {"notes": "The clerk says so", "sources": "0171 555 0117"}


def soup(client: Client, address: str = "") -> BeautifulSoup:
    response = client.get(PLANNING + address)
    assert response.status_code == 200, response
    return BeautifulSoup(response.content, "html.parser")


def shown(page: BeautifulSoup) -> dict[str, list[str]]:
    """Return which plans stand in which column of the board."""
    columns = page.select("[data-planning-column]")
    titles = {str(each["data-planning-column"]): each.select("h3 a") for each in columns}
    return {name: [title.text for title in found] for name, found in titles.items() if found}


def moved(client: Client, plan: Plan, move: str, **said: Any) -> Plan:
    """Move a plan on as a browser without scripts does; return it as it is then."""
    answer = client.post(f"{PLANNING}{plan.pk}/move/", {"move": move, **said})
    assert answer.status_code in {302, 200}, answer
    return Plan.objects.get(pk=plan.pk)


def test_a_pitch_is_assigned_begun_and_given_up_without_a_script() -> None:
    desk, reporter = desk_of(dina()), desk_of(rosa())
    form = fields_of(reporter.get(f"{PLANNING}pitch/").content)
    assert int(form["section"]) == a_section().pk, "The paper's only section is chosen already."
    answer = reporter.post(f"{PLANNING}pitch/", {**form, "working_title": "Ferry sale", **PRIVATE})
    plan = Plan.objects.get()
    assert answer["Location"] == f"{PLANNING}{plan.pk}/"
    assert shown(soup(desk)) == {"pitched": ["Ferry sale"]}
    asked = soup(desk, f"{plan.pk}/move/?move=assign")
    assert "Rosa" in asked.select_one("select[name=to]").text  # type: ignore[union-attr]
    assert moved(desk, plan, "assign").state == State.PITCHED, "It asks to whom."
    assert moved(desk, plan, "assign", said="yes", to=rosa().pk).assignee == rosa()
    begun = moved(reporter, plan, "start")
    assert begun.state == State.IN_PROGRESS
    form = reporter.get(f"/-/desk/pages/{begun.story_id}/edit/").content.decode()
    assert PRIVATE["notes"] in form, "What was planned stands beside the form."
    assert moved(desk, plan, "spike", said="yes", reason="No room.").spiked_because == "No room."
    assert "Spiked: No room." in soup(reporter, f"{plan.pk}/").text
    assert shown(soup(desk)) == {"spiked": ["Ferry sale"]}


def test_the_script_is_told_what_became_of_a_move_or_where_more_is_asked() -> None:
    plan, desk = a_plan("Ferry sale", to=rosa()), desk_of(dina())

    def ask(move: str) -> Any:
        address = f"{PLANNING}{plan.pk}/move/?section=1"
        return desk.post(address, {"move": move}, headers={"accept": "application/json"})

    done = ask("hand-back").json()
    assert (done["told"], done["column"]) == ("“Ferry sale” is nobody’s again.", "pitched")
    assert 'value="assign"' in done["card"]
    assert "move/?section=1" in done["card"], "The next move leads back to the same board."
    assert ask("assign").json() == {"ask": f"{PLANNING}{plan.pk}/move/?move=assign&section=1"}
    again = ask("hand-back")
    assert (again.status_code, "is: Pitched" in again.json()["refused"]) == (409, True)


def test_each_finds_on_the_board_what_they_may_know_of() -> None:
    a_plan("Rosa’s"), a_plan("Tom’s", by=tom(), to=tom()), a_plan("For Tom", to=tom())
    everything = {"pitched": ["Rosa’s"], "assigned": ["Tom’s", "For Tom"]}
    for who in (ed(), dina(a_section("Culture")), cora(), lea()):
        assert shown(soup(desk_of(who))) == everything, who
    assert shown(soup(desk_of(rosa()))) == {"pitched": ["Rosa’s"], "assigned": ["For Tom"]}
    assert shown(soup(desk_of(tom()))) == {"assigned": ["Tom’s", "For Tom"]}


def test_notes_and_sources_are_for_who_works_on_it_and_its_desk() -> None:
    plan = a_plan("Ferry sale", **PRIVATE)
    dina(a_section())

    def readers() -> set[str]:
        found = set()
        for who in (ed(), dina(), cora(), lea(), rosa(), tom()):
            answer = desk_of(who).get(f"{PLANNING}{plan.pk}/")
            words = answer.content.decode()
            assert len({words.count(each) for each in PRIVATE.values()}) == 1
            found |= {who.first_name} if PRIVATE["notes"] in words else set()
        return found

    assert readers() == {"Ed", "Dina", "Rosa"}
    moved(desk_of(ed()), plan, "assign", said="yes", to=tom().pk)
    assert readers() == {"Ed", "Dina", "Tom"}, "Who pitched it doesn't read on."


def test_an_assignee_changes_the_words_and_the_desk_the_hours() -> None:
    plan = a_plan("Ferry sale", to=rosa(), due_at=MONDAY)
    for who, due in ((rosa(), MONDAY), (ed(), datetime(2026, 3, 4, 22, tzinfo=UTC))):
        desk = desk_of(who)
        form = fields_of(desk.get(f"{PLANNING}{plan.pk}/").content)
        form |= {"due_at": "2026-03-04 17:00", "what": f"By {who}", "state": "done", **PRIVATE}
        assert desk.post(f"{PLANNING}{plan.pk}/", form).status_code == 302
        plan.refresh_from_db()
        assert (plan.what, plan.due_at, plan.state) == (f"By {who}", due, State.ASSIGNED)


def test_the_board_is_narrowed_to_a_desk_a_person_a_day_and_a_state() -> None:
    home, culture = a_section(), a_section("Culture", under=a_section())
    a_plan("Mine", to=rosa(), due_at=MONDAY)
    a_plan("Below", to=tom(), section=culture, publish_at=MONDAY + timedelta(days=1))
    a_plan("Elsewhere", section=a_section("City"))
    desk = desk_of(ed())

    def at(question: str) -> list[str]:
        return [title for found in shown(soup(desk, question)).values() for title in found]

    assert at(f"?section={home.pk}") == ["Mine", "Below"]
    assert at(f"?person={tom().pk}") == ["Below"]
    assert at("?day=2026-03-03") == ["Below"]
    assert at("?state=pitched") == ["Elsewhere"]
    assert len(at("?section=%00&person=9999999999999&day=2026-06-31&state=x&p=-1")) == 3


def test_the_calendar_shows_each_day_by_the_papers_clock() -> None:
    a_plan("Late", due_at=datetime(2026, 3, 3, 4, tzinfo=UTC))  # eleven at night in New York
    a_plan("Out", publish_at=datetime(2026, 3, 8, 12, tzinfo=UTC))
    desk = desk_of(ed())
    page = soup(desk, "calendar/?week=2026-03-04")
    days = {str(day["aria-labelledby"])[4:]: day for day in page.select(".planning-day")}
    assert list(days) == [str(date(2026, 3, 2) + timedelta(days=n)) for n in range(7)]
    told = {day: " ".join(each.text.split()) for day, each in days.items() if each.select("li")}
    assert list(told) == ["2026-03-02", "2026-03-08"]
    assert "23:00 due Late World · Pitched" in told["2026-03-02"]
    assert "08:00 out Out" in told["2026-03-08"]
    assert "Late" in soup(desk, "calendar/?day=2026-03-02").text
    assert "Late" not in soup(desk, "calendar/?day=2026-03-03").text


def test_my_work_is_what_is_mine_to_do_by_when_and_what_i_pitched() -> None:
    soon, later = clock.now() + timedelta(days=1), clock.now() + timedelta(days=2)
    a_plan("Later", to=rosa(), due_at=later), a_plan("Soon", to=rosa(), due_at=soon)
    a_plan("Pitched"), a_plan("Tom’s", to=tom())
    page = soup(desk_of(rosa()), "mine/")
    assert [each.text for each in page.select("h3 a")] == ["Soon", "Later", "Pitched"]
    assert [each.text for each in page.select("main h2")] == ["To do", "Pitched"]


def test_who_has_nothing_to_do_with_plans_is_refused(client: Client) -> None:
    plan = a_plan("Ferry sale")
    for place in ("", "calendar/", "mine/", f"{plan.pk}/", f"{plan.pk}/move/?move=spike"):
        assert client.get(PLANNING + place)["Location"].startswith("/-/desk/login/")
    assert desk_of(lea()).get(f"{PLANNING}pitch/")["Location"] == "/-/desk/"
    assert desk_of(tom()).get(f"{PLANNING}{plan.pk}/")["Location"] == "/-/desk/"
    assert moved(desk_of(tom()), plan, "spike", said="yes", reason="No.").state == State.PITCHED
    assert moved(desk_of(rosa()), plan, "assign", said="yes", to=rosa().pk).assignee is None


def test_the_pages_cost_as_many_questions_with_many_plans_as_with_few() -> None:
    desk = desk_of(dina())
    an_author("Rosa Lind", user=rosa())

    def costs() -> list[int]:
        found = []
        for place in ("", "calendar/?week=2026-03-02", "mine/", "?state=assigned"):
            desk.get(PLANNING + place)
            with CaptureQueriesContext(connection) as queries:
                assert desk.get(PLANNING + place).status_code == 200
            found.append(len(queries))
        return found

    def more(number: int) -> None:
        for _each in range(number):
            a_plan(due_at=MONDAY, by=dina())
            a_plan(to=rosa(), due_at=MONDAY, publish_at=MONDAY, section=a_section("City"))

    more(1)
    few = costs()
    more(3)
    assert costs() == few
    assert max(few) < 40
