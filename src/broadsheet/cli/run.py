"""``broadsheet run``: the publication, all of it or one part."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import click

from broadsheet.cli.errors import Problem
from broadsheet.cli.folder import publication
from broadsheet.cli.meanwhile import prepare_at_last, readers_served
from broadsheet.cli.port import refuse_taken_port
from broadsheet.cli.prepare import prepare
from broadsheet.cli.running import running
from broadsheet.config import LOOPBACK, Config, load
from broadsheet.press.store.opening import is_printed
from broadsheet.run.parts import ALONE, PARTS, run_part
from broadsheet.run.supervisor import Supervisor, answers, children

ALL = (*PARTS, ALONE)


@click.command()
@click.argument("arguments", metavar="[DIR] [web|press|scheduler|worker|serve]", nargs=-1)
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--host", help="Address to listen on.")
@click.option("--supervised", is_flag=True, hidden=True)
def run(
    arguments: tuple[str, ...] = (),
    port: int | None = None,
    host: str | None = None,
    supervised: bool = False,
) -> int:
    """Run the publication in DIR (this folder by default) until Ctrl-C or SIGTERM.

    Web server, press, scheduler and worker together; or one of them alone, by its name.
    “serve” is the web server with the printed pages alone: no editor, no database.
    """
    directory, part = folder_and_part(arguments)
    config = publication(directory)
    point_at(config, host, port)
    config = load(config.directory)
    if part == ALONE:
        serve_alone(config, supervised=supervised)
        return 0
    if part in {None, "web"} and not supervised:
        return run_for_readers(config, part)
    config = prepare(config.directory, click.echo)
    with running(config.data):
        run_part(config, str(part), supervised=supervised)
    return 0


def serve_alone(config: Config, *, supervised: bool) -> None:
    """Serve printed pages from the store as it is; touch nothing else of the publication."""
    if not supervised:
        refuse_taken_port(config)
        if not is_printed(config):
            raise Problem(f"Nothing is printed in {config.directory}, or it can't be read.")
    run_part(config, ALONE, supervised=supervised)


def run_for_readers(config: Config, part: str | None) -> int:
    """Run the whole publication, or its web server; what is printed is served meanwhile."""
    refuse_taken_port(config)
    with readers_served(config) as meanwhile:
        config = prepare_at_last(meanwhile, click.echo)
        with running(config.data):
            meanwhile.end_when_answered()
            if part is None:
                return supervise(config)
            run_part(config, part)
            return 0


def folder_and_part(arguments: tuple[str, ...]) -> tuple[Path, str | None]:
    """Return the folder and the part that the arguments name; a part is the last of them."""
    if len(arguments) > 2:
        raise Problem(f"Too many arguments: broadsheet run [DIR] [{'|'.join(ALL)}].")
    part = arguments[-1] if arguments and arguments[-1] in ALL else None
    rest = arguments[:-1] if part else arguments
    if len(rest) > 1:
        raise Problem(f"There is no part “{rest[-1]}”. Parts: {', '.join(ALL)}.")
    default = os.environ.get("BROADSHEET_DIR", ".")
    return Path(rest[0] if rest else default), part


def point_at(config: Config, host: str | None, port: int | None) -> None:
    """Have this process and its children listen at ``host`` and ``port``, where given.

    A paper whose address is this machine's own moves with them, so that links still
    lead to it; one with a name of its own (behind a proxy) doesn't.
    """
    moved = bool(host or port) or config.url == Config.url
    host, port = host or config.host, port or config.port
    os.environ["BROADSHEET_HOST"], os.environ["BROADSHEET_PORT"] = host, str(port)
    if moved and urlsplit(config.url).hostname in LOOPBACK:
        name = host if host in LOOPBACK else "127.0.0.1"
        name = f"[{name}]" if ":" in name else name
        os.environ["BROADSHEET_URL"] = f"http://{name}:{port}"


def supervise(config: Config, *, welcome: str = "") -> int:
    """Run all parts; say where the paper is when it answers."""

    def on_ready() -> None:
        click.echo(welcome or f"The paper:  {config.url}/\nThe editor: {config.url}/-/desk/")
        click.echo("Ctrl-C ends it.")

    supervisor = Supervisor(
        children(config), ready=lambda: answers(config), say=_complain, on_ready=on_ready
    )
    return supervisor.run()


def _complain(text: str) -> None:
    click.secho(text, fg="yellow", err=True)
