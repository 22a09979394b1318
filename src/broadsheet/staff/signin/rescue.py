"""For who has lost what they sign in with."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction

from broadsheet.staff.audit import record
from broadsheet.staff.models import User
from broadsheet.staff.sessions.acts import end_sessions


@transaction.atomic
def rescue(*, user: User, by: User | None = None) -> int:
    """Remove somebody's second factors and end their sessions; return how many factors went.

    Their password lets them in again, or a new one that they ask for. Who removes must have
    seen that it is them: whoever talks somebody into this needs the password alone.
    """
    removed = Authenticator.objects.filter(user=user).delete()[0]
    end_sessions(user=user, by=by)
    record("broadsheet.rescue", on=user, by=by, count=removed)
    return removed
