"""Takes down what became of each thing of a source: the report, and what a second run goes by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from broadsheet.lib import clock
from broadsheet.wire.incoming.ledger import printable
from broadsheet.wire.moving.models import Arrival, Kind, Move, Outcome

LONGEST_KEY = 500

REMEMBERED = {Kind.PERSON, Kind.SECTION, Kind.TOPIC}
"""What many stories refer to, and few enough to be held in memory."""


def digest_of(record: Any) -> str:
    """Return the SHA-256 of what a record says, whoever's it is."""
    text = json.dumps(asdict(record), sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def key_of(key: str) -> str:
    """Return a key that fits into its column: a long one by its hash."""
    if len(key) <= LONGEST_KEY and key.isprintable():
        return key
    return f"sha256:{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()}"


AT_ONCE = 500
"""Rows of one statement."""


MOST_OURS = 5000
"""Authors, sections and topics that are held in memory."""


class Ledger:
    """What became of each thing of one move."""

    def __init__(self, move: Move) -> None:
        self.move = move
        self._remembered: dict[tuple[Kind, str], Arrival | None] = {}
        self._ours: dict[tuple[Any, str], Any] = {}

    def known(self, kind: Kind, key: str) -> Arrival | None:
        """Return what is known of a thing."""
        place = kind, key_of(key)
        if place in self._remembered:
            return self._remembered[place]
        found = Arrival.objects.filter(move=self.move, kind=kind, key=place[1]).first()
        if kind in REMEMBERED:
            self._remembered[place] = found
        return found

    def recall(self, known: Arrival, model: Any) -> Any:
        """Return the row of ours that a thing became, as it was when it was needed last."""
        place = model, known.became
        if place not in self._ours:
            if len(self._ours) >= MOST_OURS:
                self._ours.clear()
            self._ours[place] = known.recall(model)
        return self._ours[place]

    def forget(self) -> None:
        """Remember nothing of a transaction that was undone, or of rows that others may change."""
        self._remembered.clear()
        self._ours.clear()

    def at(self, place: str) -> Arrival | None:
        """Return the picture that was at a place."""
        found = Arrival.objects.filter(move=self.move, place=place, kind=Kind.PICTURE)
        return found.exclude(place="").order_by("pk").first()

    def note(self, kind: Kind, key: str, outcome: Outcome, **values: Any) -> Arrival:
        """Take down what became of a thing, in this run."""
        values = _fitting(values)
        arrival, _is_new = Arrival.objects.update_or_create(
            move=self.move,
            kind=kind,
            key=key_of(key),
            defaults={**values, "outcome": outcome, "run": self.move.run},
        )
        if kind in REMEMBERED:
            self._remembered[kind, arrival.key] = arrival
        return arrival

    def row(self, kind: Kind, key: str, outcome: Outcome, **values: Any) -> Arrival:
        """Return what ``note`` would take down, for ``note_together``."""
        about = {"kind": kind, "key": key_of(key), "outcome": outcome, "run": self.move.run}
        return Arrival(move=self.move, **about, **_fitting(values))

    def note_together(self, rows: Iterable[Arrival]) -> None:
        """Take down what became of many things that nothing else refers to, with all values."""
        found = {(row.kind, row.key): row for row in rows}  # of two of one key the last holds
        Arrival.objects.bulk_create(
            found.values(),
            batch_size=AT_ONCE,
            update_conflicts=True,
            unique_fields=["move", "kind", "key"],
            update_fields=["name", "outcome", "why", "became", "digest", "result", "data", "run"],
        )

    def known_among(self, kind: Kind, keys: Iterable[str]) -> set[str]:
        """Return which of these keys stand here already."""
        asked = {key_of(key): key for key in keys}
        found = Arrival.objects.filter(move=self.move, kind=kind, key__in=asked)
        return {asked[key] for key in found.values_list("key", flat=True)}

    def meet(self, kind: Kind, key: str, **values: Any) -> Arrival:
        """Take down that a thing is in the source; what became of it before still holds."""
        before = self.known(kind, key)
        done = before is not None and before.outcome in {Outcome.IMPORTED, Outcome.MERGED}
        outcome = Outcome(before.outcome) if before and done else Outcome.WAITING
        return self.note(kind, key, outcome, **values)

    def of_this_run(self) -> Any:
        """Return the arrivals that this run has met."""
        return Arrival.objects.filter(move=self.move, run=self.move.run)


def _fitting(values: dict[str, Any]) -> dict[str, Any]:
    """Return values that fit into their columns."""
    if "name" in values:
        values["name"] = printable(values["name"])[:255]
    if "why" in values:
        values["why"] = printable(values["why"])
    return values


def begin(source: str) -> Move:
    """Return the move of a source with its next run begun, whether or not the last one ended."""
    move, _is_new = Move.objects.get_or_create(source=source[:300])
    move.run += 1
    move.begun_at, move.ended_at = clock.now(), None
    move.save()
    return move


def end(move: Move) -> None:
    """Note that a run came to its end."""
    move.ended_at = clock.now()
    move.save(update_fields=["ended_at"])
