"""The formats that a newspaper leaves in, and the act that writes one."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from django.core.exceptions import ValidationError

from broadsheet.wire.outgoing.exports.ghost import writing as ghost
from broadsheet.wire.outgoing.exports.wxr import writing as wxr

FORMATS: dict[str, Callable[[Path], list[Path]]] = {"ghost": ghost.write, "wxr": wxr.write}
"""Each writes the newspaper into an empty folder, and returns the files to import, in order."""


def export(name: str, folder: Path) -> list[Path]:
    """Write the newspaper into a new folder; return the files to import, in order.

    Raises ValidationError for an unknown format, a folder that holds something, and a disk that
    refuses. The folder is there whole, or not at all.
    """
    if name not in FORMATS:
        known = ", ".join(sorted(FORMATS))
        raise ValidationError(f"There is no format “{name}”. There are: {known}.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ValidationError(f"{folder} is there already: name a folder that isn’t, or is empty.")
    beside = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    try:
        beside.mkdir(parents=True)
        written = FORMATS[name](beside)
        beside.replace(folder)
    except OSError as error:
        raise ValidationError(
            f"The export can’t be written ({error.strerror or error}). Nothing was left behind."
        ) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return [folder / path.name for path in written]
