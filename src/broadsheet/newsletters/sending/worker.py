"""One worker's round: take a batch, hand it over message by message, note what became of it.

What a kill at each point leads to is a table in docs/decisions/0017.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.db import transaction

from broadsheet.lib import clock
from broadsheet.lib.failpoints import failpoint
from broadsheet.newsletters.models import Number, NumberState, Send
from broadsheet.newsletters.sending import (
    asking,
    freezing,
    ledger,
    recovery,
    refusal,
    restored,
    throttle,
    troubles,
)
from broadsheet.newsletters.sending.journal import Journal
from broadsheet.newsletters.sending.ledger import Claim
from broadsheet.newsletters.sending.messages import BadAddressError, Masters, Recipient
from broadsheet.newsletters.sending.recipients import still_wanted
from broadsheet.newsletters.transports.outcome import Kind, Outcome, Transport

log = logging.getLogger(__name__)

BATCH = 200
LOOK_SECONDS = 1.0
"""Who left, and whether the number was stopped, is asked again so often."""

MARGIN = timedelta(minutes=2)
"""No message is begun so shortly before the lease ends: longer than any one server takes."""

NOT_SENT = {Kind.REFUSED, Kind.DEFERRED, Kind.UNREACHABLE}
"""Answers by which it is certain that this message wasn't sent by that."""

LEFT = "The reader has left, or the address is gone."


def work(transport: Transport, *, seconds: float) -> int:
    """Hand over what is due, for so long; return how many messages were dealt with."""
    now = clock.now()
    restored.look()
    done = recovery.recover(now=now) + freezing.sleepers(now=now)
    if not refusal.refuses():
        done += freezing.start_due(now=now)
        masters, until = Masters(), time.monotonic() + seconds
        done += asking.settle(transport, masters, until=until)
        done += _send_all(transport, masters, until=until)
    return done + freezing.finish(now=clock.now())


def _send_all(transport: Transport, masters: Masters, *, until: float) -> int:
    done = 0
    while time.monotonic() < until:
        numbers = list(_going(clock.now()))
        dealt_with = [_batch(number, transport, masters, until=until) for number in numbers]
        done += sum(dealt_with)
        if not any(dealt_with):
            break
    return done


def _going(now: datetime) -> Iterator[Number]:
    """Yield the numbers that are going out and have something due."""
    going = Number.objects.filter(state=NumberState.SENDING)
    going.filter(seen_at__lt=now - timedelta(minutes=5)).update(seen_at=now)
    for number in going.select_related("list").order_by("started_at"):
        if number.sends.filter(state="queued", next_try__lte=now).exists():
            yield number


def _batch(number: Number, transport: Transport, masters: Masters, *, until: float) -> int:
    key = uuid.uuid4()
    journal = Journal(key)
    try:
        mine = ledger.claim(number, key=key, most=BATCH, now=clock.now())
        failpoint("sending.claimed")
        done = Batch(mine, journal, transport, masters, until=until).work() if mine.sends else 0
        journal.done()
        return done
    finally:
        journal.close()


class Batch:
    """What one worker has in hand, for no longer than ``until``, by the monotonic clock."""

    def __init__(
        self,
        mine: Claim,
        journal: Journal,
        transport: Transport,
        masters: Masters,
        *,
        until: float,
    ) -> None:
        self.mine, self.journal, self.until = mine, journal, until
        self.transport, self.masters = transport, masters
        self.over = clock.now() + ledger.LEASE - MARGIN
        self.heard: list[tuple[Send, Outcome]] = []
        self.rest: dict[int, Send] = {}
        self.wanted: dict[int, Recipient] = {}
        self.next_look = 0.0

    @property
    def outcomes(self) -> list[Outcome]:
        """What was heard so far."""
        return [outcome for _send, outcome in self.heard]

    def work(self) -> int:
        """Hand the batch over and note what became of it; return how many were dealt with."""
        self.rest = {send.pk: send for send in throttle.allowed(self.mine)}
        self._look()
        keys, now = self.transport.keys(), clock.now()
        asked_of = keys.account if keys else ""
        marked = ledger.mark(self.mine, list(self.rest.values()), now=now, asked_of=asked_of)
        self.rest = {send.pk: send for send in marked}
        failpoint("sending.marked")
        try:
            self._hand_over()
        except BaseException:
            ledger.note(self.mine, self.heard)  # the rest only the journal knows
            raise
        self._note()
        return len(self.mine.sends)

    def _hand_over(self) -> None:
        for send in self._going_on():
            outcome = self._one(send)
            if outcome.kind is Kind.UNREACHABLE:
                log.warning("The mail server can't be reached: %s", outcome.text)
                troubles.away(self.mine.number, outcome.text)
                ledger.put_off(
                    self.mine, self.rest.values(), until=clock.now() + ledger.BACK_OFF[0]
                )
                self.rest = {}
                return
            del self.rest[send.pk]
            self.heard.append((send, outcome))
            if troubles.enough(self.outcomes):
                return

    def _going_on(self) -> Iterator[Send]:
        """Yield the messages that may go now, one after the other."""
        for send in list(self.rest.values()):
            if time.monotonic() >= self.next_look and not self._look():
                return
            if clock.now() >= self.over or time.monotonic() >= self.until:
                return
            if send.pk in self.rest:
                yield send

    def _one(self, send: Send) -> Outcome:
        begun = False

        def begin() -> None:
            nonlocal begun
            self.journal.begun(send.key)
            begun = True
            failpoint("sending.begun")

        try:
            master = self.masters.of(send, self.mine.number)
            at = send.handing_since or clock.now()
            message = master.personal(self.wanted[send.pk], at=at)
            outcome = self.transport.hand_over(message, begin)
        except BadAddressError as error:
            return Outcome(Kind.REFUSED, str(error))
        except Exception as error:
            log.exception("A message of %s could not be handed over", self.mine.number.pk)
            self.transport.close()
            return Outcome(Kind.DOUBT if begun else Kind.DEFERRED, f"{type(error).__name__}")
        failpoint("sending.answered")
        self._write_down(send, outcome)
        return outcome

    def _write_down(self, send: Send, outcome: Outcome) -> None:
        if outcome.kind is Kind.ACCEPTED:
            self.journal.accepted(send.key)
        elif outcome.kind in NOT_SENT:
            self.journal.not_sent(send.key)

    def _look(self) -> bool:
        """See who has left, and whether the number still goes out."""
        self.next_look = time.monotonic() + LOOK_SECONDS
        self.wanted = still_wanted(self.mine.number, self.rest.values())
        gone = [send for pk, send in self.rest.items() if pk not in self.wanted]
        if gone:
            ledger.skip(self.mine, gone, why=LEFT)
            self._forget(gone)
        number = Number.objects.filter(pk=self.mine.number.pk)
        return number.filter(state=NumberState.SENDING).exists()

    def _forget(self, sends: Iterable[Send]) -> None:
        for send in sends:
            del self.rest[send.pk]

    def _note(self) -> None:
        failpoint("sending.before_note")
        with transaction.atomic():
            ledger.note(self.mine, self.heard)
            ledger.release(self.mine, self.rest.values())
            if self.heard:
                troubles.back(self.mine.number)
                troubles.look(self.mine.number, self.outcomes)
        failpoint("sending.after_note")
