"""The sums: for each kind of thing, found = imported + merged + set aside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from broadsheet.wire.moving.models import Arrival, Kind, Move, Outcome

DIFFERS = (
    "kept_back", "lost_words", "unshown_words", "lost_pictures", "left_out", "no_way", "remark",
)  # fmt: skip
"""What of a thing's data is a loss, or may be one; ``remark`` is said with the outcome."""


@dataclass(frozen=True)
class Account:
    """One kind of thing."""

    kind: str
    label: str
    found: int
    imported: int
    merged: int
    set_aside: int
    waiting: int

    @property
    def adds_up(self) -> bool:
        """Say whether every one of them is accounted for."""
        return self.found == self.imported + self.merged + self.set_aside


@dataclass(frozen=True)
class Line:
    """One thing, and what is to be said of it. ``link`` is where it is in the editor, if it is."""

    kind: str
    key: str
    name: str
    outcome: str
    why: str
    link: str = ""
    differs: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Accounts:
    """The whole of a run."""

    move: Move
    accounts: list[Account]

    @property
    def adds_up(self) -> bool:
        """Say whether nothing is unaccounted for."""
        return all(each.adds_up for each in self.accounts)


def accounts_of(move: Move) -> Accounts:
    """Return the sums of a move's last run."""
    rows = (
        Arrival.objects.filter(move=move, run=move.run)
        .order_by()
        .values_list("kind", "outcome")
        .annotate(n=Count("pk"))
    )
    counts = {(kind, outcome): n for kind, outcome, n in rows}
    found = [_account(kind, counts) for kind in Kind]
    return Accounts(move, [each for each in found if each.found])


def _account(kind: Kind, counts: dict[tuple[str, str], int]) -> Account:
    by = {outcome: counts.get((kind, outcome), 0) for outcome in Outcome}
    return Account(
        kind=str(kind),
        label=str(kind.label),
        found=sum(by.values()),
        imported=by[Outcome.IMPORTED],
        merged=by[Outcome.MERGED],
        set_aside=by[Outcome.SET_ASIDE],
        waiting=by[Outcome.WAITING],
    )


def lines_of(move: Move) -> Iterator[Line]:
    """Yield each thing of the last run, by kind; one at a time, however many there are."""
    met = Arrival.objects.filter(move=move, run=move.run).order_by("kind", "pk")
    for each in met.iterator():
        differs = {name: each.data[name] for name in DIFFERS if each.data.get(name)}
        yield Line(
            kind=each.kind,
            key=each.key,
            name=each.name,
            outcome=each.outcome,
            why=each.why,
            link=_link(each),
            differs=differs,
        )


EDITOR = {
    "story": "/-/desk/pages/{}/edit/",
    "page": "/-/desk/pages/{}/edit/",
    "section": "/-/desk/pages/{}/edit/",
    "photo": "/-/desk/images/{}/",
    "author": "/-/desk/snippets/broadsheet_newsroom/author/edit/{}/",
}


def _link(arrival: Arrival) -> str:
    kind, _colon, number = arrival.became.partition(":")
    return EDITOR[kind].format(number) if kind in EDITOR else ""
