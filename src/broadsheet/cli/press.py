"""``broadsheet press``: what is printed, why, and printing it."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from broadsheet.cli.errors import Problem
from broadsheet.cli.folder import folder_option, publication
from broadsheet.cli.prepare import prepare
from broadsheet.cli.printing import print_what_waits
from broadsheet.config import Config
from broadsheet.press.store.opening import open_reader, open_writer
from broadsheet.run.environment import set_up

MANY = 12


@click.group()
def press() -> None:
    """Look at what is printed, print it anew, write it out as files.

    A running publication prints by itself: none of this is needed from day to day.
    """


def _open(directory: Path) -> Config:
    config = publication(directory)
    set_up(config.directory)
    return config


def _report() -> Any:
    """Return ``press.report``, which can be imported once Django knows its apps."""
    return import_module("broadsheet.press.report")


@press.command()
@folder_option
def status(directory: Path) -> int:
    """Say which edition readers get, what waits, and what could not be printed.

    Exit code 1 when something could not be printed, or the server contradicts the store.
    """
    store = open_reader(_open(directory))
    found = _report().status(store)
    rows = [
        ("Edition", f"{found.edition}{_since(found.at)}"),
        ("Because of", found.cause or "—"),
        ("Pages", f"{found.pages}{'' if found.complete else ' (not all yet)'}"),
        ("Fragments", f"{found.fragments}"),
        ("Bytes", f"{found.size / 1_000_000:.1f} MB"),
        ("Waiting", f"{found.waiting} to print, {found.notes} changes not looked at"),
        ("Oldest", f"printed{_since(found.oldest)}" if found.oldest else "—"),
        ("Healed", f"{found.healed} pages by the sweep"),
        ("Probe", found.probe or "the server says what the store holds"),
    ]
    for name, value in rows:
        click.echo(f"{name:<11} {value}")
    for failure in found.failures:
        click.secho(f"\n{failure.name} could not be printed ({failure.cause}):", fg="red")
        click.echo(failure.trace.strip())
    return 1 if found.failures or found.probe else 0


def _since(moment: datetime | None) -> str:
    return f", {moment:%Y-%m-%d %H:%M:%S} UTC" if moment else ""


@press.command()
@click.argument("address", metavar="ADDRESS")
@folder_option
def why(address: str, directory: Path) -> int:
    """Say what a page is made of: its parts, what they read, when and why they were printed."""
    config = _open(directory)
    path = "/" + address.removeprefix(config.url).lstrip("/")
    found = _report().why(open_reader(config), path)
    if not found:
        raise Problem(f"There is no printed page at {path}. “broadsheet press status” says more.")
    for each in found:
        target = each.target
        click.secho(f"{target.name}  (status {target.status})", bold=True)
        own = sum(not part.startswith("@") for part in target.parts)
        click.echo(f"  edition   {target.edition}, changed {each.changed:%Y-%m-%d %H:%M:%S} UTC")
        click.echo(f"  printed   {each.printed:%Y-%m-%d %H:%M:%S} UTC, because of: {target.cause}")
        click.echo(f"  parts     {own} of its own, {len(target.parts) - own} shared")
        click.echo(f"  read      {_some(each.keys)}")
    return 0


def _some(keys: list[str]) -> str:
    files = sum(key.startswith("file:") for key in keys)
    keys = [key for key in keys if not key.startswith("file:")]
    more = f" and {len(keys) - MANY} more" if len(keys) > MANY else ""
    return ", ".join(keys[:MANY]) + more + (f"; shows {files} files" if files else "")


@press.command(name="print")
@click.argument("addresses", metavar="ADDRESS…", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="The whole paper, anew.")
@folder_option
def print_(addresses: tuple[str, ...], everything: bool, directory: Path) -> int:
    """Print what is stale, these pages, or the whole paper anew.

    Ctrl-C stops it; what is left waits, and the next call (or the running publication) goes
    on from there.
    """
    config = publication(directory)
    prepare(config.directory, click.echo)
    set_up(config.directory)
    store = open_writer(config)
    queue = import_module("broadsheet.press.queue")
    if everything:
        queue.want_everything(cause="asked for by hand")
    if addresses:
        paths = ["/" + each.removeprefix(config.url).lstrip("/") for each in addresses]
        queue.want(store, paths, cause="asked for by hand")
    total = print_what_waits(config)
    found = _report().failures(store)
    click.echo(f"Printed; {total} targets changed. Edition {store.edition()}.")
    if found:
        click.secho(f"{len(found)} could not be printed: “broadsheet press status”.", fg="red")
    return 1 if found else 0


@press.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@folder_option
def export(folder: Path, directory: Path) -> int:
    """Write the printed paper into FOLDER, as files, with .gz, .zst and .br beside each.

    Again into the same folder: only what changed is written, what is gone is taken away.
    """
    config = _open(directory)
    store = open_reader(config)
    exporting = import_module("broadsheet.press.export")
    total = _report().status(store).pages
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as progress:
        task = progress.add_task("Writing", total=total)
        try:
            done = exporting.export(
                store,
                folder,
                public=config.public,
                static=config.data / "static",
                progress=lambda _name: progress.advance(task),
            )
        except exporting.NotOurs as error:
            raise Problem(
                f"{folder} holds something else: nothing was written. Name an empty folder."
            ) from error
    click.echo(
        f"Wrote {done.written} pages, left {done.kept} as they were, removed {done.removed}."
    )
    for name in done.left_out:
        click.echo(f"Left out, because no file can have this name: {name}")
    return 0
