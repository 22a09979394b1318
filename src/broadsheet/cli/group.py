"""The commands and what ``broadsheet`` does without one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from broadsheet import __version__
from broadsheet.cli.backup import backup, restore
from broadsheet.cli.demo import demo
from broadsheet.cli.doctor import doctor
from broadsheet.cli.errors import Problem
from broadsheet.cli.export import export
from broadsheet.cli.extract import extract
from broadsheet.cli.folder import is_publication
from broadsheet.cli.incoming import import_
from broadsheet.cli.mail import mail
from broadsheet.cli.manage import manage
from broadsheet.cli.new import new
from broadsheet.cli.press import press
from broadsheet.cli.readers import readers
from broadsheet.cli.run import run
from broadsheet.cli.user import user


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="Broadsheet")
@click.pass_context
def commands(context: click.Context) -> None:
    """Broadsheet: a newspaper in one program.

    \b
    A first look, with a made-up newspaper to play with:
        broadsheet demo
    A newspaper of your own:
        broadsheet new my-paper
        broadsheet run my-paper
    Then open http://127.0.0.1:8000/-/desk/ and write.

    Without a command: runs the publication in this folder, or offers to make one.
    Everything of a publication lies in its folder; “broadsheet backup” puts it all
    into one file, and “broadsheet doctor” says what is wrong with it.
    """
    if context.invoked_subcommand is not None:
        return
    here = Path.cwd()
    if is_publication(here):
        context.invoke(run)
    elif not sys.stdin.isatty():
        raise Problem(
            "There is no publication in this folder. Make one with “broadsheet new my-paper”, "
            "or look at a ready one with “broadsheet demo”."
        )
    elif click.confirm("There is no publication in this folder. Make one?", default=True):
        name = click.prompt("In which folder", default="my-paper")
        context.invoke(new, directory=Path(name))
        context.invoke(run, arguments=(name,))


for _command in (
    new,
    run,
    demo,
    user,
    import_,
    export,
    extract,
    readers,
    press,
    doctor,
    mail,
    backup,
    restore,
    manage,
):
    commands.add_command(_command)
