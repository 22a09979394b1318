"""``broadsheet backup`` and ``broadsheet restore``."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import click
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from broadsheet.backup.archive import Reader
from broadsheet.backup.make import backup_name, make_backup
from broadsheet.backup.manifest import BackupError
from broadsheet.backup.restore import bring_own_files, open_verified
from broadsheet.backup.restore import restore as restore_backup
from broadsheet.cli.errors import Problem
from broadsheet.cli.folder import folder_option, is_publication, publication
from broadsheet.cli.prepare import prepare
from broadsheet.cli.running import refuse_while_running
from broadsheet.config import load
from broadsheet.press.store.opening import open_writer
from broadsheet.run.environment import set_up


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@folder_option
def backup(file: Path | None, directory: Path) -> None:
    """Put the whole publication into one FILE, while it runs.

    Stories, people, settings, pictures, the secret and broadsheet.toml: keep the file
    where only you can read it. Without FILE, or with a folder, the file gets a name
    with the time in it; by default in data/backups/.
    """
    config = publication(directory)
    set_up(config.directory)
    target = file or config.data / "backups"
    if file is None:
        target.mkdir(mode=0o700, exist_ok=True)
    if target.is_dir():
        target = target / backup_name()
    with _progress() as say:
        manifest = make_backup(config, connections[DEFAULT_DB_ALIAS], target, progress=say)
    rows = sum(manifest.rows.values())
    click.echo(f"Wrote {target} ({target.stat().st_size / 1_000_000:.1f} MB, {rows} rows).")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--force", is_flag=True, help="Restore over a publication; its data is kept aside.")
@folder_option
def restore(file: Path, directory: Path, force: bool) -> None:
    """Make a publication again from a backup FILE.

    Into the folder given by --dir, made if need be, on SQLite or PostgreSQL, whichever
    its broadsheet.toml names. The file is checked to the last byte before anything is
    touched.
    """
    directory = directory.resolve()
    refuse_while_running(directory)
    made: list[Path] = []
    new = not directory.exists()
    try:
        with _progress() as say:
            opened = open_verified(file, say)
            directory.mkdir(exist_ok=True)
            made = bring_own_files(opened, directory)
            aside = _restore(directory, opened, force, say)
    except BaseException as error:
        for path in made:
            path.unlink(missing_ok=True)
        if new:
            with contextlib.suppress(OSError):
                directory.rmdir()
        if isinstance(error, BackupError):
            raise Problem(f"{file} can't be restored: {error}.") from error
        raise
    click.echo(f"Restored the publication of {opened.manifest.made_at[:16]} to {directory}.")
    if aside:
        click.echo(f"What was there before is kept in {aside}; delete it when all is well.")
    click.echo(f"Run it: broadsheet run {directory}")


def _restore(
    directory: Path, opened: Reader, force: bool, say: Callable[[str], None]
) -> Path | None:
    if not is_publication(directory):
        raise BackupError("it has no broadsheet.toml")
    os.environ["BROADSHEET_DIR"] = str(directory)
    set_up(directory)
    connection = connections[DEFAULT_DB_ALIAS]
    aside = restore_backup(load(directory), connection, opened, force=force, progress=say)
    prepare(directory, say)
    open_writer(load(directory)).forget()  # printed from what was there before
    say("search index")
    call_command("update_index", verbosity=0, stdout=io.StringIO())
    return aside


@contextlib.contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("…")
        yield lambda name: progress.update(task, description=name[-60:], advance=1)
