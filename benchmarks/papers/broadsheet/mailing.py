"""A number of many readers, in a paper made for it, and the worker that sends it."""

from __future__ import annotations

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "broadsheet.settings"
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from broadsheet.lib import clock  # noqa: E402
from broadsheet.masthead.actions import found_publication  # noqa: E402
from broadsheet.newsletters.actions import open_list  # noqa: E402
from broadsheet.newsletters.addresses import keyed_digest  # noqa: E402
from broadsheet.newsletters.models import (  # noqa: E402
    Letter,
    Number,
    NumberState,
    Reader,
    Send,
    SendState,
    State,
    Subscription,
)
from broadsheet.newsletters.sending import freezing, worker  # noqa: E402
from broadsheet.newsletters.sending.messages import Master  # noqa: E402
from broadsheet.newsletters.sending.recipients import still_wanted  # noqa: E402
from broadsheet.newsletters.transports import transport  # noqa: E402

AT_ONCE = 5_000
WORDS = "The harbour was quiet again this morning, and the ferries kept to their hours. " * 8


def prepare(readers: int) -> None:
    """Found the paper; sign so many readers up; write a number and have it be due."""
    settings.BROADSHEET.data.mkdir(exist_ok=True)
    call_command("migrate", verbosity=0)
    found_publication(name="The Courier", place="New York", timezone="America/New_York")
    on, now = open_list(name="The Morning Tide", slug="tide"), clock.now()
    for start in range(0, readers, AT_ONCE):
        addresses = [
            f"reader{each}@example.org" for each in range(start, min(start + AT_ONCE, readers))
        ]
        new = Reader.objects.bulk_create(
            Reader(email=each, digest=keyed_digest(each), language="en") for each in addresses
        )
        Subscription.objects.bulk_create(
            Subscription(reader=each, list=on, state=State.CONFIRMED, confirmed_at=now)
            for each in new
        )
    number = Number.objects.create(list=on, state=NumberState.HELD, due=now)
    body = [("text", f"<p>{WORDS}</p>") for _paragraph in range(20)]
    Letter.objects.create(number=number, language="en", subject="The harbour", body=body)


def freeze() -> None:
    """Have the number begin to go out."""
    freezing.start_due(now=clock.now())


def one_message() -> bytes:
    """Return a message of it, as it is sent."""
    send = Send.objects.select_related("letter", "number__list").first()
    assert send is not None
    recipient = still_wanted(send.number, [send])[send.pk]
    return Master(send.letter).personal(recipient, at=clock.now()).data()


def send_all(readers: int) -> None:
    """Send it to all of them; raises AssertionError when one doesn't get it."""
    way = transport()
    while Number.objects.filter(state=NumberState.SENDING).exists():
        worker.work(way, seconds=30)
    way.close()
    assert Send.objects.filter(state=SendState.HANDED_OVER).count() == readers
