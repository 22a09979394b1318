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
from django.db.models.expressions import Combinable

from broadsheet.lib import clock
from broadsheet.newsletters import queries
from broadsheet.newsletters.correcting.queries import to_be_told
from broadsheet.newsletters.hours import last_hour, next_at, zone_named
from broadsheet.newsletters.models import Letter, Number, Send, SendState, Subscription, Told, Way


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
        places = recipients(number)
        when = _hours(number, places)
        return _insert(number, places, email="reader__email", digest="reader__digest", when=when)
    rest = Send.objects.filter(number=number.corrects_id, state=SendState.QUEUED).order_by("pk")
    return _insert(number, rest, email="email", digest="digest", when=_hours_kept(number))


def recipients(number: Number) -> QuerySet[Subscription]:
    """Return the places of those who get a number: the list's, or those who had a mistake."""
    own = _of_its_own(number)
    return to_be_told(own.amendment, number.list) if own else queries.recipients(number.list)


def _of_its_own(number: Number) -> Told | None:
    """Return the correction that a number tells those of who were sent the mistake."""
    return Told.objects.filter(number=number, way=Way.OWN).select_related("amendment").first()


def _hours_kept(number: Number) -> Combinable:
    """Return when those who are sent another number instead get it: at the hour that was theirs."""
    return F("next_try") if number.list.readers_clock else _now()


def _now() -> Value:
    return Value(clock.now(), DateTimeField())


def _hours(number: Number, places: QuerySet[Any]) -> Case | Value:
    """Return when each reader's message is due: now, or at the list's hour on the reader's clock.

    That is the first such hour since the number's own: nobody has two numbers of one day, since
    there is one number a day, and each goes once to an address. Moving meanwhile changes nothing
    of a number that is frozen. A mail about a correction waits for no hour.
    """
    on = number.list
    if not on.readers_clock or on.at is None or _of_its_own(number):
        return _now()
    since = last_hour(on, now=clock.now())
    zones = places.exclude(reader__zone="").order_by().values_list("reader__zone", flat=True)
    whens = [
        When(reader__zone=zone, then=Value(next_at(on.at, zone_named(zone), since=since)))
        for zone in zones.distinct()
    ]
    return Case(*whens, default=_now(), output_field=DateTimeField()) if whens else _now()


def _insert(
    number: Number, readers: QuerySet[Any], *, email: str, digest: str, when: Combinable
) -> int:
    values = {
        "number_id": Value(number.pk, BigIntegerField()),
        "letter_id": _letter(number),
        "reader_id": F("reader_id"),
        "email": F(email),
        "digest": F(digest),
        "key": RandomKey(),
        "state": Value(SendState.QUEUED.value, CharField()),
        "attempts": Value(0),
        "next_try": when,
        "provider_id": Value("", CharField()),
        "asked_of": Value("", CharField()),
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
