"""What came of a look, noted by whoever has it in hand, and when the next one is.

Each is one transaction, the last of a look: a worker that is killed before has it done again,
and what had come in by then is known by its name.
"""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from broadsheet.lib import clock
from broadsheet.lib.connector import Answer
from broadsheet.lib.failpoints import failpoint
from broadsheet.staff.audit import record
from broadsheet.wire.incoming.ledger import CHANGED, MADE, SET_ASIDE, Ledger, printable
from broadsheet.wire.subscriptions import pace
from broadsheet.wire.subscriptions.claims import ours
from broadsheet.wire.subscriptions.models import LONGEST, Subscription, SubscriptionState

ENDED = "broadsheet.end_subscription"
MOVED = "broadsheet.move_subscription"


def note_nothing_new(subscription: Subscription, answer: Answer) -> None:
    """Note that the feed is as it was."""
    wish = max(subscription.pace, pace.max_age(answer.headers))
    _note_success(subscription, answer, wish, answer_words=_("Nothing new."))


def note_feed(subscription: Subscription, answer: Answer, *, minutes: int, ledger: Ledger) -> None:
    """Note that a feed came, what was in it, and for how many minutes it wants to be left alone.

    As long as something in it couldn't be taken, it is asked for whole: a picture that wasn't
    there may be there next time.
    """
    failpoint("subscriptions.before_note")
    is_whole = not ledger.counts[SET_ASIDE]
    values: dict[str, Any] = {
        "etag": _kept(answer, "etag", 300) if is_whole else "",
        "last_modified": _kept(answer, "last-modified", 100) if is_whole else "",
    }
    if ledger.counts[MADE] or ledger.counts[CHANGED]:
        values["came_at"] = clock.now()
    wish = max(minutes, pace.max_age(answer.headers))
    _note_success(subscription, answer, wish, answer_words=_told(ledger), **values)


@transaction.atomic
def note_failure(subscription: Subscription, *, why: str, answer: Answer | None) -> None:
    """Note that no feed came, and wait longer; one that is gone for good (410) is ended."""
    now, failures = clock.now(), min(subscription.failures + 1, 30_000)
    words = _in_words(answer.status, otherwise=why) if answer else why
    if answer and answer.status == HTTPStatus.GONE:
        if _note(subscription, now=now, failures=failures, answer=words):
            _end(subscription, why=words)
        return
    wait = pace.after_a_failure(every=subscription.every, failures=failures, answer=answer, now=now)
    _note(subscription, now=now, failures=failures, answer=words, next_look=now + wait)


def _kept(answer: Answer, name: str, at_most: int) -> str:
    """Return what a server told to be asked by next time; nothing of what is too long to keep."""
    said = answer.headers.get(name, "")
    return said if len(said) <= at_most and said.isprintable() else ""


@transaction.atomic
def _note_success(
    subscription: Subscription, answer: Answer, wish: int, *, answer_words: str, **values: Any
) -> None:
    now = clock.now()
    wait = pace.after_a_look(every=subscription.every, pace=wish)
    values |= {"failures": 0, "pace": wish, "next_look": now + wait}
    if not _note(subscription, now=now, answer=answer_words, **values):
        return
    if answer.moved_to and answer.moved_to != subscription.address:
        _move(subscription, answer.moved_to)


def _move(subscription: Subscription, address: str) -> None:
    """Follow a feed that has moved for good (301, 308)."""
    other = Subscription.objects.filter(address=address).exclude(pk=subscription.pk).first()
    if other:
        words = _("It has moved to where “%(name)s” is, which is subscribed to.")
        _end(subscription, why=words % {"name": other.name})
    elif len(address) <= LONGEST:
        Subscription.objects.filter(pk=subscription.pk).update(address=address)
        record(MOVED, on=subscription, address=address)


def _end(subscription: Subscription, *, why: str) -> None:
    active = Subscription.objects.filter(pk=subscription.pk, state=SubscriptionState.ACTIVE)
    if active.update(state=SubscriptionState.ENDED, why=why):
        record(ENDED, on=subscription, why=why)


def _note(subscription: Subscription, *, now: datetime, answer: str, **values: Any) -> bool:
    """Note it and let go, unless it isn't ours any more; say whether it was."""
    line = printable(answer)[:300]
    mine = ours(subscription)
    return bool(mine.update(looked_at=now, answer=line, taken_until=None, **values))


def _told(ledger: Ledger) -> str:
    counts = ledger.counts
    made, changed, aside = counts[MADE], counts[CHANGED], counts[SET_ASIDE]
    told = [ngettext("%d new entry", "%d new entries", made) % made] if made else []
    if changed:
        told.append(ngettext("%d newer version", "%d newer versions", changed) % changed)
    if aside:
        told.append(ngettext("%d couldn’t be taken", "%d couldn’t be taken", aside) % aside)
    if not told:
        return _("Nothing new.")
    reasons = (line.partition(f": {SET_ASIDE}: ")[2] for line in ledger.lines)
    first = next(filter(None, reasons), "")
    return f"{', '.join(told)}: {first}." if first else f"{', '.join(told)}."


def _in_words(status: int, *, otherwise: str) -> str:
    words = {
        HTTPStatus.UNAUTHORIZED: _("Its server wants a name and a password (401)."),
        HTTPStatus.FORBIDDEN: _("Its server refuses us (403)."),
        HTTPStatus.NOT_FOUND: _("There is nothing at its address (404)."),
        HTTPStatus.GONE: _("Its server says that it is gone for good (410)."),
        HTTPStatus.TOO_MANY_REQUESTS: _("Its server says that we ask too often (429)."),
    }
    if status >= 500:
        return _("Its server is out of order (%(status)s).") % {"status": status}
    return words.get(HTTPStatus(status), otherwise) if status in set(HTTPStatus) else otherwise
