"""Numbers, and readers by the hundred."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q

from broadsheet.newsletters.addresses import keyed_digest
from broadsheet.newsletters.models import List, Number, Reader, Send, State, Subscription
from broadsheet.newsletters.sending import acts
from broadsheet.newsletters.tasks import send_numbers
from tests.factories import ada
from tests.newsletters.composing import a_letter
from tests.newsletters.mailbox import a_list

MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
WORDS = "<p>The harbour – quiet again, {not} a mark.</p><p>.dots</p><p>.</p>"

_reader = itertools.count(1)


def readers(count: int, on: List | None = None, domain: str = "example.org") -> list[str]:
    """So many readers who said yes; their addresses."""
    place = on or a_list()
    addresses = [f"reader{next(_reader)}@{domain}" for _each in range(count)]
    new = Reader.objects.bulk_create(
        Reader(email=each, digest=keyed_digest(each), language="en") for each in addresses
    )
    Subscription.objects.bulk_create(
        Subscription(reader=each, list=place, state=State.CONFIRMED, confirmed_at=MONDAY)
        for each in new
    )
    return addresses


def a_number(on: List | None = None, **fields: Any) -> Number:
    """A number that is ready to be sent."""
    number = Number.objects.create(list=on or a_list(), **fields)
    a_letter(("text", WORDS), number=number, subject="The harbour – today")
    return number


def begin(number: Number, time: Any) -> Number:
    """Have Ada send a number, and its held minute pass."""
    acts.send(number=number, by=ada())
    time.shift(60)
    return number


def send_all(time: Any, rounds: int = 20) -> None:
    """Let workers go by the clock until nothing is left for them."""
    for _round in range(rounds):
        send_numbers()
        waiting = Number.objects.filter(Q(state="sending") | Q(state="held", hitch=""))
        if not waiting.exists():
            return
        time.shift(15 * 3600)
        Number.objects.filter(state="sending").update(seen_at=None)


def counted(number: Number) -> Counter[str]:
    """How many messages of a number are in which state."""
    return Counter(Send.objects.filter(number=number).values_list("state", flat=True))


def fresh(number: Number) -> Number:
    return Number.objects.get(pk=number.pk)
