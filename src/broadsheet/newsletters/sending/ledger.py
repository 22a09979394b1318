"""The ledger's steps: each a single statement whose condition the database checks.

A message is ``queued``, then ``claimed`` by one worker for a while, ``handing`` from before its
server could have it, and then what became of it. What no step here does is to queue again what
a server may have: see ``recovery``.
"""

from __future__ import annotations

import random
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, QuerySet

from broadsheet.lib import clock
from broadsheet.newsletters.models import Number, NumberState, Send, SendState
from broadsheet.newsletters.transports.outcome import Kind, Outcome

LEASE = timedelta(minutes=10)
"""How long a worker may have a batch in hand."""

BACK_OFF = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720))
"""Waits after each “not now”; after the last, the message is given up: a day in all."""

JITTER = 0.25
"""Waits differ by so much, so that what failed together isn't tried together."""

ERROR_LENGTH = 1000

STATES = {
    Kind.ACCEPTED: SendState.HANDED_OVER,
    Kind.REFUSED: SendState.REFUSED,
    Kind.DOUBT: SendState.DOUBT,
    Kind.KNOWN: SendState.DOUBT,
}


@dataclass(frozen=True)
class Claim:
    """A batch of one number that one worker has in hand."""

    key: uuid.UUID
    number: Number
    sends: list[Send]


@transaction.atomic
def claim(number: Number, *, key: uuid.UUID, most: int, now: datetime) -> Claim:
    """Take the messages of a number that are due longest, so that no other worker has them."""
    waiting = Send.objects.filter(number=number, state=SendState.QUEUED, next_try__lte=now)
    skip = connection.features.has_select_for_update_skip_locked
    found = waiting.select_for_update(skip_locked=skip).order_by("next_try")
    sends = list(found[:most])
    Send.objects.filter(pk__in=[send.pk for send in sends], state=SendState.QUEUED).update(
        state=SendState.CLAIMED, claim=key, leased_until=now + LEASE, attempts=F("attempts") + 1
    )
    for send in sends:
        send.attempts += 1
    return Claim(key, number, sends)


def mark(mine: Claim, sends: Sequence[Send], *, now: datetime, asked_of: str = "") -> list[Send]:
    """Note that these go to the server next; return those that are still ours to hand over.

    ``asked_of``: the provider's account that will know their keys.
    """
    held = Send.objects.filter(claim=mine.key, pk__in=[send.pk for send in sends])
    going = NumberState.SENDING
    marked = held.filter(state=SendState.CLAIMED, leased_until__gt=now, number__state=going)
    for send in sends:
        send.handing_since = now
    going_out = {"state": SendState.HANDING, "handing_since": now, "asked_of": asked_of}
    if marked.update(**going_out) == len(sends):
        return list(sends)
    ours = set(held.filter(state=SendState.HANDING).values_list("pk", flat=True))
    return [send for send in sends if send.pk in ours]


def release(mine: Claim, sends: Iterable[Send]) -> None:
    """Queue again what wasn't begun."""
    _held(mine, sends).update(
        state=SendState.QUEUED, claim=None, leased_until=None, attempts=F("attempts") - 1
    )


def put_off(mine: Claim, sends: Iterable[Send], *, until: datetime) -> None:
    """Queue again, for later, what wasn't begun."""
    _held(mine, sends).update(
        state=SendState.QUEUED,
        claim=None,
        leased_until=None,
        attempts=F("attempts") - 1,
        next_try=until,
    )


def skip(mine: Claim, sends: Iterable[Send], *, why: str) -> None:
    """Note that these don't get it."""
    _held(mine, sends).update(
        state=SendState.SKIPPED,
        claim=None,
        leased_until=None,
        settled_at=clock.now(),
        error=why[:ERROR_LENGTH],
    )


@transaction.atomic
def note(mine: Claim, heard: Sequence[tuple[Send, Outcome]]) -> None:
    """Note what became of each message of a batch, in few statements.

    A worker that comes back from the dead notes what it heard also where others had to call
    it a doubt; nothing else is taken back.
    """
    by_outcome: dict[Outcome, list[Send]] = defaultdict(list)
    for send, outcome in heard:
        plain = outcome.kind is Kind.ACCEPTED and not outcome.provider_id
        by_outcome[Outcome(Kind.ACCEPTED) if plain else outcome].append(send)
    for outcome, sends in by_outcome.items():
        if outcome.kind in STATES:
            _settle(mine, sends, outcome)
        else:
            for send in sends:
                _try_again(mine, send, outcome)


def _settle(mine: Claim, sends: Sequence[Send], outcome: Outcome) -> None:
    now, state = clock.now(), STATES[outcome.kind]
    is_doubt = state == SendState.DOUBT
    _held(mine, sends, or_doubted=True).update(
        state=state,
        leased_until=None,
        provider_id=outcome.provider_id[:200],
        handed_over_at=now if state == SendState.HANDED_OVER else None,
        settled_at=None if is_doubt else now,
        error="" if outcome.kind is Kind.ACCEPTED else outcome.text[:ERROR_LENGTH],
        **({} if is_doubt else {"claim": None}),
        **({} if outcome.ask else {"asked_of": ""}),
    )


def _try_again(mine: Claim, send: Send, outcome: Outcome) -> None:
    if send.attempts > len(BACK_OFF):
        _settle(mine, [send], Outcome(Kind.REFUSED, outcome.text))
        return
    wait = BACK_OFF[send.attempts - 1] * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311
    _held(mine, [send], or_doubted=True).update(
        state=SendState.QUEUED,
        claim=None,
        leased_until=None,
        next_try=clock.now() + wait,
        error=outcome.text[:ERROR_LENGTH],
    )


def _held(mine: Claim, sends: Iterable[Send], *, or_doubted: bool = False) -> QuerySet[Send]:
    states = [SendState.CLAIMED, SendState.HANDING] + [SendState.DOUBT] * or_doubted
    return Send.objects.filter(claim=mine.key, pk__in=[send.pk for send in sends], state__in=states)
