"""Every kind of value survives the way into a backup and out of it."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from decimal import Decimal

import pytest
from django.db import connection, models
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.backup.codec import decoders, encode

FIELDS: dict[str, tuple[models.Field, st.SearchStrategy]] = {  # type: ignore[type-arg]
    "bool": (models.BooleanField(), st.booleans()),
    "datetime": (models.DateTimeField(), st.datetimes(timezones=st.just(dt.UTC))),
    "date": (models.DateField(), st.dates()),
    "time": (models.TimeField(), st.times()),
    "duration": (models.DurationField(), st.timedeltas(dt.timedelta(-9999), dt.timedelta(9999))),
    "uuid": (models.UUIDField(), st.uuids()),
    "bytes": (models.BinaryField(), st.binary()),
    "plain": (models.TextField(), st.text(st.characters(codec="utf-8", exclude_characters="\0"))),
}


def from_the_driver(value: object) -> object:
    """Send a value to the database and take back what its driver makes of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s", [value])
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", FIELDS)
@given(data=st.data())
def test_what_the_database_stores_comes_back(kind: str, data: st.DataObject) -> None:
    field, strategy = FIELDS[kind]
    value = data.draw(strategy)
    stored = from_the_driver(field.get_db_prep_save(value, connection))
    line = json.dumps(encode(kind, stored))
    assert decoders(connection)[kind](json.loads(line)) == stored


def test_amounts_keep_their_places() -> None:
    encoded = encode("decimal", Decimal("12.50"))
    assert encoded == "12.50"


def test_nothing_stays_nothing() -> None:
    assert all(encode(kind, None) is None for kind in FIELDS)


def test_an_identifier_looks_the_same_from_both_databases() -> None:
    value = uuid.uuid4()
    assert encode("uuid", value) == encode("uuid", value.hex) == str(value)
