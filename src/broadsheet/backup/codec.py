"""Values of database columns ↔ JSON, the same whatever the database.

Each column has a *kind*, from its Django field. A kind knows how its values look in
JSON; Django's own adapters turn them into what each database stores.
"""

from __future__ import annotations

import base64
import datetime as dt
import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field
from django.utils.dateparse import parse_date, parse_datetime, parse_duration, parse_time
from django.utils.duration import duration_iso_string

Stored = Any
"""A value as a database's driver gives or takes it."""

KINDS = {
    "BooleanField": "bool",
    "DateTimeField": "datetime",
    "DateField": "date",
    "TimeField": "time",
    "DecimalField": "decimal",
    "DurationField": "duration",
    "UUIDField": "uuid",
    "BinaryField": "bytes",
    "JSONField": "json",
    "GenericIPAddressField": "text",
}
"""Django's internal field type → kind. All others hold numbers and text as JSON has them."""


def kind_of(field: Field[Any, Any]) -> str:
    """Return the kind of a field's column; a foreign key has that of what it points to."""
    column: Any = field
    while column.remote_field and getattr(column, "target_field", None):
        column = column.target_field
    return KINDS.get(column.get_internal_type(), "plain")


def _moment(value: Stored) -> str:
    parsed: Any = parse_datetime(value) if isinstance(value, str) else value
    if parsed.tzinfo is None:  # SQLite's are UTC without saying so
        parsed = parsed.replace(tzinfo=dt.UTC)
    return parsed.astimezone(dt.UTC).isoformat()


def _duration(value: Stored) -> str:
    if isinstance(value, int):  # SQLite stores microseconds
        value = dt.timedelta(microseconds=value)
    return duration_iso_string(value)


def _stored_duration(value: str, *, native: bool) -> dt.timedelta | int | None:
    parsed = parse_duration(value)
    if native or parsed is None:
        return parsed
    return parsed // dt.timedelta(microseconds=1)


_ENCODERS: dict[str, Callable[[Any], Any]] = {
    "bool": bool,
    "datetime": _moment,
    "date": str,
    "time": str,
    "decimal": str,
    "duration": _duration,
    "uuid": lambda value: str(uuid.UUID(str(value))),
    "bytes": lambda value: base64.b64encode(bytes(value)).decode(),
    "json": str,
    "text": str,
    "plain": lambda value: value,
}


def encode(kind: str, value: Stored) -> Stored:
    """Return a value, as the database's driver gave it, as JSON holds it."""
    return None if value is None else _ENCODERS[kind](value)


def decoders(connection: BaseDatabaseWrapper) -> dict[str, Callable[[Any], Any]]:
    """Return for each kind the function from JSON's value to what ``connection`` stores."""
    ops: Any = connection.ops
    native_uuid = connection.features.has_native_uuid_field
    native_duration = connection.features.has_native_duration_field
    return {
        "bool": bool,
        "datetime": lambda value: ops.adapt_datetimefield_value(parse_datetime(value)),
        "date": lambda value: ops.adapt_datefield_value(parse_date(value)),
        "time": lambda value: ops.adapt_timefield_value(parse_time(value)),
        "decimal": lambda value: ops.adapt_decimalfield_value(Decimal(value)),
        "duration": lambda value: _stored_duration(value, native=native_duration),
        "uuid": lambda value: uuid.UUID(value) if native_uuid else uuid.UUID(value).hex,
        "bytes": base64.b64decode,
        "json": str,
        "text": str,
        "plain": lambda value: value,
    }
