"""Everything that the program holds about one reader (GDPR, articles 15 and 20)."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Q, QuerySet

from broadsheet.newsletters.models import Allowance, OutgoingMail, Reader, Send

SECRETS = {"id", "reader", "digest", "old_digest", "new_digest", "secret", "key"}
"""Columns that say nothing of the reader: our own numbers, and what links are made of."""


def of(reader: Reader) -> dict[str, Any]:
    """Return every row that bears on a reader, by table, as values that JSON can hold."""
    sends = Send.objects.filter(Q(reader=reader) | Q(digest=reader.digest))
    allowances = Allowance.objects.filter(key__contains=reader.digest)
    return {
        "reader": _row(reader),
        "subscriptions": _rows(reader.subscriptions.select_related("list")),
        "consents": _rows(reader.consents.select_related("list")),
        "confirmations": [
            {**_row(each), "lists": [str(one) for one in each.lists.all()]}
            for each in reader.confirmations.prefetch_related("lists")
        ],
        "address_changes": _rows(reader.address_changes.all()),
        "sends": _rows(sends.select_related("number__list", "letter")),
        "outgoing_mails": _rows(OutgoingMail.objects.filter(to=reader.email)),
        "mails_asked_for_lately": _rows(allowances),
    }


def _rows(found: QuerySet[Any]) -> list[dict[str, Any]]:
    return [_row(each) for each in found.order_by("pk")]


def _row(row: Model) -> dict[str, Any]:
    values = {}
    for field in row._meta.concrete_fields:
        if field.name not in SECRETS:
            value = getattr(row, field.name)
            values[field.name] = str(value) if isinstance(value, Model) else value
    return values
