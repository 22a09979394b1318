"""The command ``broadsheet``: everything that a publication's keeper types."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from broadsheet.cli.errors import Problem, explain, log_traceback
from broadsheet.cli.group import commands


def main() -> None:
    """Run the command; on an error print one message and exit with 1, never a traceback."""
    try:
        code = commands.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("\nStopped.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except Exception as error:
        _unforeseen(error)
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)


def _unforeseen(error: Exception) -> None:
    folder = os.environ.get("BROADSHEET_DIR")
    kept = log_traceback(Path(folder) if folder else None)
    message = explain(error) or (
        f"Something that Broadsheet didn't foresee went wrong: {type(error).__name__}: {error}"
    )
    Problem(message).show()
    if kept:
        click.echo(f"The details are in {kept}.", err=True)
