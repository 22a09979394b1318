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
@click.option("--section", default="", help="Slug of the new stories' section. [default: first]")
@click.option("--overwrite", is_flag=True, help="Replace what was edited here since.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; change nothing.")
@folder_option
def ninjs(
    files: tuple[Path, ...],
    publish: bool,
    section: str,
    overwrite: bool,
    dry_run: bool,
    directory: Path,
) -> int:
    """Import IPTC ninjs 2.x and 3.x files, or folders of them.

    A file holds one item, a list of them, or one a line. Importing an item again
    changes what changed in it; what was edited here since is left alone.
    """
    config = publication(directory)
    prepare(config.directory, click.echo)
    set_up(config.directory)
    refused = act(
        "wire.incoming.ninjs.import_files",
        list(files),
        report=click.echo,
        publish=publish,
        section=section,
        overwrite=overwrite,
        dry_run=dry_run,
    )
    return 1 if refused else 0
