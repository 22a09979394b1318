"""Passwords typed twice, or read from a file; never an argument that ``ps`` would show."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from broadsheet.cli.errors import Problem


def read_password(source: str | None) -> str:
    """Return the password from a file, from standard input (``-``), or typed twice."""
    if source == "-":
        password = sys.stdin.readline().rstrip("\r\n")
    elif source:
        try:
            password = Path(source).read_text("utf-8").splitlines()[0]
        except (OSError, UnicodeDecodeError, IndexError) as error:
            raise Problem(f"No password can be read from {source}: {error}") from error
    elif sys.stdin.isatty():
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        raise Problem("Give the password with --password-file FILE, or - for standard input.")
    if not password:
        raise Problem("The password is empty.")
    return password
