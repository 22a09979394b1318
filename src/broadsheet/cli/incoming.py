"""``broadsheet import``: stories from other systems."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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


@import_.command()
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--media", type=click.Path(path_type=Path), help="A copy of its folder of uploads.")
@click.option("--fetch", is_flag=True, help="Fetch pictures from where they were.")
@click.option("--section", default="", help="Slug, for stories in no category. [default: first]")
@click.option("--overwrite", is_flag=True, help="Replace what was edited here since.")
@click.option("--dry-run", is_flag=True, help="Tell what would be done; change nothing.")
@folder_option
def wordpress(
    files: tuple[Path, ...],
    media: Path | None,
    fetch: bool,
    section: str,
    overwrite: bool,
    dry_run: bool,
    directory: Path,
) -> int:
    """Move a paper in from a WordPress export (WXR), in one file or several.

    What was public becomes public, at its day; all else stays a draft. Import it again
    and only what changed there arrives. Ends with a report, and with 1 if anything that
    was found is unaccounted for.
    """
    config = publication(directory)
    prepare(config.directory, click.echo)
    set_up(config.directory)
    written: Any = act(
        "wire.moving.systems.move_wordpress",
        list(files),
        media=media,
        fetch=fetch,
        section=section,
        overwrite=overwrite,
        dry_run=dry_run,
    )
    click.echo(written.summary(dry_run=dry_run))
    return 0 if written.is_whole else 1
