"""What all acts have in common: the paper, the clock, who acts, how a thing is chosen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model, ProtectedError
from django.test import TestCase
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from broadsheet.masthead.models import HomePage
from broadsheet.newsroom.holds import Held
from broadsheet.newsroom.models import Section, Story
from broadsheet.staff.models import User

Row = TypeVar("Row", bound=Model)

ANY = st.integers(0, 10_000)
"""Stands for one of however many there are: see ``Acts.one``."""

BEGINNING = datetime(2026, 11, 14, 15, 0, tzinfo=UTC)
REFUSALS = (ValidationError, PermissionDenied, Held, ProtectedError)
"""What an act may be refused with; it has then done nothing."""


class Acts(RuleBasedStateMachine):
    """The paper while people work on it."""

    def __init__(self) -> None:
        super().__init__()
        self.travel = time_machine.travel(BEGINNING, tick=False)
        self.clock = self.travel.start()
        self.now = BEGINNING
        self.number = 0

    def pass_time(self, time: timedelta) -> None:
        """Move the clock on."""
        self.now += time
        self.clock.move_to(self.now)

    def next(self) -> int:
        """Return a number that hasn't been used."""
        self.number += 1
        return self.number

    def one(self, rows: Any, choice: int) -> Any:
        """Return one of these rows, or None when there are none."""
        found = list(rows.order_by("pk"))
        return found[choice % len(found)] if found else None

    def story(self, choice: int, **which: Any) -> Story | None:
        return self.one(Story.objects.filter(**which), choice)

    def section(self, choice: int, **which: Any) -> Section:
        return self.one(Section.objects.filter(**which), choice)

    def somebody(self, choice: int) -> User:
        return self.one(User.objects, choice)

    def home(self) -> HomePage:
        return HomePage.objects.get()

    def act(self, do: Callable[[], Any]) -> Any:
        """Do something in a transaction of its own, and what follows its commit."""
        try:
            with TestCase.captureOnCommitCallbacks(execute=True), transaction.atomic():
                return do()
        except REFUSALS:
            return None
