"""Named reads of lists and of the links in mails."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from broadsheet.lib import clock
from broadsheet.lib.secret_links import digest_of
from broadsheet.newsletters import tokens
from broadsheet.newsletters.models import Confirmation, List, Subscription


def open_lists() -> QuerySet[List]:
    """Return the lists that readers can sign up to, in their order."""
    return List.objects.filter(is_open=True)


def chosen(slugs: Sequence[str]) -> list[List]:
    """Return the open lists with these slugs; where there is but one, it needs no naming."""
    everything = list(open_lists())
    if not slugs and len(everything) == 1:
        return everything
    return [each for each in everything if each.slug in set(slugs)]


def confirmation(token: str) -> Confirmation | None:
    """Return the letter that this token came with, if it can still be answered."""
    return (
        Confirmation.objects.filter(
            digest=digest_of(token), used_at__isnull=True, expires__gt=clock.now()
        )
        .select_related("reader")
        .first()
    )


def place(token: str) -> Subscription | None:
    """Return the subscription that this token ends."""
    key = tokens.read_leave_token(token)
    return Subscription.objects.filter(key=key).select_related("list", "reader").first()
