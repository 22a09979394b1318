"""Somebody at work with many plans: run within a paper's own process by ``planning``."""

from __future__ import annotations

import json
import random
from datetime import timedelta
from functools import partial
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

from django.conf import settings
from django.test import Client

from benchmarks.editing import timed
from broadsheet.lib import clock
from broadsheet.newsroom.models import Plan, Section
from broadsheet.newsroom.planning.models import State
from broadsheet.staff.actions import hire
from broadsheet.staff.models import User

PEOPLE = 25
SPREAD = timedelta(days=60)
"""Over how many days the plans are due, half of them past."""

STATES = (State.PITCHED, State.ASSIGNED, State.DONE, State.SPIKED)
PLACES = {
    "board": "",
    "person": "?person={person}",
    "state": "?state=assigned&p=9",
    "week": "calendar/",
    "day": "calendar/?day={day}",
    "mine": "mine/",
}


def main(prefix: str, plans: int, times: int, to: Path) -> None:
    """Plan so much, ask for each page ``times`` times, as a managing editor and a reporter."""
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    people = [_hired(f"reporter-{number}@example.org", "reporter") for number in range(PEOPLE)]
    editor = _hired("editor@example.org", "managing-editor")
    planned(plans, people)
    names = {"person": people[0].pk, "day": f"{clock.now():%Y-%m-%d}"}
    acts = {}
    for who, person in (("editor", editor), ("reporter", people[0])):
        browser = Client(HTTP_HOST="127.0.0.1")
        browser.force_login(person)
        for name, place in PLACES.items():
            address = f"{prefix}/planning/{place.format(**names)}"
            acts[f"{who}: {name}"] = timed(partial(browser.get, address), times)
    to.write_text(json.dumps({"plans": Plan.objects.count(), "acts": acts}))


def planned(number: int, people: list[User]) -> None:
    """Fill the paper up with plans, of every section, person and state alike."""
    chance, now = random.Random(1), clock.now()
    sections = list(Section.objects.all())
    missing = range(Plan.objects.count(), number)
    Plan.objects.bulk_create(_plan(each, sections, people, chance, now) for each in missing)


def _plan(number: int, sections: list[Section], people: list[User], chance: Any, now: Any) -> Plan:
    state = STATES[number % len(STATES)]
    due = now + SPREAD * (chance.random() - 0.5)
    is_settled = state in {State.DONE, State.SPIKED}
    return Plan(
        working_title=f"Plan number {number}",
        what="Of the harbour. " * 20,
        section=chance.choice(sections),
        state=state,
        pitched_by=chance.choice(people),
        pitched_at=now - SPREAD,
        assignee=None if state == State.PITCHED else chance.choice(people),
        due_at=due,
        publish_at=due + timedelta(hours=14),
        notes="The clerk says so. " * 20,
        spiked_because="No room." if state == State.SPIKED else "",
        settled_at=min(due, now) if is_settled else None,
    )


def _hired(email: str, role: str) -> User:
    found = User.objects.filter(email=email).first()
    name = email.partition("@")[0]
    return found or hire(email=email, password=token_urlsafe(), role=role, first_name=name)
