"""E-mail addresses: one way to write each."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

LONGEST = 254
"""Characters of an address (RFC 5321, 4.5.3.1.3, less the angle brackets)."""

_UNUSABLE = _("This isn’t an e-mail address that we can write to. Please look it over.")
_is_usable = EmailValidator(message=_UNUSABLE)


def normalise(email: str) -> str:
    """Return an address in lower case, its domain in the form that mail servers use (IDNA).

    Raises ValidationError for what isn't one address of the plain kind: no names, no
    comments, nothing but ASCII before the ``@``.
    """
    local, at, domain = email.strip(" ").rpartition("@")
    try:
        written = f"{local}{at}{domain.encode('idna').decode('ascii')}".lower()
    except UnicodeError as error:
        raise ValidationError(_UNUSABLE) from error
    if len(written) > LONGEST:
        raise ValidationError(_UNUSABLE)
    _is_usable(written)
    return written
