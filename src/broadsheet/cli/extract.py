"""``broadsheet extract``: what saved pages of any newspaper hold, as JSON lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import click

from broadsheet.cli.acts import act


@click.command()
@click.argument("place", metavar="DIR", type=click.Path(exists=True, path_type=Path))
def extract(place: Path) -> int:
    """Say what is in the saved pages of a folder; import nothing.

    Prints a line of JSON for each .html file: headline, authors, dates, body, pictures …,
    or why it was refused. Ends with 1 when one was refused or there is none.
    """
    refused = read = 0
    lines = cast("Iterator[tuple[bool, str]]", act("wire.extraction.folder.lines_of", place))
    for good, line in lines:
        click.echo(line)
        read, refused = read + 1, refused + (not good)
    click.echo(f"{read} pages, {refused} refused.", err=True)
    return 1 if refused or not read else 0
