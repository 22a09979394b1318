"""What of signing in is told to the audit log."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from broadsheet.staff.audit import record
from broadsheet.staff.models import User


def tell_of_failure(what: str, *, user: User | None = None, email: str = "") -> None:
    """Write that a password or a code was wrong: on whom, or, if there is no such person, where.

    What isn't an e-mail address isn't kept: it may be a password in the wrong field.
    """
    user = user or User.objects.filter(email__iexact=email.strip()).first()
    if user is not None:
        record("broadsheet.sign_in_failed", on=user, what=what)
        return
    try:
        validate_email(email)
    except ValidationError:
        email = "?"
    record("broadsheet.sign_in_failed", label=email, what=what)
