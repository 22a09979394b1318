"""``broadsheet user``: the people who may sign in to the editor."""

from __future__ import annotations

from pathlib import Path

import click

from broadsheet.cli.acts import act
from broadsheet.cli.folder import folder_option, publication
from broadsheet.cli.passwords import read_password
from broadsheet.cli.prepare import prepare
from broadsheet.run.environment import set_up


@click.group()
def user() -> None:
    """Add the people who write, edit and publish."""


@user.command()
@click.argument("email")
@click.option("--name", default="", help="First and last name.")
@click.option(
    "--role",
    type=click.Choice(["publisher", "editor", "reporter"]),
    default="publisher",
    show_default=True,
    help="A publisher may do everything, an editor publishes, a reporter writes.",
)
@click.option("--password-file", help="Read the password from this file (- is standard input).")
@folder_option
def add(email: str, name: str, role: str, password_file: str | None, directory: Path) -> None:
    """Give EMAIL an account. The password is asked for twice."""
    config = publication(directory)
    password = read_password(password_file)
    prepare(config.directory, click.echo)
    set_up(config.directory)
    first, _space, last = name.strip().rpartition(" ")
    act(
        "staff.actions.hire",
        email=email,
        password=password,
        role=role,
        first_name=first or last,
        last_name=last if first else "",
    )
    click.echo(f"{email} can sign in as {role} at {config.url}/-/desk/.")
