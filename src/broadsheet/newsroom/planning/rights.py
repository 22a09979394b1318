"""Who may see and do what with plans (docs/rights.md)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from broadsheet.newsroom.planning.models import OPEN, Plan, State
from broadsheet.newsroom.rights.story import EVERYTHING

PITCH = "broadsheet_newsroom.pitch_plan"


class PlanRights:
    """What one person may do, asked of any number of plans at the cost of one question.

    Who *leads* a plan may publish in its section: its desk, managing editors, publishers.
    Who *works on* it is whom it is assigned to and, while it is nobody's, who pitched it.
    """

    def __init__(self, user: Any) -> None:
        self.user = user
        policy = page_permission_policy
        held = () if user.is_superuser else policy.get_cached_permissions_for_user(user)
        self._publishes = _places(held, "publish_page")
        self._begins = _places(held, "add_page")

    def may_look(self) -> bool:
        """Say whether the person has anything to do with plans."""
        return self.may_pitch() or bool(self.user.has_perm(EVERYTHING))

    def may_pitch(self) -> bool:
        """Say whether the person may pitch, and be given what is pitched."""
        return bool(self.user.has_perm(PITCH))

    def found(self) -> Q:
        """Return which plans the person may know of: all, or those that concern them."""
        return Q() if self.user.has_perm(EVERYTHING) else self.concerning()

    def concerning(self) -> Q:
        """Return which plans are the person's own, or theirs to lead: a publisher's are all."""
        if self.user.is_superuser:
            return Q()
        own = Q(pk__in=())
        if self.may_pitch():
            own = Q(assignee=self.user) | Q(pitched_by=self.user)
        for place in self._publishes:
            own |= Q(section__path__startswith=place.path)
        return own

    def finds(self, plan: Plan) -> bool:
        """Say whether the person may know of the plan."""
        own = self.user.pk in {plan.assignee_id, plan.pitched_by_id} and self.may_pitch()
        return own or bool(self.user.has_perm(EVERYTHING)) or self.leads(plan)

    def leads(self, plan: Plan) -> bool:
        """Say whether the person decides about the plan. One without a section is the paper's."""
        return self._may_in(plan, self._publishes)

    def works_on(self, plan: Plan) -> bool:
        """Say whether it is the person's work."""
        worker = plan.pitched_by_id if plan.assignee_id is None else plan.assignee_id
        return worker == self.user.pk and self.may_pitch()

    def reads_notes(self, plan: Plan) -> bool:
        """Say whether the person may read its notes and sources."""
        return self.leads(plan) or self.works_on(plan)

    def may_change(self, plan: Plan) -> bool:
        """Say whether the person may change what the plan says."""
        return plan.state in OPEN and self.reads_notes(plan)

    def may_set_dates(self, plan: Plan) -> bool:
        """Say whether the person may change desk, hours and length: a pitch's, or who leads."""
        return self.may_change(plan) and (plan.state == State.PITCHED or self.leads(plan))

    def may_start(self, plan: Plan) -> bool:
        """Say whether the person may begin its story."""
        if plan.state != State.ASSIGNED or plan.section is None:
            return False
        return self.reads_notes(plan) and self._may_in(plan, self._begins)

    def _may_in(self, plan: Plan, places: list[Page]) -> bool:
        if self.user.is_superuser:
            return True
        if plan.section is None:
            return any(each.depth <= HOME for each in places)
        return any(plan.section.path.startswith(each.path) for each in places)


HOME = 2
"""How deep in Wagtail's tree the home page lies: a right on it is one on the whole paper."""


def _places(held: Any, right: str) -> list[Page]:
    return [each.page for each in held if each.permission.codename == right]
