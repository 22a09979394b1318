"""Writing what a reader did into the record of consents; and how often one may ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from broadsheet.lib import clock
from broadsheet.lib.senders import neighbourhood, region
from broadsheet.newsletters import allowances
from broadsheet.newsletters.addresses import keyed_digest
from broadsheet.newsletters.models import Act, Consent, Subscription

MAILS_TO_ONE_ADDRESS, A_DAY = 3, timedelta(days=1)
ASKED_FROM_ONE_ORIGIN, ASKED_FROM_ITS_REGION, ASKED_IN_ALL = 10, 100, 2_000
AN_HOUR = timedelta(hours=1)
USER_AGENT_LENGTH = 200


class TooManyError(Exception):
    """One origin asks too often, its neighbours together do, or all the world."""


class LinkOverError(Exception):
    """A link was used before, is too old, or never was one of ours."""


@dataclass(frozen=True)
class Hand:
    """Whose hand an act is: where from, by which browser, and the words that were shown."""

    wording: str = ""
    origin: str | None = None
    user_agent: str = ""


NOBODYS = Hand()
"""Of what no reader did: a mail server said so."""


def note(places: Iterable[Subscription], act: Act, *, by: Hand) -> None:
    """Add ``act`` to the record of each of these subscriptions."""
    browser = "".join(c for c in by.user_agent if c.isprintable())[:USER_AGENT_LENGTH]
    for place in places:
        Consent.objects.create(
            reader_id=place.reader_id,
            list_id=place.list_id,
            act=act,
            at=clock.now(),
            wording=by.wording,
            origin=by.origin,
            user_agent=browser,
        )


def count_asking(origin: str | None) -> None:
    """Use one of the times that an origin may ask for a mail. Raises TooManyError without any.

    The nearest first: whoever is refused there uses up nobody else's.
    """
    for place, most in (
        (neighbourhood(origin), ASKED_FROM_ONE_ORIGIN),
        (f"around {region(origin)}", ASKED_FROM_ITS_REGION),
        ("everywhere", ASKED_IN_ALL),
    ):
        key = f"sign-up from {place}"
        if not allowances.take(key=key, most=most, every=AN_HOUR, now=clock.now()):
            raise TooManyError


def may_be_mailed(address: str) -> bool:
    """Use one of the mails that an address may be sent for the asking; say whether it had one."""
    key = f"mail to {keyed_digest(address)}"
    return allowances.take(key=key, most=MAILS_TO_ONE_ADDRESS, every=A_DAY, now=clock.now())
