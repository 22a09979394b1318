"""When no number leaves the house at all, whoever sent it.

A publication that was restored from a backup doesn't know what went out after the backup was
made; and it may be a copy, tried on another machine, with the addresses of real readers in it.
"""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from broadsheet.newsletters.sending import restored

DIVERTED = _("All mail is diverted: every message goes to %(address)s, and to no reader.")

KEPT = ("console.", "filebased.", "locmem.", "dummy.")
"""Django's backends that bring nothing to anybody."""

DEBUGGING = _(
    "“debug” is on: no number goes out by real mail. Take “debug” out of broadsheet.toml."
)
RESTORED = _(
    "This publication was restored from a backup of %(made)s. It doesn’t know what went out after "
    "that, and it may be a copy of one that still sends: no number goes out until somebody "
    "says that mail is to leave from here."
)


def refuses() -> str:
    """Return why no number may leave now, in words for the editor; nothing when it may."""
    kept = settings.EMAIL_BACKEND.rpartition(".backends.")[2].startswith(KEPT)
    kept = kept or bool(diverted())
    made = restored.backup_of(restored.data())
    if made:
        return str(RESTORED) % {"made": made}
    if settings.DEBUG and not kept:
        return str(DEBUGGING)
    return ""


def diverted() -> str:
    """Return, in words for the editor, that no message reaches a reader; nothing when they do."""
    address = settings.BROADSHEET.mail_divert_to
    return str(DIVERTED) % {"address": address} if address else ""
