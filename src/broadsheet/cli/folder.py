"""Finding the publication that a command is about."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from broadsheet.cli.errors import Problem
from broadsheet.config import FILE_NAME, Config, load


def is_publication(directory: Path) -> bool:
    """Say whether a publication was made in this folder."""
    return (directory / FILE_NAME).is_file()


def publication(directory: Path) -> Config:
    """Return the configuration of the publication in ``directory``.

    From here on this process is about that publication. Raises Problem when there is
    none, ConfigError when its configuration can't be used.
    """
    directory = directory.resolve()
    if not is_publication(directory):
        raise Problem(
            f"There is no publication in {directory} (no {FILE_NAME}). "
            f"Make one with “broadsheet new {directory.name or 'my-paper'}”, "
            "or name its folder with --dir."
        )
    os.environ["BROADSHEET_DIR"] = str(directory)
    return load(directory)


def folder_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--dir``: the publication's folder, the current one by default."""
    return click.option(
        "--dir",
        "directory",
        type=click.Path(path_type=Path),
        envvar="BROADSHEET_DIR",
        default=".",
        help="The publication's folder. [default: this folder]",
    )(command)
