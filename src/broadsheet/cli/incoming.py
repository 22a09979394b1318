"""``broadsheet import``: stories from other systems."""

from __future__ import annotations

from pathlib import Path

import click

from broadsheet.cli.acts import act
from broadsheet.cli.folder import folder_option, publication
from broadsheet.cli.prepare import prepare
from broadsheet.run.environment import set_up


@click.group(name="import")
def import_() -> None:
    """Bring in stories from files of other systems."""


@import_.command()
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--publish", is_flag=True, help="Publish what isn't embargoed; otherwise drafts.")
@folder_option
def ninjs(files: tuple[Path, ...], publish: bool, directory: Path) -> int:
    """Import IPTC ninjs 2.x and 3.x files. Importing one again changes what changed."""
    config = publication(directory)
    prepare(config.directory, click.echo)
    set_up(config.directory)
    name = "wire.incoming.ninjs.import_files"
    refused = act(name, list(files), publish=publish, report=click.echo)
    return 1 if refused else 0
