"""Moments to come, from every room, and where two of them get into each other's way."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.dispatch import Signal
from django.utils.translation import gettext as _

asked = Signal()
"""What happens by itself between two moments? Arguments: ``user``, ``since``, ``until``.

Receivers return a list of Moments, of what this person may know.
"""


@dataclass(frozen=True)
class Moment:
    """Something that happens by itself: when, of what kind, what it is and where the editor has it.

    ``conflicts`` say, a sentence each, what will go wrong or is left to chance. ``claims`` names
    what can't be had twice at one time, such as the newest place of a section.
    """

    at: datetime
    kind: str
    title: str
    url: str = ""
    place: str = ""
    conflicts: tuple[str, ...] = ()
    claims: frozenset[str] = frozenset()


def coming(user: Any, *, since: datetime, until: datetime) -> list[Moment]:
    """Return what somebody may know of what is to come, in its order, with every conflict."""
    answers: list[tuple[Any, Any]] = asked.send(sender=Moment, user=user, since=since, until=until)
    found = [each for _receiver, moments in answers for each in moments]
    return sorted(_compared(found), key=lambda each: (each.at, each.kind, each.title))


def _compared(found: list[Moment]) -> list[Moment]:
    """Return the moments, each with the others that claim the same in the same minute."""
    claimed: dict[tuple[datetime, str], list[Moment]] = defaultdict(list)
    for each in found:
        for claim in each.claims:
            claimed[_minute(each), claim].append(each)
    return [replace(each, conflicts=(*each.conflicts, *_others(each, claimed))) for each in found]


def _others(one: Moment, claimed: dict[tuple[datetime, str], list[Moment]]) -> list[str]:
    rivals = [each for claim in one.claims for each in claimed[_minute(one), claim]]
    titles = dict.fromkeys(each.title for each in rivals if each is not one)
    words = _("“%(other)s” claims the same place in the same minute: which one has it is chance.")
    return [words % {"other": title} for title in titles]


def _minute(moment: Moment) -> datetime:
    return moment.at.replace(second=0, microsecond=0)
