"""The ledger's rows of a number, made by the database itself: a hundred thousand in seconds."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    DateTimeField,
    F,
    Func,
    QuerySet,
    TextField,
    UUIDField,
    Value,
    When,
)

from broadsheet.lib import clock
from broadsheet.newsletters import queries
from broadsheet.newsletters.models import Letter, Number, Send, SendState


class RandomKey(Func):
    """A new random key for each row: 122 random bits or more, as a UUID is kept."""

    template = "gen_random_uuid()"
    output_field = UUIDField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Return it for SQLite, where a UUID is kept as 32 hexadecimal digits."""
        return self.as_sql(compiler, connection, template="lower(hex(randomblob(16)))", **context)


def make(number: Number) -> int:
    """Write a row for each reader of a number that begins to go out; return how many."""
    if not number.corrects_id:
        places = queries.recipients(number.list)
        return _insert(number, places, email="reader__email", digest="reader__digest")
    rest = Send.objects.filter(number=number.corrects_id, state=SendState.QUEUED).order_by("pk")
    return _insert(number, rest, email="email", digest="digest")


def _insert(number: Number, readers: QuerySet[Any], *, email: str, digest: str) -> int:
    values = {
        "number_id": Value(number.pk, BigIntegerField()),
        "letter_id": _letter(number),
        "reader_id": F("reader_id"),
        "email": F(email),
        "digest": F(digest),
        "key": RandomKey(),
        "state": Value(SendState.QUEUED.value, CharField()),
        "attempts": Value(0),
        "next_try": Value(clock.now(), DateTimeField()),
        "provider_id": Value("", CharField()),
        "error": Value("", TextField()),
    }
    named = {f"new_{name}": value for name, value in values.items()}
    found = readers.select_related(None).annotate(**named).values_list(*named)
    sql, params = found.query.sql_with_params()
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(name) for name in values)
    with connection.cursor() as cursor:
        # Our own table's names and a query that the ORM made; every value goes apart.
        cursor.execute(f"INSERT INTO {quoted(Send._meta.db_table)} ({columns}) {sql}", params)
        return int(cursor.rowcount)


def _letter(number: Number) -> Case | Value:
    """Return the letter in the reader's language, or the first."""
    letters = list(
        Letter.objects.filter(number=number).order_by("pk").values_list("pk", "language")
    )
    usual = Value(letters[0][0], BigIntegerField())
    whens = [When(reader__language=language, then=Value(pk)) for pk, language in letters[1:]]
    return Case(*whens, default=usual, output_field=BigIntegerField()) if whens else usual
