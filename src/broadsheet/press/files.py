"""The pictures that printed pages use, in a folder that anybody may read.

A picture's sizes lie in the newsroom's media until a page that is printed shows them.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

KEY = "file:"
_ADDRESS = re.compile(rb"/media/(renditions/[A-Za-z0-9._-]+)")


def keys_of(body: bytes) -> set[str]:
    """Return a key for each file that this page shows."""
    return {KEY + found.decode() for found in _ADDRESS.findall(body)}


def make_public(keys: Iterable[str]) -> None:
    """Put the files that these keys name into the public folder, whole or not at all."""
    for key in keys:
        if key.startswith(KEY):
            _put(key.removeprefix(KEY))


def _put(name: str) -> None:
    source, target = Path(settings.MEDIA_ROOT) / name, settings.BROADSHEET.public / name
    if target.exists() or not source.is_file():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.copyfile(source, beside)
    beside.replace(target)


def remove_all_but(names: set[str]) -> None:
    """Take whatever isn't one of these out of the public folder: a kill may have left it there."""
    public = settings.BROADSHEET.public
    there = {path.relative_to(public).as_posix() for path in public.rglob("*") if path.is_file()}
    remove(there - names)


def remove(names: Iterable[str]) -> None:
    """Take these files out of the public folder."""
    for name in names:
        (settings.BROADSHEET.public / name).unlink(missing_ok=True)
