"""After a backup was restored: what was going out then may have arrived since."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from broadsheet.config import RESTORED
from broadsheet.fronts.page import said
from broadsheet.newsletters.models import Number, NumberState, Send, SendState
from broadsheet.newsletters.models.sends import OPEN
from broadsheet.staff.audit import record

NOTED = "noted"
"""Stands in that file when what follows from it is done."""

DOUBT = _("It may have gone out after the backup of %(made)s.")
WAS_HELD = _(
    "The publication was restored from a backup of %(made)s, in which this was still to go out. "
    "It may be out since. Ask somebody who gets it; then send it again, or call it back."
)
WAS_GOING = _(
    "The publication was restored from a backup of %(made)s, in which this was going out. Who "
    "waited for it then may have it by now: they are listed as doubts. Settle them one by one."
)


def backup_of(folder: Path) -> str:
    """Return of when the backup is that was restored here; nothing once a person has looked."""
    try:
        made = (folder / RESTORED).read_text("utf-8").split("\n")[0]
    except FileNotFoundError:
        return ""
    return made[:16].replace("T", " ") or "?"


def data() -> Path:
    """Return the data folder of this publication."""
    found: Path = settings.BROADSHEET.data
    return found


def host() -> str:
    """Return the name of this machine, which a person confirms."""
    return socket.gethostname()


def look() -> None:
    """Stop what the backup that was restored here still wanted to send, if that isn't done."""
    made = backup_of(data())
    if made and NOTED not in (data() / RESTORED).read_text("utf-8"):
        take_note(made=made)
        with (data() / RESTORED).open("a", encoding="utf-8") as file:
            file.write(f"\n{NOTED}\n")


@transaction.atomic
def take_note(*, made: str) -> None:
    """Stop what was going out, or was to, in a backup made then; who waited is a doubt."""
    values = {"made": made}
    waiting = Send.objects.filter(state__in=OPEN)
    going = Number.objects.filter(pk__in=list(waiting.values_list("number", flat=True).distinct()))
    waiting.update(
        state=SendState.DOUBT, leased_until=None, asked_of="", error=said(DOUBT) % values
    )
    going.update(state=NumberState.STOPPED, hitch=said(WAS_GOING) % values)
    held = Number.objects.filter(state=NumberState.HELD)
    held.update(hitch=said(WAS_HELD) % values)


def confirm(*, by: Any) -> None:
    """Let mail leave again from this machine, which a person has decided."""
    if not backup_of(data()):
        return
    look()
    (data() / RESTORED).unlink(missing_ok=True)
    record("broadsheet.mail_leaves", label=host(), by=by)
