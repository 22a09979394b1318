"""The files that a theme is made of, and which version of them is in use."""

from __future__ import annotations

import functools
import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.template import autoreload

from broadsheet import __version__

FOLDERS = ("templates", "theme", "static")
SECONDS = 2.0
"""How often the folders are looked at, at most."""


@dataclass
class _Known:
    """What this process knows of the theme, and since when (seconds of the monotonic clock)."""

    at: float = 0.0
    version: str = ""


_known = _Known()


def theme_folder() -> Path:
    """Return the folder of the theme's static files."""
    return Path(__file__).parent / settings.BROADSHEET.theme / "static"


def theme_version() -> str:
    """Return eight letters that change with the program's version and with any file of the theme.

    A publication's own templates and stylesheets count. When they change, what this process
    remembers of them is forgotten.
    """
    now = time.monotonic()
    if not _known.version or now - _known.at >= SECONDS:
        version = _version()
        if _known.version and version != _known.version:
            autoreload.reset_loaders()
            for forget in _forgetting:
                forget()
        _known.at, _known.version = now, version
    return _known.version


_forgetting: list[functools.partial[None]] = []


def forget_with_the_theme(cached: object) -> None:
    """Have a cached function forget its values when the theme's files change."""
    _forgetting.append(functools.partial(cached.cache_clear))  # type: ignore[attr-defined]


def _version() -> str:
    found = "\n".join(f"{path} {_stamp(path)}" for path in sorted(_files()))
    text = f"{__version__} {settings.BROADSHEET.url} {settings.BROADSHEET.theme}\n{found}"
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _stamp(path: Path) -> str:
    state = path.stat()
    return f"{state.st_mtime_ns} {state.st_size}"


def _files() -> Iterator[Path]:
    own = settings.BROADSHEET.directory
    for folder in (theme_folder().parent, *(own / name for name in FOLDERS)):
        yield from (path for path in folder.rglob("*") if path.is_file())
