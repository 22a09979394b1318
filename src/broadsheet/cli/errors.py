"""What goes wrong, in one clear message each; the traceback goes to a log."""

from __future__ import annotations

import errno
import os
import re
import sys
import traceback
from pathlib import Path

import click

from broadsheet.config import ConfigError
from broadsheet.lib import clock

NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
NO_RIGHT = {errno.EACCES, errno.EPERM, errno.EROFS}
NOT_A_FOLDER = {errno.ENOTDIR, errno.EEXIST}


class Problem(click.ClickException):
    """Something the person at the keyboard can mend: ``message`` says what, and how."""

    def show(self, file: object = None) -> None:
        """Print the message alone, to standard error."""
        click.secho(f"broadsheet: {self.message}", fg="red", err=True)


def explain(error: BaseException) -> str | None:
    """Return the message for an error whose cause is known, or None."""
    if isinstance(error, ConfigError):
        return str(error)
    if isinstance(error, OSError):
        return _operating_system(error)
    name = type(error).__name__
    if name in {"OperationalError", "DatabaseError"}:
        return _database(str(error))
    if name in {"UnknownSchemeError", "ParseError"}:
        return f"The database's address can't be used: {_first_line(str(error))}"
    if name == "ImproperlyConfigured":
        return f"The settings can't be used: {_first_line(str(error))}"
    return None


def _operating_system(error: OSError) -> str | None:
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in NO_SPACE:
        return f"There is no space left on the disk{where}. Make room, then try again."
    if error.errno in NO_RIGHT:
        return f"This account may not write there{where}. Mend the rights, or choose another place."
    if error.errno in NOT_A_FOLDER:
        return f"A folder is needed, and something else is in its place{where}."
    if error.errno is not None:
        return f"{os.strerror(error.errno)}{where}."
    return None


def _database(text: str) -> str:
    line = _first_line(text)
    if "disk is full" in line:
        return "There is no space left on the disk for the database. Make room, then try again."
    if "readonly database" in line or "unable to open database file" in line:
        return f"The database in data/ can't be written ({line}). Mend the rights of the folder."
    if "malformed" in line or "not a database" in line:
        return f"The database is damaged ({line}). Restore a backup: broadsheet restore FILE."
    if "locked" in line:
        return "Another process has held the database for too long. Is a second copy running?"
    return (
        f"The database can't be reached: {without_password(line)}. "
        "Check database.url in broadsheet.toml, or DATABASE_URL."
    )


def without_password(text: str) -> str:
    """Return ``text`` with the password in any URL in it taken out."""
    return re.sub(r"(://[^:/@\s]+):[^@\s]+@", r"\1:…@", text)


def _first_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[0].rstrip(".") if lines else "no reason given"


def log_traceback(directory: Path | None) -> Path | None:
    """Append the traceback under way to ``data/logs/errors.log``; return where, if it could."""
    if directory is None or not (directory / "data").is_dir():
        return None
    path = directory / "data" / "logs" / "errors.log"
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{clock.now().isoformat()} {' '.join(sys.argv[:2])}\n")
            file.write(without_password(traceback.format_exc()) + "\n")
    except OSError:
        return None
    return path
