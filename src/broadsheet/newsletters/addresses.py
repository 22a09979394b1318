"""E-mail addresses: one way to write each, and what may be kept of one that is forgotten."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.crypto import salted_hmac
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


def keyed_digest(address: str) -> str:
    """Return 64 hexadecimal digits that stand for a normalised address, to us alone.

    HMAC-SHA-256 (RFC 2104) with a key made of the publication's secret: who has a list of
    addresses, but not the secret, can't tell which of them a digest stands for. A new secret
    makes new digests: who was forgotten under the old one is then no longer known by it.
    """
    salt = "broadsheet.newsletters.address"
    return salted_hmac(salt, address, algorithm="sha256").hexdigest()
