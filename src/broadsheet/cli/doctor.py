"""``broadsheet doctor``: what is wrong with a publication's set-up, and how to mend it."""

from __future__ import annotations

from pathlib import Path

import click
from django.core.checks import ERROR, INFO, CheckMessage, run_checks

from broadsheet.cli.folder import folder_option, publication
from broadsheet.run.environment import set_up

TAG = "doctor"


@click.command()
@folder_option
def doctor(directory: Path) -> int:
    """Examine this publication's set-up. Exit code 1 when something must be mended."""
    config = publication(directory)
    set_up(config.directory)
    found = sorted(
        run_checks(tags=[TAG], include_deployment_checks=True), key=lambda each: -each.level
    )
    for message in found:
        _print(message)
    errors = sum(message.level >= ERROR for message in found)
    warnings = sum(INFO < message.level < ERROR for message in found)
    click.echo(f"{errors} to mend, {warnings} to look at.")
    return 1 if errors else 0


def _print(message: CheckMessage) -> None:
    mark, colour = {True: ("✗", "red"), False: ("!", "yellow")}[message.level >= ERROR]
    if message.level <= INFO:
        mark, colour = "✓", "green"
    click.secho(f"{mark} {message.msg}", fg=colour)
    if message.hint:
        click.echo(f"  {message.hint}")
