"""``broadsheet export``: the newspaper, for another system."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from broadsheet.cli.acts import act
from broadsheet.cli.folder import folder_option, publication
from broadsheet.cli.prepare import prepare
from broadsheet.run.environment import set_up


@click.command()
@click.argument("name", metavar="FORMAT")
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@folder_option
def export(name: str, target: Path, directory: Path) -> int:
    """Write the newspaper into a new folder, DIR, for another system.

    \b
    wxr    files that WordPress imports, and the pictures
    ghost  archives that Ghost imports, with the pictures

    Everything is in it, also what isn't public; what is a draft stays one. DIR is there
    whole when the command ends well, else not at all. docs/moving.md says what to do with it.
    """
    config = publication(directory)
    target = target.resolve()
    prepare(config.directory, click.echo)
    set_up(config.directory)
    files = cast("list[Path]", act("wire.outgoing.exports.formats.export", name, target))
    click.echo("\n".join(f"Wrote {path}." for path in files))
    return 0
