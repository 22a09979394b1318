"""The command ``broadsheet``: everything that a publication's keeper types."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import click

from broadsheet.cli.errors import Problem, explain, log_traceback
from broadsheet.cli.group import commands

NEW_OBJECTS = 10_000
"""How many objects may be made before Python looks for those that only point at each other.

Django, its models and each step of its migrations make hundreds of thousands that stay. With
Python's own 700 a command took a fifth longer to start, and a new paper longer to be made.
"""


def main() -> None:
    """Run the command; on an error print one message and exit with 1, never a traceback."""
    gc.set_threshold(NEW_OBJECTS)
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
