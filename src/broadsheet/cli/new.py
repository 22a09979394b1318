"""``broadsheet new``: make a publication."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import click

from broadsheet.cli.acts import act
from broadsheet.cli.errors import Problem
from broadsheet.cli.folder import is_publication
from broadsheet.cli.passwords import read_password
from broadsheet.cli.prepare import prepare
from broadsheet.cli.template import TOML
from broadsheet.cli.zones import checked_language, checked_zone, machine_zone
from broadsheet.config import FILE_NAME, Config
from broadsheet.lib.files import write_atomically
from broadsheet.run.environment import set_up


@dataclass(frozen=True)
class Answers:
    """What a new publication is to be. All checked before anything is made."""

    name: str
    place: str
    timezone: str
    language: str
    email: str = ""


@click.command()
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", help="The newspaper's name.")
@click.option("--place", help="The town it is published in, for the masthead.")
@click.option("--timezone", help="Its time zone, like Europe/Lisbon.")
@click.option("--language", help="Its language, like en or pt-br.")
@click.option("--email", help="Your e-mail address, to sign in to the editor with.")
@click.option("--password-file", help="Read your password from this file (- is standard input).")
@click.option("--yes", is_flag=True, help="Ask nothing; take the defaults.")
def new(
    directory: Path,
    name: str | None = None,
    place: str | None = None,
    timezone: str | None = None,
    language: str | None = None,
    email: str | None = None,
    password_file: str | None = None,
    yes: bool = False,
) -> None:
    """Make a publication in the folder DIR.

    Asks for its name, place, time zone and language, and for your e-mail address and a
    password to sign in with. Everything can be changed later.
    """
    _refuse_taken(directory)
    ask = _asker(yes=yes or not sys.stdin.isatty())
    title = directory.resolve().name.replace("-", " ").replace("_", " ").title()
    answers = Answers(
        name=ask("Name of the newspaper", name, title, _checked_text),
        place=ask("Place", place, "", str.strip),
        timezone=ask("Time zone", timezone, machine_zone(), checked_zone),
        language=ask("Language", language, "en", checked_language),
        email=ask("Your e-mail address", email, "", str.strip),
    )
    password = None
    if answers.email and (password_file or (sys.stdin.isatty() and not yes)):
        password = read_password(password_file)
    make_publication(directory, answers, password)
    _say_what_next(directory, answers, password)


def make_publication(directory: Path, answers: Answers, password: str | None) -> None:
    """Make the folder, the database and the paper in it; on a failure leave nothing behind."""
    was_there = directory.exists()
    try:
        directory.mkdir(parents=True, exist_ok=True)
        write_atomically(directory / FILE_NAME, TOML.encode())
        config = prepare(directory, click.echo)
        set_up(directory)
        _found(config, answers)
        if answers.email and password:
            act("staff.actions.hire", email=answers.email, password=password, role="publisher")
    except BaseException:
        _unmake(directory, keep_folder=was_there)
        raise


def _found(config: Config, answers: Answers) -> None:
    url = urlsplit(config.url)
    home = act(
        "masthead.actions.found_publication",
        name=answers.name,
        place=answers.place,
        timezone=answers.timezone,
        language=answers.language,
        hostname=url.hostname or "localhost",
        port=url.port or (443 if url.scheme == "https" else 80),
    )
    act("staff.grants.grant_roles", home=home)
    act("newsroom.actions.define_workflows")
    act("newsletters.actions.open_list", name=answers.name, slug="news")


def _unmake(directory: Path, *, keep_folder: bool) -> None:
    if keep_folder:
        (directory / FILE_NAME).unlink(missing_ok=True)
        shutil.rmtree(directory / "data", ignore_errors=True)
    else:
        shutil.rmtree(directory, ignore_errors=True)


def _refuse_taken(directory: Path) -> None:
    if is_publication(directory):
        raise Problem(f"There is a publication in {directory} already. Run it: broadsheet run")
    if directory.exists() and not directory.is_dir():
        raise Problem(f"{directory} is a file; a publication needs a folder.")
    if (directory / "data").exists():
        raise Problem(f"{directory} holds a folder “data” already; choose another folder.")


Check = Callable[[str], str]


def _asker(*, yes: bool) -> Callable[[str, str | None, str, Check], str]:
    """Return a function that takes an option, or asks until the answer passes its check."""

    def ask(question: str, given: str | None, default: str, check: Check) -> str:
        if given is not None or yes:
            return check(default if given is None else given)
        while True:
            try:
                return check(click.prompt(question, default=default))
            except Problem as problem:
                click.secho(problem.message, fg="red")

    return ask


def _checked_text(text: str) -> str:
    if not text.strip():
        raise Problem("The newspaper needs a name.")
    return text.strip()


def _say_what_next(directory: Path, answers: Answers, password: str | None) -> None:
    click.echo(f"Made {answers.name} in {directory}.")
    if not password:
        who = answers.email or "YOU@EXAMPLE.ORG"
        click.echo(f"Make yourself an account: broadsheet user add {who} --dir {directory}")
    click.echo(f"Run it: broadsheet run {directory}")
