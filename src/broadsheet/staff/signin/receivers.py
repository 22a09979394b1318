"""What follows a sign-in, and a change of somebody's second factors. Thin."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from broadsheet.lib.senders import address_of, region
from broadsheet.staff.audit import record
from broadsheet.staff.models import User
from broadsheet.staff.sessions.acts import end_sessions
from broadsheet.staff.sessions.devices import device_of, shown
from broadsheet.staff.sessions.store import begin
from broadsheet.staff.signin.demands import begin_grace
from broadsheet.staff.signin.freshness import note_fresh


@receiver(user_logged_in)
def begin_session(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Note who it is, since when, where and with what; a sign-in shows that it is them."""
    device = device_of(request.headers.get("User-Agent", ""))
    begin(request.session, device=device, region=region(address_of(request)))
    note_fresh(request.session)
    begin_grace(user)
    record("broadsheet.sign_in", on=user, by=user, device=shown(device))


@receiver(authenticator_used)
def has_shown_who_it_is(request: HttpRequest, reauthenticated: bool, **_kwargs: Any) -> None:
    """A second factor shown in an open session is as good as a sign-in."""
    if reauthenticated:
        note_fresh(request.session)


@receiver(post_save, sender=User)
def end_sessions_of_who_has_left(instance: User, **_kwargs: Any) -> None:
    """A closed account is signed in nowhere."""
    if not instance.is_active:
        end_sessions(user=instance)


@receiver(authenticator_added)
@receiver(authenticator_reset)
def tell_of_new_factor(user: User, authenticator: Authenticator, **_kwargs: Any) -> None:
    """Write that somebody has another second factor."""
    record("broadsheet.factor_added", on=user, by=user, factor=str(authenticator))


@receiver(authenticator_removed)
def tell_of_removed_factor(
    request: HttpRequest, authenticator: Authenticator, **_kwargs: Any
) -> None:
    """Write that somebody has one less."""
    record(
        "broadsheet.factor_removed",
        on=authenticator.user,
        by=request.user,
        factor=str(authenticator),
    )
