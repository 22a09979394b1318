"""Which SQLite this process runs on, and whether its write-ahead log can be trusted.

SQLite 3.7.0 to 3.51.2 can lose commits or corrupt a database in WAL mode when
two connections reset the log at the wrong moment
(https://sqlite.org/wal.html#walresetbug; fixed in 3.51.3 and, backported, in
3.50.7 and 3.44.6).
"""

from __future__ import annotations

import importlib
import sys

FIXED_BRANCHES = {(3, 44): 6, (3, 50): 7, (3, 51): 3}
"""The first fixed patch release of each branch that got the fix."""

FIRST_FIXED_BRANCH = (3, 52)
"""Every branch from here on has the fix."""


def use_bundled_sqlite() -> None:
    """Make ``import sqlite3`` mean pysqlite3's newer SQLite, where it is installed.

    Does nothing when the standard library's module is already loaded (mixing two
    libraries would be worse than an old one) or pysqlite3 isn't there.
    """
    if "sqlite3" in sys.modules:
        return
    try:
        module = importlib.import_module("pysqlite3")
    except ImportError:
        return
    sys.modules["sqlite3"] = module
    sys.modules["sqlite3.dbapi2"] = importlib.import_module("pysqlite3.dbapi2")


def library_version() -> tuple[int, int, int]:
    """Return the version of the SQLite library in use."""
    major, minor, patch = importlib.import_module("sqlite3").sqlite_version_info
    return (major, minor, patch)


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """Say whether this SQLite has the fix of the WAL-reset bug."""
    branch = version[:2]
    if branch >= FIRST_FIXED_BRANCH:
        return True
    return branch in FIXED_BRANCHES and version[2] >= FIXED_BRANCHES[branch]


def journal_mode(version: tuple[int, int, int] | None = None) -> str:
    """Return the journal mode to run in: ``WAL``, or ``DELETE`` on an unfixed library."""
    return "WAL" if wal_is_safe(version or library_version()) else "DELETE"
