"""When to stop by ourselves: a server that says no again and again is asked no more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from broadsheet.fronts.page import said
from broadsheet.newsletters.models import Number, NumberState
from broadsheet.newsletters.transports.outcome import Kind, Outcome

IN_A_ROW = 50
DOUBTS_IN_A_ROW = 5
"""Each of them costs somebody a question."""

SHARE, AT_LEAST = 0.05, 20
"""Stop at five in a hundred, once there are so many."""

SILENT = _(
    "The mail server took %(count)s messages in a row and broke off without saying whether it "
    "sends them. This number is stopped; those readers are listed as doubts. When the server is "
    "mended, let it go on: nobody of them is sent it again by that."
)
MANY_IN_A_ROW = _(
    "The mail server said no %(count)s times in a row, last: “%(said)s”. This number is stopped, "
    "so that no more is lost; those who have it keep it. When the reason is mended, let it go on."
)
MANY = _(
    "The mail server said no to %(failed)s of %(tried)s messages, last: “%(said)s”. So many "
    "bad addresses or refusals harm the paper’s name with mail services: this number is stopped. "
    "Look through the refusals below; then let it go on, or leave it."
)
AWAY = _("The mail server can’t be reached (%(said)s). It is tried again by itself.")


def enough(heard: Sequence[Outcome]) -> bool:
    """Say whether a worker should put down what it has in hand."""
    failures = _trailing(heard, lambda each: each.kind is not Kind.ACCEPTED)
    return failures >= IN_A_ROW or _doubts(heard) >= DOUBTS_IN_A_ROW


def look(number: Number, heard: Sequence[Outcome]) -> None:
    """Count what the server said of a batch; stop the number if that is too bad, and say so."""
    failures = [each for each in heard if each.kind is not Kind.ACCEPTED]
    trailing = _trailing(heard, lambda each: each.kind is not Kind.ACCEPTED)
    row = F("failed_in_a_row") + trailing if trailing == len(heard) else trailing
    Number.objects.filter(pk=number.pk).update(
        tried=F("tried") + len(heard), failed=F("failed") + len(failures), failed_in_a_row=row
    )
    if failures:
        number.refresh_from_db()
        _judge(number, doubts=_doubts(heard), words=failures[-1].text)


def away(number: Number, words: str) -> None:
    """Say that the server isn't there; what waits goes on waiting."""
    Number.objects.filter(pk=number.pk, state=NumberState.SENDING).update(
        hitch=said(AWAY) % {"said": words}
    )


def back(number: Number) -> None:
    """Take that back."""
    if number.hitch:
        Number.objects.filter(pk=number.pk, state=NumberState.SENDING).update(hitch="")
        number.hitch = ""


def _judge(number: Number, *, doubts: int, words: str) -> None:
    if doubts >= DOUBTS_IN_A_ROW:
        hitch = said(SILENT) % {"count": doubts}
    elif number.failed_in_a_row >= IN_A_ROW:
        hitch = said(MANY_IN_A_ROW) % {"count": number.failed_in_a_row, "said": words}
    elif number.failed >= AT_LEAST and number.failed >= SHARE * number.tried:
        hitch = said(MANY) % {"failed": number.failed, "tried": number.tried, "said": words}
    else:
        return
    Number.objects.filter(pk=number.pk, state=NumberState.SENDING).update(
        state=NumberState.STOPPED, hitch=hitch
    )


def _doubts(heard: Sequence[Outcome]) -> int:
    return _trailing(heard, lambda each: each.kind is Kind.DOUBT)


def _trailing(heard: Sequence[Outcome], is_so: Callable[[Outcome], bool]) -> int:
    return next((n for n, each in enumerate(reversed(heard)) if not is_so(each)), len(heard))
