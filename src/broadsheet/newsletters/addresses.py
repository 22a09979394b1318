"""E-mail addresses: one way to write each."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

LONGEST, LONGEST_LOCAL = 254, 64
"""Characters of an address and of what stands before its ``@`` (RFC 5321, 4.5.3.1)."""

_UNUSABLE = _("This isn’t an e-mail address that we can write to. Please look it over.")
_is_usable = EmailValidator(message=_UNUSABLE, allowlist=[])


def normalise(email: str) -> str:
    """Return an address in lower case, its domain in the form that mail servers use (IDNA).

    Raises ValidationError for what isn't one address of the plain kind: no names, no quotes,
    nothing but ASCII before the ``@``, and after it a domain that anybody could have, not a
    number in brackets or this very machine.
    """
    if len(email) > LONGEST:  # before anything that takes long with long text
        raise ValidationError(_UNUSABLE)
    local, at, domain = email.strip(" ").rpartition("@")
    try:
        written = f"{local}{at}{domain.encode('idna').decode('ascii')}".lower()
    except UnicodeError as error:
        raise ValidationError(_UNUSABLE) from error
    if not at or len(local) > LONGEST_LOCAL or len(written) > LONGEST or '"' in written:
        raise ValidationError(_UNUSABLE)
    if domain.endswith("]"):
        raise ValidationError(_UNUSABLE)
    _is_usable(written)
    return written
