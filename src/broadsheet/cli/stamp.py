"""``data/VERSION``: for which program, and which migrations, a publication was made ready."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from broadsheet import __version__
from broadsheet.config import Config

PACKAGE = Path(__file__).resolve().parent.parent


def stamp_file(config: Config) -> Path:
    """Return where the stamp is kept."""
    return config.data / "VERSION"


def stored_stamp(config: Config) -> str | None:
    """Return the stamp of the last preparation, or None for a new publication.

    A database file that is gone makes the publication new.
    """
    path = stamp_file(config)
    gone = not config.database_url and not config.database_file.exists()
    return path.read_text("utf-8") if path.exists() and not gone else None


def current_stamp(config: Config) -> str:
    """Return the stamp of this program: versions first, for people, then hashes.

    They change with the database, any migration, static file or setting of the publication's
    own, so that a checkout under development is brought up like a new release.
    """
    lines = [f"broadsheet {__version__}"]
    lines += [f"{name} {version(name)}" for name in ("django", "wagtail")]
    own = [config.directory / "settings.py"]
    lines.append(f"database {hashlib.sha256(config.database_url.encode()).hexdigest()[:16]}")
    lines.append(f"migrations {_hash([*PACKAGE.glob('*/migrations/*.py'), *own])}")
    lines.append(f"static {_hash(_static(config))}")
    return "\n".join(lines) + "\n"


def version_of(stamp: str) -> str:
    """Return the program's version in a stamp: its first line's last word."""
    return stamp.splitlines()[0].split()[-1] if stamp.strip() else "unknown"


def _static(config: Config) -> Iterator[Path]:
    for folder in (*PACKAGE.glob("*/static"), *PACKAGE.glob("themes/*/static")):
        yield from folder.rglob("*.*")
    yield from (config.directory / "static").rglob("*.*")


def _hash(paths: Iterator[Path] | list[Path]) -> str:
    """Hash names, sizes and times of change: reading every file would slow each start."""
    known = sorted((str(path), path.stat()) for path in paths if path.is_file())
    text = "\n".join(f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in known)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
