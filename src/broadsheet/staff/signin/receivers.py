"""What follows when somebody has signed in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from broadsheet.staff.signin.freshness import note_fresh


@receiver(user_logged_in)
def has_shown_who_it_is(request: HttpRequest, **_rest: Any) -> None:
    """A sign-in shows that it is them."""
    note_fresh(request.session)
