"""Reading a table of readers from beginning to end, and saying what became of each line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.core.exceptions import ValidationError

from broadsheet.newsletters.actions.taking_in import ALREADY, REFUSALS, Source, take_in
from broadsheet.newsletters.importing.layouts import recognise
from broadsheet.newsletters.importing.lines import Line, Mapped, RefusedError
from broadsheet.newsletters.importing.refusals import Refusals
from broadsheet.newsletters.importing.table import Row, Table, UnreadableError, opened
from broadsheet.newsletters.models import List
from broadsheet.staff.audit import record

BATCH = 500
NO_LIST = "it names no list that there is"

Progress = Callable[[int, int], None]
"""Told how many bytes are read, of how many."""


@dataclass
class Outcome:
    """What became of a table's lines: how many by standing, and why others weren't taken."""

    system: str = ""
    taken: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    report: Path | None = None


def import_file(
    path: Path,
    *,
    lists: Sequence[str],
    statement: str,
    said: Mapping[str, str],
    dry: bool = False,
    progress: Progress = lambda _read, _all: None,
) -> Outcome:
    """Take in the readers of a table, in batches of which each is taken whole or not at all.

    Run again after a crash, it goes on: what is there already is left alone. ``lists`` are slugs;
    ``said`` is column → field. Raises ValidationError when the command says what can't be, before
    anything is changed.
    """
    try:
        with opened(path) as table:
            layout = recognise(table.columns, file=path)
            mapped = Mapped(table.columns, layout, said)
            choose = _chooser(lists, named=bool(mapped.places["list"]))
            if not dry and not statement.strip() and mapped.may_confirm:
                raise UnreadableError(
                    "Say how these people agreed to be written to, in a sentence that is kept with "
                    "each of them: --consent “Signed up on our old site, 2019 to 2026.”"
                )
            source = Source(path.name, layout.name, statement.strip())
            with Refusals(path, table.columns) as refusals:
                outcome = _take_in_all(table, mapped, choose, source, refusals, dry, progress)
    except UnreadableError as error:
        raise ValidationError(str(error)) from error
    if not dry:
        taken = sum(outcome.taken.values()) - outcome.taken[ALREADY]
        record(
            "broadsheet.import_readers",
            label=path.name,
            count=taken,
            file=path.name,
            statement=source.statement,
        )
    return outcome


def _take_in_all(
    table: Table,
    mapped: Mapped,
    choose: Callable[[Line], Sequence[List]],
    source: Source,
    refusals: Refusals,
    dry: bool,
    progress: Progress,
) -> Outcome:
    outcome = Outcome(system=source.system)
    for rows in _batches(table.rows):
        lines: list[tuple[Row, Line]] = []
        for row in rows:
            try:
                line = mapped.line(row)
                if not choose(line):
                    raise RefusedError(NO_LIST)
                lines.append((row, line))
            except RefusedError as error:
                refusals.add(row, str(error))
        told = take_in([(line, choose(line)) for _row, line in lines], source=source, dry=dry)
        for (row, _line), what in zip(lines, told, strict=True):
            if what in REFUSALS:
                refusals.add(row, what)
            else:
                outcome.taken[what] += 1
        progress(rows[-1].read, table.bytes)
    outcome.refused = refusals.reasons
    outcome.report = refusals.path if refusals.reasons else None
    return outcome


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _chooser(slugs: Sequence[str], *, named: bool) -> Callable[[Line], Sequence[List]]:
    """Return what says which lists a line is about. Raises UnreadableError if nothing can."""
    every = {each.slug: each for each in List.objects.all()}
    known = ", ".join(every) or "none yet"
    for slug in slugs:
        if slug not in every:
            raise UnreadableError(f"There is no list “{slug}”. There are: {known}.")
    chosen = [every[slug] for slug in dict.fromkeys(slugs)]
    if not chosen and not named:
        if len(every) != 1:
            raise UnreadableError(
                f"Say which list these people are on: --list SLUG. There are: {known}."
            )
        chosen = list(every.values())
    if chosen:
        return lambda _line: chosen
    return lambda line: [every[line.list]] if line.list in every else []
