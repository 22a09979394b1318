"""Changing one's address: done when the old letter box and the new one have both said yes."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from broadsheet.lib import clock
from broadsheet.lib.secret_links import digest_of, new_secret
from broadsheet.newsletters import mails, queries
from broadsheet.newsletters.actions.record import (
    Hand,
    LinkOverError,
    count_asking,
    may_be_mailed,
    note,
)
from broadsheet.newsletters.actions.signing_up import VALID_FOR
from broadsheet.newsletters.addresses import normalise
from broadsheet.newsletters.models import (
    Act,
    AddressChange,
    Confirmation,
    Forgotten,
    OutgoingMail,
    Reader,
    State,
    Subscription,
)


class AddressTakenError(Exception):
    """The new address is a reader's already: theirs to use, with lists of its own."""


@transaction.atomic
def ask_to_move(*, reader: Reader, email: str, by: Hand) -> None:
    """Write to both letter boxes to ask whether a reader's mail shall come to ``email``.

    The answer is the same whether that address is known or not. A wish that is still open is
    replaced. Raises ValidationError for what isn't an address, TooManyError for an origin that
    has asked too often. A box that has had its mails of the day gets no letter, silently.
    """
    address, now = normalise(email), clock.now()
    count_asking(by.origin)
    AddressChange.objects.filter(reader=reader, done_at__isnull=True).delete()
    old, new = new_secret(), new_secret()
    wish = AddressChange.objects.create(
        reader=reader,
        email=address,
        old_digest=digest_of(old),
        new_digest=digest_of(new),
        created=now,
        expires=now + VALID_FOR,
    )
    for to, secret in ((reader.email, old), (address, new)):
        if may_be_mailed(to):
            text = mails.please_agree(wish=wish, to_new=to == address)
            OutgoingMail.objects.create(to=to, secret=secret, **text)


@transaction.atomic
def agree_to_move(*, token: str, by: Hand) -> AddressChange:
    """Note one letter box's yes; with the second, move the reader. Returns the wish.

    Raises LinkOverError for a token that is too old, done with or not ours, AddressTakenError,
    with nothing changed, when somebody reads us at the new address already.
    """
    found = queries.address_change(token)
    if found is None:
        raise LinkOverError
    wish = AddressChange.objects.select_for_update().get(pk=found.pk)
    if Reader.objects.filter(email=wish.email).exclude(pk=wish.reader_id).exists():
        raise AddressTakenError
    now = clock.now()
    if digest_of(token) == wish.old_digest:
        wish.old_said_yes = wish.old_said_yes or now
    else:
        wish.new_said_yes = wish.new_said_yes or now
    if wish.old_said_yes and wish.new_said_yes and not wish.done_at:
        _move(wish, by=by, now=now)
        wish.done_at = now
    wish.save()
    return wish


def _move(wish: AddressChange, *, by: Hand, now: datetime) -> None:
    """Give the reader their new address. No import can bring the old one back."""
    reader = Reader.objects.select_for_update().get(pk=wish.reader_id)
    OutgoingMail.objects.filter(to=reader.email).delete()
    Confirmation.objects.filter(reader=reader, used_at__isnull=True).update(used_at=now)
    Forgotten.objects.get_or_create(digest=reader.digest, defaults={"at": now})
    reader.email = wish.email
    reader.bouncing_since, reader.soft_bounces = None, 0
    try:
        with transaction.atomic():
            reader.save()
    except IntegrityError as error:  # somebody signed up there at this very moment
        raise AddressTakenError from error
    Forgotten.objects.filter(digest=reader.digest).delete()
    note(Subscription.objects.filter(reader=reader, state=State.CONFIRMED), Act.MOVED, by=by)
