"""Settling doubts: what no record can say, a person finds out and decides."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from broadsheet.lib import clock
from broadsheet.newsletters.models import Number, NumberState, Send, SendState
from broadsheet.staff.audit import record

ARRIVED, AGAIN = "it arrived", "it didn’t: sent again"


@transaction.atomic
def settle(*, number: Number, by: Any, arrived: bool, sends: list[int] | None = None) -> int:
    """Say of doubts of a number that they arrived, or have them sent again; return how many.

    ``sends`` are their keys in the ledger; without it, all of the number's. What is sent again
    goes out under the same Message-ID, when its number does. Raises ValidationError for what
    is no doubt any more: somebody else was quicker.
    """
    doubts = Send.objects.filter(number=number, state=SendState.DOUBT)
    if sends is not None:
        doubts = doubts.filter(pk__in=sends)
    now = clock.now()
    if arrived:
        state = SendState.HANDED_OVER
        settled = doubts.update(
            state=state, claim=None, handed_over_at=now, settled_at=now, error=""
        )
    else:
        settled = doubts.update(
            state=SendState.QUEUED, claim=None, attempts=0, next_try=now, error=""
        )
        Number.objects.filter(pk=number.pk, state=NumberState.SENT).update(
            state=NumberState.SENDING, finished_at=None, seen_at=now
        )
    if not settled:
        raise ValidationError(_("This doubt is settled already."))
    which = ", ".join(map(str, sends)) if sends else _("all %(count)s") % {"count": settled}
    record("broadsheet.settle", on=number, by=by, who=which, what=ARRIVED if arrived else AGAIN)
    return settled
