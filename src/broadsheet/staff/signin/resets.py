"""Forgotten passwords: asking for a link, and sending it. The answer never says who works here."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.tokens import default_token_generator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from broadsheet.lib import clock
from broadsheet.lib.senders import address_of, neighbourhood
from broadsheet.staff import mails
from broadsheet.staff.models import ResetRequest, User
from broadsheet.staff.signin.tries import Limit, Try, counted

PER_ACCOUNT = Limit(3, every=timedelta(hours=1), wait=timedelta(hours=1))
PER_PLACE = Limit(20, every=timedelta(hours=1), longest=timedelta(hours=1))
LEASE = timedelta(minutes=2)
"""How long a worker has a letter in hand, and how soon one that couldn't go is tried again."""

GIVEN_UP = timedelta(minutes=30)


def ask(request: HttpRequest, *, email: str) -> None:
    """Note that somebody wants a new password. More often than the limits, nothing is noted."""
    name = email.strip().lower()
    place = neighbourhood(address_of(request))
    limits = [
        counted("reset", name, limit=PER_ACCOUNT),
        counted("resets", place, limit=PER_PLACE),
    ]
    if Try(limits).begin() is None:
        now = clock.now()
        user = User.objects.filter(email__iexact=name, is_active=True).first()
        ResetRequest.objects.create(user=user, asked_at=now, next_try=now)


def send_due() -> int:
    """Send the letters that were asked for; return how many went."""
    now, sent = clock.now(), 0
    for asked in ResetRequest.objects.filter(next_try__lte=now).select_related("user")[:20]:
        mine = ResetRequest.objects.filter(pk=asked.pk, next_try=asked.next_try)
        if not mine.update(next_try=now + LEASE):
            continue  # another worker's
        if asked.user is not None and now - asked.asked_at <= GIVEN_UP:
            if _send(asked.user):
                continue
            sent += 1
        ResetRequest.objects.filter(pk=asked.pk).delete()
    return sent


def _send(user: User) -> str:
    """Send a letter; return why it couldn't be, or an empty text."""
    arguments = [
        urlsafe_base64_encode(force_bytes(user.pk)),
        default_token_generator.make_token(user),
    ]
    return mails.send(
        to=user.email,
        subject=_("Your new password"),
        template="signin/reset_letter.txt",
        link=mails.absolute(reverse("wagtailadmin_password_reset_confirm", args=arguments)),
    )
