"""``broadsheet readers``: newsletters' readers, in and out as CSV."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from broadsheet.cli.acts import act
from broadsheet.cli.errors import Problem
from broadsheet.cli.folder import folder_option, publication
from broadsheet.cli.prepare import prepare
from broadsheet.run.environment import set_up

FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def readers() -> None:
    """Bring in and take out the readers of newsletters."""


@readers.command(name="import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--list", "lists", multiple=True, metavar="SLUG", help="A list to put them on.")
@click.option("--consent", default="", metavar="TEXT", help="How they agreed; kept with each.")
@click.option("--map", "said", multiple=True, metavar="COLUMN=FIELD", help="What a column means.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; change nothing.")
@folder_option
def import_readers(
    file: Path,
    lists: tuple[str, ...],
    consent: str,
    said: tuple[str, ...],
    dry_run: bool,
    directory: Path,
) -> int:
    """Take in the readers of FILE: of Mailchimp, Ghost, Substack, or any CSV.

    Whoever left, complained or was forgotten here stays so; whoever left elsewhere
    is noted as that. Lines that aren't taken in stand, with the reason, in a file
    beside FILE. After a crash, run it again: nobody is taken in twice.

    FIELD: email, state, language, list, frequency, since, until, origin, reason.
    """
    config = publication(directory)
    prepare(config.directory, click.echo)
    set_up(config.directory)
    with _progress(file.name) as progress:
        outcome: Any = act(
            "newsletters.importing.run.import_file",
            file,
            lists=lists,
            statement=consent,
            said=_mapping(said),
            dry=dry_run,
            progress=progress,
        )
    _say(outcome, dry=dry_run)
    return 1 if outcome.refused else 0


@readers.command()
@click.argument("file", type=FILE)
@click.option("--list", "lists", multiple=True, metavar="SLUG", help="Of this list. [default: all]")
@folder_option
def export(file: Path, lists: tuple[str, ...], directory: Path) -> None:
    """Write readers with their lists, states and consents to a new FILE.

    Only this account can read it. The audit log says that it was made, and each
    publisher gets a mail.
    """
    config = publication(directory)
    prepare(config.directory, click.echo)
    set_up(config.directory)
    count = act("newsletters.exporting.export_file", file.resolve(), lists=lists)
    click.echo(f"Wrote {count} lines to {file}. Keep it where only you can read it.")


def _mapping(said: tuple[str, ...]) -> dict[str, str]:
    pairs = [each.rpartition("=") for each in said]
    for column, equals, name in pairs:
        if not (column and equals and name):
            raise Problem("--map takes a column and what it means, e.g. --map “E-mail”=email.")
    return {column: name.lower() for column, _equals, name in pairs}


def _say(outcome: Any, *, dry: bool) -> None:
    would = "Would be" if dry else "Now"
    click.echo(f"Read as: {outcome.system}.")
    for what, count in sorted(outcome.taken.items()):
        click.echo(f"  {what if what == 'there already' else f'{would} {what}'}: {count}")
    for why, count in outcome.refused.most_common():
        click.echo(f"  Refused, {why}: {count}")
    if outcome.report:
        click.echo(f"The refused lines are in {outcome.report}.")


@contextlib.contextmanager
def _progress(name: str) -> Iterator[Callable[[int, int], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as progress:
        task = progress.add_task(name, total=None)
        yield lambda read, every: progress.update(task, completed=read, total=every)
