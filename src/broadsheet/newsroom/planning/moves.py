"""How a plan is moved on: by whom, to which column of the board, and what is asked first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from broadsheet.newsroom.planning import actions
from broadsheet.newsroom.planning.forms import AssignForm, SpikeForm
from broadsheet.newsroom.planning.models import OPEN, Plan, State
from broadsheet.newsroom.planning.rights import PlanRights


@dataclass(frozen=True)
class Move:
    """One way on. ``column`` is where it leads; None for wherever the plan stood."""

    name: str
    label: str | Promise
    column: State | None
    do: Callable[..., Any]
    may: Callable[[PlanRights, Plan], bool]
    told: str | Promise
    form: type[forms.Form] = forms.Form

    @property
    def asks(self) -> bool:
        """Whether something must be said with it."""
        return self.form is not forms.Form


def _hand_back(rights: PlanRights, plan: Plan) -> bool:
    return plan.state == State.ASSIGNED and (rights.leads(plan) or rights.works_on(plan))


def _spike(rights: PlanRights, plan: Plan) -> bool:
    own = plan.state == State.PITCHED and rights.works_on(plan)
    return plan.state in OPEN and (own or rights.leads(plan))


MOVES = (
    Move(
        name="start",
        label=_("Begin it"),
        column=State.IN_PROGRESS,
        do=actions.start,
        may=PlanRights.may_start,
        told=_("The story of “%(title)s” is begun."),
    ),
    Move(
        name="assign",
        label=_("Assign…"),
        column=State.ASSIGNED,
        do=actions.assign,
        may=lambda rights, plan: (
            plan.state in {State.PITCHED, State.ASSIGNED} and rights.leads(plan)
        ),
        told=_("“%(title)s” is assigned."),
        form=AssignForm,
    ),
    Move(
        name="hand-back",
        label=_("Hand back"),
        column=State.PITCHED,
        do=actions.take_back,
        may=_hand_back,
        told=_("“%(title)s” is nobody’s again."),
    ),
    Move(
        name="spike",
        label=_("Spike…"),
        column=State.SPIKED,
        do=actions.spike,
        may=_spike,
        told=_("“%(title)s” is spiked."),
        form=SpikeForm,
    ),
    Move(
        name="reopen",
        label=_("Take up"),
        column=None,
        do=actions.reopen,
        may=lambda rights, plan: plan.state == State.SPIKED and rights.leads(plan),
        told=_("“%(title)s” is taken up again."),
    ),
)


def moves_of(rights: PlanRights, plan: Plan) -> list[Move]:
    """Return how a person may move a plan on."""
    return [each for each in MOVES if each.may(rights, plan)]
