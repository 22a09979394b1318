"""``broadsheet demo``: a made-up newspaper to look at and play with."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path

import click

from broadsheet.cli.acts import act
from broadsheet.cli.folder import is_publication, publication
from broadsheet.cli.new import Answers, make_publication
from broadsheet.cli.port import refuse_taken_port
from broadsheet.cli.prepare import prepare
from broadsheet.cli.printing import print_what_waits
from broadsheet.cli.run import point_at, supervise
from broadsheet.cli.running import running
from broadsheet.cli.stamp import PACKAGE
from broadsheet.config import Config, load
from broadsheet.lib.files import write_atomically
from broadsheet.run.environment import set_up

EMAIL = "editor@demo.example"
DEMO = Answers(
    name="The Demo Gazette", place="New York", timezone="America/New_York", language="en"
)


@click.command()
@click.argument("directory", metavar="[DIR]", default="demo-paper", type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--host", help="Address to listen on.")
def demo(directory: Path, port: int | None, host: str | None) -> int:
    """Make a demo newspaper in DIR (./demo-paper by default), and run it."""
    if not is_publication(directory):
        point_at(Config(directory=directory), host, port)
        refuse_taken_port(load(directory))
        click.echo(f"Making a newspaper in {directory}.")
        make_publication(directory, DEMO, None)
    point_at(publication(directory), host, port)
    config = load(directory.resolve())
    refuse_taken_port(config)
    prepare(config.directory, click.echo)
    _load_edition(config)
    password = _login(config)
    desk = f"{config.url}/-/desk/"
    welcome = f"The paper:  {config.url}/\nThe editor: {desk}\nSign in:    {EMAIL}  {password}"
    with running(config.data):
        return supervise(config, welcome=welcome)


def _load_edition(config: Config) -> None:
    """Load the demo's stories, and print them, unless this program's are there already.

    A paper that is looked at before it is printed lacks its pictures: the press makes them public.
    """
    done = config.data / "demo-edition"
    wanted = _edition()
    if done.exists() and done.read_bytes() == wanted:
        return
    set_up(config.directory)
    act("demo.load.load_edition", click.echo)
    print_what_waits(config)
    write_atomically(done, wanted)


def _edition() -> bytes:
    files = sorted(path for path in (PACKAGE / "demo").rglob("*.*") if path.suffix != ".pyc")
    names = "\n".join(f"{path.relative_to(PACKAGE)} {path.stat().st_size}" for path in files)
    return hashlib.sha256(names.encode()).hexdigest().encode()


def _login(config: Config) -> str:
    """Return the password of the demo's editor, made for this demo alone at the first run."""
    path = config.data / "demo-login"
    if path.exists():
        return path.read_text("utf-8").split()[-1]
    password = secrets.token_urlsafe(12)
    set_up(config.directory)
    act("staff.actions.hire", email=EMAIL, password=password, role="publisher", first_name="Demo")
    write_atomically(path, f"{EMAIL} {password}\n".encode(), mode=0o600)
    return password
