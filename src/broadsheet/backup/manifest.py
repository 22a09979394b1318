"""What a backup says of itself: ``manifest.json``, the last file in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from broadsheet.backup.tables import Table

FORMAT = 1
"""The format this program writes, and the newest it reads."""

NAME = "manifest.json"


class BackupError(Exception):
    """This file can't be restored; the text says why."""


@dataclass(frozen=True)
class Member:
    """A file in the backup: its length and its SHA-256, in hexadecimal."""

    bytes: int
    sha256: str


@dataclass
class Manifest:
    """Where a backup comes from, what is in it, and how to tell that it is whole."""

    program: str
    made_at: str
    engine: str
    migrations: list[tuple[str, str]]
    tables: list[Table]
    rows: dict[str, int] = field(default_factory=dict)
    last_numbers: dict[str, int] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)

    def as_bytes(self) -> bytes:
        """Return the manifest as it stands in the file."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1).encode()


def parse(data: bytes) -> Manifest:
    """Read a manifest. Raises BackupError for a format this program doesn't know."""
    try:
        document = json.loads(data)
        number = document.pop("format")
    except (ValueError, KeyError, AttributeError) as error:
        raise BackupError("its manifest can't be read") from error
    if number != FORMAT:
        raise BackupError(
            f"it is in format {number}, and this Broadsheet reads format {FORMAT}; "
            "use the version that made it, or a newer one"
        )
    try:
        return _manifest(document)
    except (TypeError, KeyError, ValueError) as error:
        raise BackupError("its manifest isn't complete") from error


def _manifest(document: Mapping[str, Any]) -> Manifest:
    return Manifest(
        program=str(document["program"]),
        made_at=str(document["made_at"]),
        engine=str(document["engine"]),
        migrations=[(str(app), str(name)) for app, name in document["migrations"]],
        tables=[
            Table(
                name=table["name"],
                columns=tuple((name, kind) for name, kind in table["columns"]),
                key=table["key"],
                counter=table["counter"],
            )
            for table in document["tables"]
        ],
        rows={name: int(count) for name, count in document["rows"].items()},
        last_numbers={name: int(last) for name, last in document["last_numbers"].items()},
        members={name: Member(**member) for name, member in document["members"].items()},
    )
