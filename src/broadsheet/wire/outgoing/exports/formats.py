"""The formats that a newspaper leaves in: one table for those that are written once, whole or not
at all, and one for those that are kept up, by writing what changed into the folder of before.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from django.core.exceptions import ValidationError

from broadsheet.wire.outgoing.exports.act import Export, keep_up
from broadsheet.wire.outgoing.exports.ghost import writing as ghost
from broadsheet.wire.outgoing.exports.markdown import files as markdown
from broadsheet.wire.outgoing.exports.ninjs import files as ninjs
from broadsheet.wire.outgoing.exports.wxr import writing as wxr

FORMATS: dict[str, Callable[[Path], list[Path]]] = {"ghost": ghost.write, "wxr": wxr.write}
"""Each writes the newspaper into an empty folder, and returns the files to import, in order."""

KEPT_UP: dict[str, Callable[[Export], None]] = {"markdown": markdown.write, "ninjs": ninjs.write}
"""Each writes what is public, or everything, into the export's folder, file by file."""


def write_out(name: str, folder: Path, *, everything: bool = False) -> tuple[list[str], list[str]]:
    """Write the newspaper into a folder; return what was done, and what couldn't be, in lines.

    Raises ValidationError for an unknown format, or a folder that holds anything else.
    """
    if name not in KEPT_UP:
        return [f"Wrote {path}." for path in export(name, folder)], []
    done = keep_up(name, folder, KEPT_UP[name], everything=everything)
    kept, gone = f"left {done.kept} as they were", f"removed {done.removed}"
    return [f"Wrote {done.written} files, {kept}, {gone}."], done.remarks


def export(name: str, folder: Path) -> list[Path]:
    """Write the newspaper into a new folder; return the files to import, in order.

    Raises ValidationError for an unknown format, a folder that holds something, and a disk that
    refuses. The folder is there whole, or not at all.
    """
    if name not in FORMATS:
        known = ", ".join(sorted({*FORMATS, *KEPT_UP}))
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
