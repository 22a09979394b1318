"""Acts on numbers before they go out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from broadsheet.fronts.page import absolute
from broadsheet.newsletters.addresses import normalise
from broadsheet.newsletters.models import Carried, Letter, List, Number, OutgoingMail
from broadsheet.newsletters.models.outbox import SECRET_MARK
from broadsheet.newsletters.rendering import draw, fill
from broadsheet.newsletters.rendering.marks import kept_apart
from broadsheet.staff.models import User

MOST_TESTS = 5
"""Addresses of a test mail."""


@transaction.atomic
def write_number(
    *,
    on: List,
    language: str,
    subject: str,
    preheader: str = "",
    body: Sequence[tuple[str, Any]],
    occasion: str = "",
    by: Any = None,
) -> Number:
    """Make a draft of a number with one letter.

    Raises IntegrityError when the list has a number for this ``occasion`` already.
    """
    number = Number.objects.create(list=on, occasion=occasion, created_by=by)
    letter = Letter(number=number, language=language, body=list(body))
    letter.subject = " ".join(subject.split())[:200]
    letter.preheader = preheader[:150]
    letter.save()
    stories = {value["story"].pk for kind, value in body if kind == "story"}
    Carried.objects.bulk_create(Carried(number=number, story_id=pk) for pk in sorted(stories))
    return number


@transaction.atomic
def send_test(*, letter: Letter, to: Sequence[str]) -> int:
    """Send a letter, marked as a test, to people of the staff; return to how many.

    No list can be named here: what is taken are addresses, at most five, each of somebody who
    works here. Raises ValidationError for any other, and Unready for a letter that can't be
    drawn; then nothing is sent to anybody.
    """
    addresses = sorted({normalise(each) for each in to})
    if not addresses:
        raise ValidationError(_("Write at least one address. Nothing was sent."))
    if len(addresses) > MOST_TESTS:
        words = _("A test goes to at most %(most)s addresses. Nothing was sent.")
        raise ValidationError(words % {"most": MOST_TESTS})
    for address in addresses:
        if not User.objects.filter(email__iexact=address, is_active=True).exists():
            words = _("%(address)s isn’t the address of anybody on the staff. Nothing was sent.")
            raise ValidationError(words % {"address": address})
    drawn = letter if letter.html else draw(letter)
    nobodys = absolute("/newsletters/")
    html, text = fill(html=drawn.html, text=drawn.text, leave=nobodys, preferences=nobodys)
    html, text = kept_apart(SECRET_MARK, html=html, text=text)
    for address in addresses:
        subject = _("[Test] %(subject)s") % {"subject": letter.subject}
        OutgoingMail.objects.create(to=address, subject=subject, html=html, text=text)
    return len(addresses)
