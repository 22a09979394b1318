"""Taking in readers whom another system knew, batch by batch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction

from broadsheet.lib import clock
from broadsheet.masthead.queries import publication
from broadsheet.newsletters.actions.leaving import note_complaint
from broadsheet.newsletters.addresses import keyed_digest
from broadsheet.newsletters.importing.lines import Line, Standing
from broadsheet.newsletters.models import (
    Act,
    Consent,
    Forgotten,
    List,
    Reader,
    State,
    Subscription,
)

TRIES = 5
"""How often a batch is begun anew because a reader did the same thing at the same moment."""

ALREADY = "there already"
FORGOTTEN = "this person asked to be forgotten here"
LEFT_HERE = "this person left the list"
BOUNCES = "mail to this address comes back"
COMPLAINED = "this person complained of our mail"
NEVER_AGREED = "this person never confirmed"
SAID_YES_SINCE = "this person has signed up here since"
REFUSALS = {FORGOTTEN, LEFT_HERE, BOUNCES, COMPLAINED, NEVER_AGREED, SAID_YES_SINCE}
"""What can stand in the way of a line that is readable."""

ACTS = {
    Standing.CONFIRMED: Act.IMPORTED,
    Standing.LEFT: Act.LEFT,
    Standing.BOUNCING: Act.BOUNCED,
    Standing.COMPLAINED: Act.COMPLAINED,
}


@dataclass(frozen=True)
class Source:
    """Where lines come from, and on what word: ``statement`` says how these people agreed."""

    file: str
    system: str
    statement: str

    def wording(self, line: Line) -> str:
        """Return what the record of consents says of a line."""
        since = f", {line.since:%Y-%m-%d}" if line.since else ""
        return f"{self.statement} ({self.system}, {self.file}, line {line.number}{since})".strip()


def take_in(
    lines: Sequence[tuple[Line, Sequence[List]]], *, source: Source, dry: bool = False
) -> list[str]:
    """Take in one batch; return for each line what became of it: its standing, or why not.

    Nobody is put on a list who left it, complained, whose mail bounces or who was forgotten, and
    whoever another system says has left or complained is noted as that. A line that was taken in
    before changes nothing. ``dry`` writes nothing, and returns the same.
    """
    for attempt in range(1, TRIES + 1):
        try:
            with transaction.atomic():
                batch = _Batch(lines, source)
                done = [batch.judge(line, each) for line, each in lines]
                if not dry:
                    batch.write()
                return done
        except IntegrityError:
            if attempt == TRIES:
                raise
    raise AssertionError  # the loop returns or raises


@dataclass
class _Batch:
    """What is known of a batch's people, and what is to be written of them."""

    lines: Sequence[tuple[Line, Sequence[List]]]
    source: Source
    changed: dict[tuple[str, int], Subscription] = field(default_factory=dict)
    notes: list[tuple[Subscription, Act, Line]] = field(default_factory=list)
    bouncing: dict[str, Reader] = field(default_factory=dict)
    complained: dict[str, Reader] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.now, self.language = clock.now(), publication().language
        self.digests = {line.email: keyed_digest(line.email) for line, _lists in self.lines}
        known = Reader.objects.select_for_update().filter(digest__in=self.digests.values())
        self.readers = {reader.email: reader for reader in known}
        self.forgotten = set(
            Forgotten.objects.filter(digest__in=self.digests.values()).values_list(
                "digest", flat=True
            )
        )
        self.places = {
            (place.reader.email, place.list_id): place
            for place in Subscription.objects.filter(
                reader__in=self.readers.values()
            ).select_related("reader")
        }
        self.said_yes = _own_words(self.readers.values())

    def judge(self, line: Line, lists: Sequence[List]) -> str:
        """Say what becomes of a line, and keep what is to be written for it."""
        if self.digests[line.email] in self.forgotten:
            return FORGOTTEN
        if line.standing is Standing.PENDING:
            return NEVER_AGREED
        found = self._reader(line)
        if line.standing is Standing.CONFIRMED:
            if found.complained_at or line.email in self.complained:
                return COMPLAINED
            if found.bouncing_since:
                return BOUNCES
        if line.standing is Standing.BOUNCING and self._yes_since(line):
            return SAID_YES_SINCE
        told = [self._on(line, found, each) for each in lists]
        if line.standing is Standing.COMPLAINED and not found.complained_at:
            self.complained[line.email] = found
            return line.standing
        return min(told, key=lambda one: (one != line.standing, one == ALREADY))

    def _reader(self, line: Line) -> Reader:
        if line.email not in self.readers:
            self.readers[line.email] = Reader(
                email=line.email,
                digest=self.digests[line.email],
                language=line.language or self.language,
                created=self.now,
            )
        return self.readers[line.email]

    def _on(self, line: Line, reader: Reader, on: List) -> str:
        """Say what becomes of a line on one list."""
        key = (line.email, on.pk)
        place, ends = self.places.get(key), line.standing is not Standing.CONFIRMED
        if place and place.state == State.LEFT:
            return ALREADY if ends else LEFT_HERE
        if place and ends and (place.state == State.PENDING or self._yes_since(line, on)):
            return SAID_YES_SINCE
        if place and not ends and place.state == State.CONFIRMED:
            return ALREADY
        place = place or Subscription(reader=reader, list=on, asked_at=line.since or self.now)
        if ends:
            place.state, place.left_at = State.LEFT, line.until or self.now
        else:
            place.state, place.confirmed_at = State.CONFIRMED, line.since or self.now
            place.frequency = line.frequency
        if line.standing is Standing.BOUNCING and not reader.bouncing_since:
            reader.bouncing_since = line.until or self.now
            self.bouncing[line.email] = reader
        self.places[key] = self.changed[key] = place
        self.notes.append((place, ACTS[line.standing], line))
        return line.standing

    def _yes_since(self, line: Line, on: List | None = None) -> bool:
        """Say whether a person said yes here, to a list or any, after a line's end of it."""
        words = self.said_yes.get(line.email, {})
        yes = [at for key, at in words.items() if on is None or key == on.pk]
        return bool(yes and line.until and max(yes) > line.until)

    def write(self) -> None:
        """Write what was judged."""
        places = self.changed.values()
        fresh = [place for place in places if place.pk is None]
        known = [place for place in places if place.pk is not None]
        bouncing = [reader for reader in self.bouncing.values() if reader.pk is not None]
        new = {id(place.reader): place.reader for place in fresh if place.reader.pk is None}
        Reader.objects.bulk_create(new.values())
        Reader.objects.bulk_update(bouncing, ["bouncing_since"])
        for place in fresh:
            place.reader_id = place.reader.pk
        Subscription.objects.bulk_create(fresh)
        Subscription.objects.bulk_update(known, ["state", "confirmed_at", "left_at", "frequency"])
        Consent.objects.bulk_create(self._consents())
        for reader in self.complained.values():
            note_complaint(reader=reader)

    def _consents(self) -> Iterable[Consent]:
        return [
            Consent(
                reader_id=place.reader.pk,
                list_id=place.list_id,
                act=act,
                at=self.now,
                wording=self.source.wording(line),
                origin=line.origin,
            )
            for place, act, line in self.notes
        ]


def _own_words(readers: Iterable[Reader]) -> Mapping[str, Mapping[int, datetime]]:
    """Return when each reader last said yes here with their own hand, by address and list."""
    said = Consent.objects.filter(reader__in=readers, act=Act.CONFIRMED).order_by("at", "pk")
    found: dict[str, dict[int, datetime]] = {}
    for email, on, at in said.values_list("reader__email", "list", "at"):
        found.setdefault(email, {})[on] = at
    return found
