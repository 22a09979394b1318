"""Whatever happens in a reader's life, and in whatever order: who shouldn't be written to isn't."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import time_machine
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from broadsheet.newsletters import actions, queries
from broadsheet.newsletters.actions import Hand, Wishes
from broadsheet.newsletters.addresses import keyed_digest
from broadsheet.newsletters.importing.run import import_file
from broadsheet.newsletters.models import (
    Allowance,
    Consent,
    Forgotten,
    Frequency,
    OutgoingMail,
    Reader,
)
from tests.newsletters.mailbox import a_list

MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
PEOPLE = st.sampled_from(["max@example.org", "ada@example.org"])
STATES = st.sampled_from(["subscribed", "unsubscribed", "cleaned", "spam", "pending"])
BY = Hand(wording="Yes")


class Life(RuleBasedStateMachine):
    """Two readers and a list; beside it, in few words, what should be so."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.time = time_machine.travel(MONDAY, tick=False)
        self.clock = self.time.start()
        self.list = a_list()
        self.on: set[str] = set()
        self.stopped: set[str] = set()
        self.left: set[str] = set()
        self.forgotten: set[str] = set()
        self.paused: dict[str, datetime] = {}

    def teardown(self) -> None:
        self.time.stop()
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def reader(self, who: str) -> Reader | None:
        return Reader.objects.filter(email=who).first()

    @rule(who=PEOPLE)
    def somebody_signs_them_up(self, who: str) -> None:
        Allowance.objects.all().delete()
        actions.sign_up(email=who, lists=[self.list], by=BY)

    @rule(who=PEOPLE)
    def they_press_the_button_of_their_last_letter(self, who: str) -> None:
        letter = OutgoingMail.objects.filter(to=who).exclude(secret="").last()
        if letter is None:
            return
        try:
            actions.confirm(token=letter.secret, by=BY)
        except actions.LinkOverError:
            return
        self.on.add(who)
        self.left.discard(who)
        self.forgotten.discard(who)
        reader = self.reader(who)
        assert reader is not None
        assert not reader.complained_at
        self.stopped.discard(who)

    @rule(who=PEOPLE, how=st.sampled_from(["link", "everything"]))
    def they_leave(self, who: str, how: str) -> None:
        reader = self.reader(who)
        place = reader.subscriptions.first() if reader else None
        if reader is None or place is None:
            return
        if how == "link":
            token = queries.tokens.leave_token(place.key)
            actions.leave(token=token, by=BY)
        else:
            actions.leave_everything(reader=reader, by=BY)
        self.on.discard(who)
        self.left.add(who)

    @rule(who=PEOPLE, again=st.booleans(), days=st.sampled_from([0, 7]), on=st.booleans())
    def they_choose_on_their_page(self, who: str, again: bool, days: int, on: bool) -> None:
        reader = self.reader(who)
        if reader is None:
            return
        until = datetime.now(UTC) + timedelta(days=days) if days else None
        how = Frequency.WEEKLY if on else None
        wishes = Wishes(lists={self.list: how}, paused_until=until, again=again)
        actions.set_preferences(reader=reader, wishes=wishes, by=BY)
        (self.paused.pop(who, None) if until is None else self.paused.update({who: until}))
        if on:
            self.on.add(who)
            self.left.discard(who)
        elif who in self.on:
            self.on.discard(who)
            self.left.add(who)
        if again:
            self.stopped.discard(who)
        self.forgotten.discard(who)

    @rule(who=PEOPLE, complaint=st.booleans())
    def mail_comes_back_or_is_complained_of(self, who: str, complaint: bool) -> None:
        reader = self.reader(who)
        if reader is None:
            return
        if complaint:
            actions.note_complaint(reader=reader)
            self.on.discard(who)
            self.left.add(who)
        else:
            actions.note_bounce(reader=reader, hard=True)
        self.stopped.add(who)

    @rule(who=PEOPLE, state=STATES)
    def they_stand_in_a_table(self, who: str, state: str) -> None:
        place = (who in self.on, who in self.left, who in self.stopped, who in self.forgotten)
        reader = self.reader(who)
        pending = reader is not None and not place[0] and not place[1]
        with TemporaryDirectory() as folder:
            table = Path(folder) / "readers.csv"
            table.write_text(f"email,status\n{who},{state}\n")
            import_file(table, lists=[], statement="They said so.", said={})
        if who in self.forgotten or state == "pending":
            return
        if state == "subscribed":
            if not (place[1] or place[2]):
                self.on.add(who)
        elif state == "spam" or not pending:
            self.on.discard(who)
            self.left.add(who)
            if state == "spam" or (state == "cleaned" and not place[1]):
                self.stopped.add(who)

    @rule(who=PEOPLE)
    def they_are_forgotten(self, who: str) -> None:
        reader = self.reader(who)
        if reader is None:
            return
        actions.forget(reader=reader)
        for each in (self.on, self.left, self.stopped):
            each.discard(who)
        self.paused.pop(who, None)
        self.forgotten.add(who)

    @precondition(lambda self: self.paused)
    @rule()
    def a_week_goes_by(self) -> None:
        self.clock.shift(timedelta(days=7))

    @invariant()
    def those_and_only_those_are_written_to_who_want_it(self) -> None:
        now = datetime.now(UTC)
        resting = {who for who, until in self.paused.items() if until > now}
        written = {place.reader.email for place in queries.recipients(self.list)}
        assert written == self.on - self.stopped - resting
        for who in written:
            said = Consent.objects.filter(reader__email=who)
            assert said.filter(act__in=["confirmed", "imported"]).exists()

    @invariant()
    def of_the_forgotten_nothing_is_left_but_a_mark(self) -> None:
        marks = set(Forgotten.objects.values_list("digest", flat=True))
        assert marks == {keyed_digest(who) for who in self.forgotten}
        known = set(Reader.objects.filter(subscriptions__state="confirmed").values_list("email"))
        assert not known & {(who,) for who in self.forgotten}


TestLife: Any = pytest.mark.django_db(Life.TestCase)
TestLife.settings = settings(max_examples=15, stateful_step_count=14, deadline=None)
