"""What each kind of try counts against."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from broadsheet.lib.senders import address_of, neighbourhood
from broadsheet.staff.models import User
from broadsheet.staff.signin.devices import device_known_to
from broadsheet.staff.signin.tries import Limit, Try, counted

HERE = Limit(5)
PLACE = Limit(30, longest=timedelta(hours=1))
ACCOUNT = Limit(30, every=timedelta(hours=1), wait=timedelta(minutes=1), longest=HERE.wait)
"""From all places together. It is let go soon, as whoever attacks it wants it held."""

PASSWORD = Limit(10, every=timedelta(hours=1))

WAIT = _(
    "There were too many tries. Please wait %(minutes)s. A passkey, and a browser in which you"
    " have signed in before, are let in meanwhile."
)


class TooManyTries(forms.ValidationError):
    """One has to wait before the next try."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        minutes = -(-int(wait.total_seconds()) // 60) or 1
        words = ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
        super().__init__(WAIT, code="too_many_tries", params={"minutes": words})


def begin(attempt: Try) -> Try:
    """Begin a try. Raises TooManyTries."""
    wait = attempt.begin()
    if wait is not None:
        raise TooManyTries(wait)
    return attempt


def password_try(request: HttpRequest, *, email: str, password: str) -> Try:
    """Return the try of a password at the door."""
    name = email.strip().lower()
    known = device_known_to(request, User.objects.filter(email__iexact=name).first())
    if known:
        return Try([counted("password", name, "device", known, limit=HERE, own=True)])
    place = neighbourhood(address_of(request))
    return Try(
        [
            counted("password", name, "place", place, limit=HERE, own=True),
            counted("place", place, limit=PLACE),
            counted("account", name, limit=ACCOUNT),
            counted("one password", _trace(password), limit=PASSWORD),
        ]
    )


def code_try(request: HttpRequest, *, user: User) -> Try:
    """Return the try of a one-time code. A million of them are soon tried from many places."""
    known = device_known_to(request, user)
    if known:
        return Try([counted("code", str(user.pk), "device", known, limit=HERE, own=True)])
    place = neighbourhood(address_of(request))
    return Try(
        [
            counted("code", str(user.pk), "place", place, limit=HERE, own=True),
            counted("codes", str(user.pk), limit=PLACE),
        ]
    )


def confirming_try(*, user: User) -> Try:
    """Return the try of somebody who has a session to show that it is theirs."""
    return Try([counted("confirm", str(user.pk), limit=HERE, own=True)])


def _trace(password: str) -> str:
    """Return what tells a password from most others and doesn't lead back to it: 20 bits of it."""
    return salted_hmac("broadsheet.staff.sprayed", password).hexdigest()[:5]
