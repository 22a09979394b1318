"""Records that cost much to read are read once, and kept in a file that nobody else sees."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from broadsheet.wire.moving.records import Record

COLUMNS = (SpinnerColumn(), TextColumn("Reading"), MofNCompleteColumn(), TextColumn("found"))


@contextmanager
def read_once(records: Iterator[Record]) -> Iterator[Callable[[], Iterator[Record]]]:
    """Read the records; give what yields them again, each time it is called, while this is open."""
    with TemporaryFile() as file:
        console = Console(stderr=True)
        told = Progress(*COLUMNS, console=console, disable=not console.is_terminal, transient=True)
        with told as progress:
            for record in progress.track(records, description="Reading"):
                pickle.dump(record, file)
        end = file.tell()

        def again() -> Iterator[Record]:
            place = 0
            while place < end:
                file.seek(place)
                record = pickle.load(file)  # noqa: S301  our own file, and it has no name
                place = file.tell()
                yield record

        yield again
