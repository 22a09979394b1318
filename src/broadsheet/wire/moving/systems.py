"""The systems that papers come from: how each one's files are read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError

from broadsheet.lib.connector import Connector
from broadsheet.wire.incoming.pictures import TIMEOUT
from broadsheet.wire.moving.act import Source, move_in
from broadsheet.wire.moving.library import Library
from broadsheet.wire.moving.models import Move
from broadsheet.wire.moving.records import Paper, Record
from broadsheet.wire.moving.report.writing import Written, write
from broadsheet.wire.moving.wordpress.reader import records_of
from broadsheet.wire.moving.wordpress.refusals import NotAnExport

REPORTS = "moves"
"""The folder of a publication's data in which reports lie."""


def move_wordpress(
    files: list[Path],
    *,
    media: Path | None = None,
    fetch: bool = False,
    section: str = "",
    overwrite: bool = False,
    dry_run: bool = False,
) -> Written:
    """Move a paper in from the files of a WordPress export; return its report.

    ``media`` is a copy of its folder of uploads; ``fetch`` has pictures fetched from where they
    were. Raises what ``move_in`` raises, and ValidationError for what is no such export.
    """

    def records() -> Iterator[Record]:
        for file in files:
            try:
                yield from records_of(file)
            except NotAnExport as reason:
                raise ValidationError(f"{file}: {reason}") from reason
            except FileNotFoundError:
                raise ValidationError(f"{file} isn’t there.") from None

    connector = Connector(max_bytes=settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE, timeout=TIMEOUT)
    library = Library(media, connector if fetch else None)
    paper = next((each for each in records() if isinstance(each, Paper)), None)
    name = f"WordPress: {paper.url or paper.title}" if paper else "WordPress"
    written: list[Written] = []

    def report(move: Move) -> None:
        written.append(write(move, settings.BROADSHEET.data / REPORTS / f"{move.pk}"))

    move_in(
        Source(name, records, library),
        section=section,
        overwrite=overwrite,
        dry_run=dry_run,
        when_done=report,
    )
    return written[0]
