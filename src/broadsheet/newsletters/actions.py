"""The acts of readers: ask, confirm, leave. Each is one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction

from broadsheet.lib import clock
from broadsheet.lib.secret_links import digest_of, new_secret
from broadsheet.lib.senders import neighbourhood
from broadsheet.masthead.queries import publication
from broadsheet.newsletters import allowances, mails, queries
from broadsheet.newsletters.addresses import normalise
from broadsheet.newsletters.models import (
    Act,
    Confirmation,
    Consent,
    List,
    OutgoingMail,
    Reader,
    State,
    Subscription,
)

VALID_FOR = timedelta(days=7)
MAILS_TO_ONE_ADDRESS, A_DAY = 3, timedelta(days=1)
ASKED_FROM_ONE_ORIGIN, AN_HOUR = 10, timedelta(hours=1)
USER_AGENT_LENGTH = 200


class TooManyError(Exception):
    """One origin asks too often."""


class LinkOverError(Exception):
    """A link was used before, is too old, or never was one of ours."""


def open_list(*, name: str, slug: str, description: str = "") -> List:
    """Offer readers a newsletter; the one of that slug if it is offered already."""
    values = {"name": name, "description": description}
    return List.objects.get_or_create(slug=slug, defaults=values)[0]


@transaction.atomic
def sign_up(
    *, email: str, lists: Sequence[List], origin: str | None, wording: str, user_agent: str = ""
) -> None:
    """Note that somebody asked for ``lists`` and write to the address; say nothing of it.

    Whoever asks can't learn whether the address is known: it is written to either way, and
    silently not at all once it has had its mails of the day. Raises ValidationError for
    what isn't an address, TooManyError for an origin that has asked too often, ValueError
    for no lists.
    """
    if not lists:
        raise ValueError("A reader signs up to at least one list.")
    address, now = normalise(email), clock.now()
    if not allowances.take(
        key=f"sign-up from {neighbourhood(origin)}",
        most=ASKED_FROM_ONE_ORIGIN,
        every=AN_HOUR,
        now=now,
    ):
        raise TooManyError
    if not allowances.take(
        key=f"mail to {digest_of(address)}", most=MAILS_TO_ONE_ADDRESS, every=A_DAY, now=now
    ):
        return
    reader, _new = Reader.objects.select_for_update().get_or_create(
        email=address, defaults={"language": publication().language, "created": now}
    )
    places = [
        Subscription.objects.get_or_create(reader=reader, list=each, defaults={"asked_at": now})[0]
        for each in lists
    ]
    _note(places, Act.ASKED, wording=wording, origin=origin, user_agent=user_agent)
    open_places = [place for place in places if place.state != State.CONFIRMED]
    if open_places:
        _ask(reader, [place.list for place in open_places], origin=origin)
    else:
        OutgoingMail.objects.create(to=address, **mails.already_on(reader=reader, places=places))


@transaction.atomic
def confirm(
    *, token: str, origin: str | None, wording: str, user_agent: str = ""
) -> list[Subscription]:
    """Put a reader on the lists that the letter with this token named.

    Raises LinkOverError for a token that is used, too old or not ours.
    """
    now = clock.now()
    letter = queries.confirmation(token)
    if letter is None:
        raise LinkOverError
    if not Confirmation.objects.filter(pk=letter.pk, used_at__isnull=True).update(used_at=now):
        raise LinkOverError  # pressed twice, and the other press was first
    places = Subscription.objects.filter(reader=letter.reader, list__in=letter.lists.all())
    joined = list(places.exclude(state=State.CONFIRMED).select_related("list"))
    places.exclude(state=State.CONFIRMED).update(state=State.CONFIRMED, confirmed_at=now)
    _note(joined, Act.CONFIRMED, wording=wording, origin=origin, user_agent=user_agent)
    return joined


@transaction.atomic
def leave(*, token: str, origin: str | None, wording: str, user_agent: str = "") -> Subscription:
    """Take a reader off the list that this token is about; once is as good as many times.

    Letters that are still on their way can't put the reader back. Raises LinkOverError for
    a token that isn't ours.
    """
    place = queries.place(token)
    if place is None:
        raise LinkOverError
    if (
        Subscription.objects.filter(pk=place.pk)
        .exclude(state=State.LEFT)
        .update(state=State.LEFT, left_at=clock.now())
    ):
        Confirmation.objects.filter(
            reader=place.reader, lists=place.list, used_at__isnull=True
        ).update(used_at=clock.now())
        _note([place], Act.LEFT, wording=wording, origin=origin, user_agent=user_agent)
    return place


def _ask(reader: Reader, lists: Sequence[List], *, origin: str | None) -> None:
    """Write the letter that asks whether the reader meant it."""
    now, secret = clock.now(), new_secret()
    letter = Confirmation.objects.create(
        digest=digest_of(secret), reader=reader, created=now, expires=now + VALID_FOR
    )
    letter.lists.set(lists)
    OutgoingMail.objects.create(
        to=reader.email,
        secret=secret,
        **mails.please_confirm(letter=letter, lists=lists, origin=origin),
    )


def _note(
    places: Sequence[Subscription], act: Act, *, wording: str, origin: str | None, user_agent: str
) -> None:
    browser = "".join(c for c in user_agent if c.isprintable())[:USER_AGENT_LENGTH]
    for place in places:
        Consent.objects.create(
            reader_id=place.reader_id,
            list_id=place.list_id,
            act=act,
            at=clock.now(),
            wording=wording,
            origin=origin,
            user_agent=browser,
        )
