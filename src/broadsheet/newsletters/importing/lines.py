"""What one line of a table says of one person."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from django.core.exceptions import ValidationError

from broadsheet.lib import clock
from broadsheet.newsletters.addresses import normalise
from broadsheet.newsletters.importing.cells import restored
from broadsheet.newsletters.importing.layouts import FIELDS, Layout
from broadsheet.newsletters.importing.table import Row, UnreadableError
from broadsheet.newsletters.models import Frequency


class Standing(StrEnum):
    """Where a system says that somebody stands with its mail."""

    CONFIRMED = "confirmed"
    LEFT = "left"
    BOUNCING = "bouncing"
    COMPLAINED = "complained"
    PENDING = "pending"


WORDS = {
    Standing.CONFIRMED: "confirmed subscribed active enabled yes true 1",
    Standing.LEFT: "left unsubscribed inactive disabled no false 0",
    Standing.BOUNCING: "bouncing bounced cleaned undeliverable",
    Standing.COMPLAINED: "complained complaint spam abuse",
    Standing.PENDING: "pending unconfirmed asked nonsubscribed",
}
STANDINGS = {word: standing for standing, words in WORDS.items() for word in words.split()}

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?", re.IGNORECASE)
_COMPLAINT = re.compile(r"spam|abuse|complain", re.IGNORECASE)


class RefusedError(ValueError):
    """A line that can't be taken in; the message says why."""


@dataclass(frozen=True)
class Line:
    """One person, as a line says: ``list`` is a slug, or empty for the lists of the command."""

    number: int
    email: str
    standing: Standing
    language: str = ""
    list: str = ""
    frequency: Frequency = Frequency.EACH
    since: datetime | None = None
    until: datetime | None = None
    origin: str | None = None


class Mapped:
    """A table's columns in our terms: the layout's, and over them what the command says."""

    def __init__(self, columns: Sequence[str], layout: Layout, said: Mapping[str, str]) -> None:
        """``said`` is column → field. Raises UnreadableError for one that isn't there."""
        places = {name.casefold(): number for number, name in reversed(list(enumerate(columns)))}
        self.layout = layout
        self.places = {
            each: [places[name] for name in layout.columns.get(each, ()) if name in places]
            for each in FIELDS
        }
        for column, meant in said.items():
            if column.casefold() not in places:
                raise UnreadableError(f"There is no column “{column}” among {_listed(columns)}.")
            if meant not in FIELDS:
                raise UnreadableError(f"A column can mean {', '.join(FIELDS)}; not “{meant}”.")
            self.places[meant] = [places[column.casefold()]]
        if not self.places["email"]:
            raise UnreadableError(
                f"No column is known to hold addresses. Name it, e.g. "
                f"--map “{next(filter(None, columns))}”=email. There are {_listed(columns)}."
            )

    @property
    def may_confirm(self) -> bool:
        """Whether a line of this table can put somebody on a list."""
        return bool(self.places["state"]) or self.layout.state == Standing.CONFIRMED

    def line(self, row: Row) -> Line:
        """Return what a row says. Raises RefusedError."""
        if row.problem:
            raise RefusedError(row.problem)
        said = {each: self._said(row, each) for each in FIELDS}
        try:
            email = normalise(said["email"])
        except ValidationError as error:
            raise RefusedError("it has no e-mail address that we can write to") from error
        since, until = _moment(said["since"]), _moment(said["until"])
        return Line(
            number=row.number,
            email=email,
            standing=self._standing(said, ended=bool(said["until"]) and not _before(until, since)),
            language=_language(said["language"]),
            list=said["list"],
            frequency=_frequency(said["frequency"]),
            since=since,
            until=until,
            origin=_origin(said["origin"]),
        )

    def _said(self, row: Row, name: str) -> str:
        cells = (row.cells[place] for place in self.places[name] if place < len(row.cells))
        return next((restored(cell) for cell in cells if cell.strip()), "")

    def _standing(self, said: Mapping[str, str], *, ended: bool) -> Standing:
        """Return the strictest that a line says; a state that isn't said is nobody's yes."""
        usual, found = Standing(self.layout.state), STANDINGS.get(said["state"].casefold())
        if found is None and self.places["state"]:
            raise RefusedError(f"its state isn’t one that we know ({', '.join(Standing)})")
        if found and self.layout.negated:
            found = Standing.LEFT if found is Standing.CONFIRMED else Standing.CONFIRMED
        standing = found or usual
        if standing is Standing.LEFT and _COMPLAINT.search(said["reason"]):
            return Standing.COMPLAINED
        return Standing.LEFT if standing is Standing.CONFIRMED and ended else standing


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in columns[:30])


def _language(said: str) -> str:
    return said.replace("_", "-").lower() if _LANGUAGE.fullmatch(said.replace("_", "-")) else ""


def _frequency(said: str) -> Frequency:
    return Frequency(said) if said in Frequency.values else Frequency.EACH


def _moment(said: str) -> datetime | None:
    """Return an ISO 8601 time (in UTC if it names no zone); None for anything else, or to come."""
    try:
        moment = datetime.fromisoformat(said)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return aware.astimezone(UTC) if aware <= clock.now() else None
    except (ValueError, OverflowError):
        return None


def _before(one: datetime | None, other: datetime | None) -> bool:
    return bool(one and other and one < other)


def _origin(said: str) -> str | None:
    try:
        return str(ipaddress.ip_address(said))
    except ValueError:
        return None
