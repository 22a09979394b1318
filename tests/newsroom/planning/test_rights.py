"""P: the table of plans in docs/rights.md holds, each cell of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from broadsheet.newsroom.models import Plan
from broadsheet.newsroom.planning import actions
from broadsheet.newsroom.planning.moves import MOVES
from broadsheet.newsroom.planning.rights import PlanRights
from broadsheet.staff.models import User
from tests.factories import CAST, a_plan, a_section, phil
from tests.permissions.matrix import PLANS, WHOSE, cells

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

May = Callable[[PlanRights, Plan], bool]
MOVED: dict[str, May] = {each.name: each.may for each in MOVES}
ACTS: dict[str, May] = {
    "find": PlanRights.finds,
    "read notes and sources": PlanRights.reads_notes,
    "change its words": PlanRights.may_change,
    "change its section, hours and length": PlanRights.may_set_dates,
    "assign": MOVED["assign"],
    "hand back": MOVED["hand-back"],
    "begin its story": MOVED["start"],
    "spike": MOVED["spike"],
    "take up again": MOVED["reopen"],
}


def a_plan_of(state: str, owner: User, whose: str) -> Plan:
    section = a_section() if whose == "desk's" else a_section("Elsewhere")
    plan = a_plan(by=owner, section=section)
    if state in {"assigned", "in progress"}:
        actions.assign(plan=plan, to=owner, by=None)
    if state == "in progress":
        actions.start(plan=plan, by=None)
    if state == "spiked":
        actions.spike(plan=plan, reason="No room.", by=None)
    return Plan.objects.select_related("section").get(pk=plan.pk)


def test_each_cell_of_plans_holds_and_lists_agree() -> None:
    table = list(cells("Plans", PLANS))
    assert {cell.act for cell in table} == ACTS.keys()
    people = {role: who() for role, who in CAST.items()}
    stranger = phil()
    stranger.pk, stranger.email = None, "somebody@example.org"
    stranger.save()
    plans = {
        (state, whose): a_plan_of(state, stranger, whose) for state in PLANS for whose in WHOSE
    }
    wrong = []
    for role, person in people.items():
        rights = PlanRights(User.objects.get(pk=person.pk))
        own = {state: a_plan_of(state, person, "own") for state in PLANS}
        listed = set(Plan.objects.filter(rights.found()))
        for cell in (each for each in table if each.role == role):
            plan = own[cell.state] if cell.whose == "own" else plans[cell.state, cell.whose]
            may = ACTS[cell.act](rights, plan)
            if cell.act == "find" and may != (plan in listed):
                wrong.append(f"{role}: {cell.state}, {cell.whose}: listed otherwise")
            if may != cell.allowed:
                wrong.append(f"{role} {cell.act}: {cell.state}, {cell.whose}: {may}")
    assert not wrong, "\n".join(wrong)
