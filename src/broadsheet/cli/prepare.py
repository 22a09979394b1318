"""Making a publication ready to run: its folder, its secret, its database, its files.

Nothing here is done twice: ``data/VERSION`` says for which program it was done.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from django.db import connection

from broadsheet.cli.errors import Problem
from broadsheet.cli.stamp import current_stamp, stamp_file, stored_stamp
from broadsheet.cli.upgrade import Report, upgrade
from broadsheet.config import Config, load
from broadsheet.lib.files import write_atomically
from broadsheet.run.environment import set_up, use_publication


def prepare(directory: Path, report: Report) -> Config:
    """Make the publication ready for this version of the program and return its configuration.

    Fast when there is nothing to do. Otherwise: a copy of the database, migrations,
    static files, and last the stamp, so that a run cut short begins again. Raises
    Problem, OSError or a database's error; the old data is then as it was.
    """
    make_data(load(directory))
    with _alone(directory / "data" / ".lock"):
        write_secret(directory)
        config = load(directory)
        found, wanted = stored_stamp(config), current_stamp(config)
        use_publication(config.directory)
        connection.ensure_connection()
        connection.close()
        if found != wanted:
            _bring_up(config, found, report)
            write_atomically(stamp_file(config), wanted.encode())
    return config


def make_data(config: Config) -> None:
    """Make the folder ``data``, for this account's eyes alone."""
    data = config.data
    if data.exists() and not data.is_dir():
        raise Problem(f"{data} is to be a folder, and it is a file. Move it away.")
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not os.access(data, os.W_OK | os.X_OK):
        raise Problem(f"{data} can't be written by this account. Mend its owner or its rights.")


def write_secret(directory: Path) -> None:
    """Write ``data/secret_key`` (mode 0600) unless the publication has a secret already."""
    config = load(directory)
    if not config.secret_key:
        secret = secrets.token_urlsafe(50).encode()
        write_atomically(config.data / "secret_key", secret, mode=0o600)


@contextlib.contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Wait until no other process prepares the same publication."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _bring_up(config: Config, found: str | None, report: Report) -> None:
    set_up(config.directory)
    if found is not None:
        report("Broadsheet has changed since this publication last ran: bringing it up to date.")
    upgrade(config, had=found, report=report)
