"""``broadsheet manage``: any of Django's or Wagtail's own commands."""

from __future__ import annotations

from pathlib import Path

import click
from django.core.management import ManagementUtility

from broadsheet.cli.folder import folder_option, publication
from broadsheet.cli.prepare import make_data, write_secret
from broadsheet.run.environment import use_publication


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
    add_help_option=False,
)
@folder_option
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(directory: Path, arguments: tuple[str, ...]) -> None:
    """Run a Django command, like “manage shell”. “manage help” lists them."""
    config = publication(directory)
    make_data(config)
    write_secret(config.directory)
    use_publication(config.directory)
    ManagementUtility(["broadsheet manage", *(arguments or ("help",))]).execute()
