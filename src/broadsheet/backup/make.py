"""Making a backup of a publication that may be running."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from broadsheet import __version__
from broadsheet.backup.archive import Writer, chunks_of
from broadsheet.backup.dump import last_number, rows
from broadsheet.backup.manifest import Manifest
from broadsheet.backup.snapshot import snapshot
from broadsheet.backup.tables import applied_migrations, tables_of
from broadsheet.config import FILE_NAME, RESTORED, Config
from broadsheet.lib import clock

OWN_FILES = (FILE_NAME, "settings.py")
OWN_FOLDERS = ("templates", "static", "theme", "themes", "plugins")
NOT_KEPT = {
    *("static", "backups", "logs", "public", "VERSION", "demo-login", "demo-edition"),
    RESTORED,  # written by each restoring
}
"""In ``data/``: made again by the program, or of no use elsewhere. So are the database's files."""

PRINTED = "press."
"""So begin the names of the press's files: all that is in them is printed anew, and a file that is
being written can't be copied whole."""

Progress = Callable[[str], None]


def backup_name() -> str:
    """Return the file name of a backup made now."""
    return f"broadsheet-{clock.now():%Y%m%dT%H%M%SZ}.zip"


def make_backup(
    config: Config,
    connection: BaseDatabaseWrapper,
    target: Path,
    *,
    files: bool = True,
    progress: Progress = lambda _name: None,
) -> Manifest:
    """Write the publication as of now to ``target``, whole or not at all.

    The rows are those of one moment. Pictures are copied after them, so that each that
    a row names is there, unless somebody deleted it in between. ``files`` false leaves
    the files out.
    """
    scratch = config.data / "backups"
    scratch.mkdir(mode=0o700, exist_ok=True)
    with snapshot(connection, scratch) as view:
        manifest = Manifest(
            program=f"broadsheet {__version__}",
            made_at=clock.now().isoformat(),
            engine=connection.vendor,
            migrations=applied_migrations(view),
            tables=tables_of(view),
        )
        with Writer(target, manifest) as writer:
            for table in manifest.tables:
                progress(table.name)
                name = f"tables/{table.name}.jsonl"
                manifest.rows[table.name] = writer.add(name, rows(view, table))
                manifest.last_numbers[table.name] = last_number(view, table)
            for name, path in publication_files(config) if files else ():
                progress(name)
                _add_file(writer, name, path)
    return manifest


def _add_file(writer: Writer, name: str, path: Path) -> None:
    try:
        chunks = chunks_of(path)
        first = next(chunks, b"")
    except FileNotFoundError:  # deleted since it was listed
        return
    writer.add(name, _chain(first, chunks))


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def publication_files(config: Config) -> Iterator[tuple[str, Path]]:
    """Yield (name in the backup, path) of every file that belongs to the publication."""
    for name in OWN_FILES:
        if (config.directory / name).is_file():
            yield f"folder/{name}", config.directory / name
    for name in OWN_FOLDERS:
        yield from _below(config.directory / name, f"folder/{name}")
    for path in sorted(config.data.iterdir()):
        name = path.name
        if name in NOT_KEPT or name.startswith((".", config.database_file.name, PRINTED)):
            continue
        if path.is_file():
            yield f"data/{name}", path
        else:
            yield from _below(path, f"data/{name}")


def _below(folder: Path, prefix: str) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and "__pycache__" not in path.parts:
            yield f"{prefix}/{path.relative_to(folder).as_posix()}", path
