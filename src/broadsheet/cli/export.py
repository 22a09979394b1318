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
@click.option(
    "--all", "everything", is_flag=True, help="markdown, ninjs: also what readers can't see."
)
@folder_option
def export(name: str, target: Path, everything: bool, directory: Path) -> int:
    """Write the newspaper into a folder, DIR, for another system.

    \b
    wxr       files that WordPress imports, and the pictures
    ghost     archives that Ghost imports, with the pictures
    markdown  front matter and Markdown, for Hugo, Jekyll and their like, with the pictures
    ninjs     IPTC ninjs 3.1, a file a story, with the pictures

    The first two write a new folder, which is there whole when the command ends well, else not
    at all. Everything is in it, also what isn't public; what is a draft stays one.

    The others hold what readers can see, or with --all the rest too, each with its state.
    Ctrl-C stops it, and the next run goes on; into the same folder again, only what changed is
    written, and what is gone is taken away. docs/moving.md says what to do with each.
    """
    config = publication(directory)
    target = target.resolve()
    prepare(config.directory, click.echo)
    set_up(config.directory)
    done = act("wire.outgoing.exports.formats.write_out", name, target, everything=everything)
    lines, remarks = cast("tuple[list[str], list[str]]", done)
    click.echo("\n".join(lines))
    for remark in remarks:
        click.secho(remark, fg="red", err=True)
    return 1 if remarks else 0
