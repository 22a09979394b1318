"""Coming to a list, in two steps: ask, and say yes to the letter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction

from broadsheet.lib import clock
from broadsheet.lib.secret_links import digest_of, new_secret
from broadsheet.masthead.queries import publication
from broadsheet.newsletters import mails, queries
from broadsheet.newsletters.actions.record import (
    Hand,
    LinkOverError,
    count_asking,
    may_be_mailed,
    note,
)
from broadsheet.newsletters.addresses import normalise
from broadsheet.newsletters.models import (
    Act,
    Confirmation,
    Forgotten,
    List,
    OutgoingMail,
    Reader,
    State,
    Subscription,
)

VALID_FOR = timedelta(days=7)


@transaction.atomic
def sign_up(*, email: str, lists: Sequence[List], by: Hand) -> None:
    """Note that somebody asked for ``lists`` and write to the address; say nothing of it.

    Whoever asks can't learn whether the address is known: it is written to either way, and
    silently not at all once it has had its mails of the day, or its reader has complained of
    our mail: they come back by their own page alone. Raises ValidationError for what isn't an
    address, TooManyError for an origin that has asked too often, ValueError for no lists.
    """
    if not lists:
        raise ValueError("A reader signs up to at least one list.")
    address, now = normalise(email), clock.now()
    count_asking(by.origin)
    if not may_be_mailed(address):
        return
    reader, _new = Reader.objects.select_for_update().get_or_create(
        email=address, defaults={"language": publication().language, "created": now}
    )
    if reader.complained_at:
        return
    places = [
        Subscription.objects.get_or_create(reader=reader, list=each, defaults={"asked_at": now})[0]
        for each in lists
    ]
    note(places, Act.ASKED, by=by)
    open_places = [place for place in places if place.state != State.CONFIRMED]
    if open_places:
        _ask(reader, [place.list for place in open_places], origin=by.origin)
    else:
        OutgoingMail.objects.create(to=address, **mails.already_on(reader=reader, places=places))


@transaction.atomic
def confirm(*, token: str, by: Hand) -> list[Subscription]:
    """Put a reader on the lists that the letter with this token named.

    The letter arrived, so mail does; and who had been forgotten wants to be known again.
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
    note(joined, Act.CONFIRMED, by=by)
    Reader.objects.filter(pk=letter.reader_id).update(bouncing_since=None, soft_bounces=0)
    Forgotten.objects.filter(digest=letter.reader.digest).delete()
    return joined


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
