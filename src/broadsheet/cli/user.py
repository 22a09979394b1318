"""``broadsheet user``: the people who may sign in to the editor, their roles and desks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from broadsheet.cli.acts import act
from broadsheet.cli.folder import folder_option, publication
from broadsheet.cli.passwords import read_password
from broadsheet.cli.prepare import prepare
from broadsheet.run.environment import set_up
from broadsheet.staff.roles import EVERY_ROLE

ROLES = ", ".join(EVERY_ROLE)


@click.group()
def user() -> None:
    """Add the people who write, edit and publish; say what each may do."""


@user.command()
@click.argument("email")
@click.option("--name", default="", help="First and last name.")
@click.option(
    "--role",
    default="publisher",
    show_default=True,
    help=f"One of {ROLES}. A publisher may do everything.",
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


@user.command()
@click.argument("email")
@click.argument("role")
@folder_option
def role(email: str, role: str, directory: Path) -> None:
    """Give EMAIL the ROLE in place of the one they have.

    Roles: publisher, managing-editor, desk-editor, copy-editor, reporter, contributor,
    photographer, audience-editor, read-only. What each may do: docs/rights.md.
    """
    config = publication(directory)
    prepare(config.directory, click.echo)
    set_up(config.directory)
    act("staff.actions.give_role", user=act("staff.queries.person", email), role=role)
    click.echo(f"{email} is {role} now.")


@user.command()
@click.argument("email")
@click.argument("sections", metavar="[SECTION]…", nargs=-1)
@folder_option
def desk(email: str, sections: tuple[str, ...], directory: Path) -> None:
    """Have the desk editor EMAIL answer for these SECTIONs, and for no others.

    A section is named as in its address: world, or world/europe. Without any, EMAIL
    leaves every desk.
    """
    config = publication(directory)
    prepare(config.directory, click.echo)
    set_up(config.directory)
    person = act("staff.queries.person", email)
    chosen = [act("staff.desks.section_at", name) for name in sections]
    act("staff.actions.assign_desks", user=person, sections=chosen)
    click.echo(f"{email} answers for {', '.join(map(str, chosen)) or 'no section'}.")


@user.command()
@click.argument("email")
@click.option("--role", default="reporter", show_default=True, help=f"One of {ROLES}.")
@click.option("--desk", multiple=True, metavar="SECTION", help="A desk editor's section.")
@folder_option
def invite(email: str, role: str, desk: tuple[str, ...], directory: Path) -> None:
    """Send EMAIL a link with which they make themselves an account, once, within three days."""
    config = publication(directory)
    prepare(config.directory, click.echo)
    set_up(config.directory)
    chosen = [act("staff.desks.section_at", name) for name in desk]
    sent: Any = act("staff.invitations.acts.invite", email=email, role=role, sections=chosen)
    if sent.is_delivered:
        click.echo(f"The invitation is on its way to {email}.")
        return
    why = f"the letter couldn't be sent: {sent.trouble}" if sent.trouble else "no mail is sent"
    click.echo(f"The invitation is kept, but {why}. Give {email} this link yourself:\n{sent.link}")


@user.command()
@click.argument("email")
@folder_option
def rescue(email: str, directory: Path) -> None:
    """Remove EMAIL's second factors and end their sessions: the phone is lost, no code is left.

    The password, or a new one, lets them in again. It is written to the audit log.
    """
    config = publication(directory)
    prepare(config.directory, click.echo)
    set_up(config.directory)
    act("staff.signin.rescue.rescue", user=act("staff.queries.person", email))
    click.echo(f"{email} signs in with the password alone now, and is signed in nowhere.")
