"""Taking readers out: a table with a line for each place on a list."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from broadsheet.lib.files import writing_atomically
from broadsheet.newsletters import mails
from broadsheet.newsletters.importing.cells import harmless
from broadsheet.newsletters.models import Consent, List, OutgoingMail, State, Subscription
from broadsheet.staff.audit import record

COLUMNS = (
    "email",
    "language",
    "list",
    "state",
    "frequency",
    "since",
    "until",
    "paused_until",
    "consent",
    "consent_at",
    "origin",
)
"""What ``importing.layouts.PLAIN`` reads again, and what shows how they agreed."""

AT_ONCE = 2000


def export_file(path: Path, *, lists: Sequence[str]) -> int:
    """Write the readers of these lists, or of all, to a new file; return how many lines.

    The file is this account's alone (mode 0600). Before it is there under its name, the audit log
    says that it was made, and each publisher is written to. Raises ValidationError for a file
    that exists or a list that doesn't, OSError for a file that can't be written.
    """
    if path.exists():
        raise ValidationError(f"{path} is there already, and is left as it is. Name another file.")
    known = dict(List.objects.values_list("slug", "name"))
    for slug in lists:
        if slug not in known:
            raise ValidationError(
                f"There is no list “{slug}”. There are: {', '.join(known) or 'none yet'}."
            )
    count = 0
    with writing_atomically(path, mode=0o600) as raw:
        text = io.TextIOWrapper(raw, encoding="utf-8", newline="", write_through=True)
        writer = csv.writer(text, quoting=csv.QUOTE_ALL)
        writer.writerow(COLUMNS)
        for cells in _lines(lists):
            writer.writerow(map(harmless, cells))
            count += 1
        text.detach()
        _tell(path, count=count, lists=", ".join(lists) or ", ".join(known))
    return count


@transaction.atomic
def _tell(path: Path, *, count: int, lists: str) -> None:
    record("broadsheet.export_readers", label=path.name, count=count, lists=lists)
    for publisher in get_user_model()._default_manager.filter(is_superuser=True, is_active=True):
        OutgoingMail.objects.create(
            to=publisher.email, **mails.readers_exported(count=count, lists=lists, file=path.name)
        )


def _lines(lists: Sequence[str]) -> Iterator[list[str]]:
    consents = Consent.objects.filter(reader=OuterRef("reader"), list=OuterRef("list"))
    last = consents.order_by("-at", "-pk")
    places: QuerySet[Subscription] = Subscription.objects.select_related("reader", "list")
    if lists:
        places = places.filter(list__slug__in=lists)
    places = places.order_by("pk").annotate(
        consent=Subquery(last.values("wording")[:1]),
        consent_at=Subquery(last.values("at")[:1]),
        origin=Subquery(last.values("origin")[:1]),
    )
    for place in places.iterator(chunk_size=AT_ONCE):
        yield _cells(place)


def _cells(place: Subscription) -> list[str]:
    reader = place.reader
    left = place.left_at if place.state == State.LEFT else None
    return [
        reader.email,
        reader.language,
        place.list.slug,
        _state(place),
        place.frequency,
        _written(place.confirmed_at),
        _written(reader.complained_at or reader.bouncing_since or left),
        _written(reader.paused_until),
        getattr(place, "consent", None) or "",
        _written(getattr(place, "consent_at", None)),
        getattr(place, "origin", None) or "",
    ]


def _state(place: Subscription) -> str:
    """Return where somebody stands: the strictest of what is known of them and of this list."""
    if place.reader.complained_at:
        return "complained"
    return "bouncing" if place.reader.bouncing_since else place.state


def _written(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
