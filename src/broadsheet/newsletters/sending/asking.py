"""Doubts that a provider settles: it is asked again, with the same key and the same bytes.

It sends once what it is asked for twice, so the answer says what became of the message, or
sends it now; while it knows the key (docs/decisions/0022). Whoever asks holds the message's
lease, and it stays a doubt until an answer is noted: a kill on the way changes nothing.
"""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from broadsheet.lib import clock
from broadsheet.lib.failpoints import failpoint
from broadsheet.newsletters.models import NumberState, Send, SendState
from broadsheet.newsletters.sending import ledger
from broadsheet.newsletters.sending.messages import Masters
from broadsheet.newsletters.sending.recipients import still_wanted
from broadsheet.newsletters.transports.outcome import Keys, Kind, Outcome, Transport

AGAIN = timedelta(minutes=1)
"""How long whoever asks has to themselves, and the wait where there was no answer.

Two who ask at once do no harm: that is what the key is for.
"""

GOING = (NumberState.SENDING, NumberState.SENT)
"""A number that somebody stopped sends nothing, so nothing is asked either."""

SETTLED = {
    Kind.ACCEPTED: SendState.HANDED_OVER,
    Kind.KNOWN: SendState.HANDED_OVER,
    Kind.REFUSED: SendState.REFUSED,
}
"""What an answer makes of a doubt. The same request gets the same answer: a no was one before."""


def settle(transport: Transport, masters: Masters, *, until: float) -> int:
    """Ask about the doubts that can be asked about; return how many were settled.

    ``until``, by the monotonic clock. The first answer that says nothing ends it for now.
    """
    keys, done = transport.keys(), 0
    _give_up(keys)
    if keys is None:
        return done
    for send in _due(keys).select_related("number__list").order_by("pk"):
        if time.monotonic() >= until:
            break
        outcome = _ask(send, keys, transport, masters)
        if outcome is None:
            continue
        done += _note(send, outcome)
        if outcome.kind not in SETTLED:
            break
    return done


def _open() -> QuerySet[Send]:
    """Return the doubts that somebody was to be asked about: few, and found by their claims."""
    return Send.objects.filter(state=SendState.DOUBT, claim__isnull=False).exclude(asked_of="")


def _known(keys: Keys) -> Q:
    """Return the condition that a provider knows the keys of messages, all told by our clock."""
    now = clock.now()
    return Q(asked_of=keys.account, handing_since__gt=now - keys.kept, handing_since__lte=now)


def _due(keys: Keys) -> QuerySet[Send]:
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=clock.now())
    return _open().filter(_known(keys), free, number__state__in=GOING)


def _give_up(keys: Keys | None) -> None:
    """Leave to people what no provider of ours knows, or none any more."""
    over = _open().exclude(_known(keys)) if keys else _open()
    if over.exists():  # most rounds find none, and then nothing is written
        over.update(asked_of="")


def _ask(send: Send, keys: Keys, transport: Transport, masters: Masters) -> Outcome | None:
    """Return what the provider says of one doubt; None where it isn't ours to ask about it."""
    mine = _due(keys).filter(pk=send.pk).update(leased_until=clock.now() + AGAIN)
    if not mine or send.handing_since is None:
        return None
    recipient = still_wanted(send.number, [send]).get(send.pk)
    if recipient is None:  # who has left since would get it by the question
        Send.objects.filter(pk=send.pk).update(asked_of="")
        return None
    failpoint("sending.asking")
    message = masters.of(send, send.number).personal(recipient, at=send.handing_since)
    outcome = transport.hand_over(message, lambda: None)
    failpoint("sending.told")
    return outcome


def _note(send: Send, outcome: Outcome) -> int:
    """Note an answer; return 1 where it settles the doubt."""
    doubt = Send.objects.filter(pk=send.pk, state=SendState.DOUBT)
    now, words = clock.now(), outcome.text[: ledger.ERROR_LENGTH]
    state = SETTLED.get(outcome.kind)
    if state is None:
        silent = outcome.kind is not Kind.DOUBT or outcome.ask
        doubt.update(
            leased_until=now + AGAIN, asked_of=F("asked_of") if silent else "", error=words
        )
        return 0
    taken = state == SendState.HANDED_OVER
    values: dict[str, Any] = {"handed_over_at": now, "error": ""} if taken else {"error": words}
    values["provider_id"] = outcome.provider_id[:200]
    return doubt.update(state=state, claim=None, leased_until=None, settled_at=now, **values)
