"""The web server's process: Granian, serving printed pages first, and Django beside them."""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import Interfaces, Loops
from granian.log import LogLevels

from broadsheet.config import Config, load
from broadsheet.press.application import Application
from broadsheet.press.serve import Pages
from broadsheet.press.store.opening import open_reader

STATIC_SECONDS = 31_536_000
"""A year: the names of static files change with their content."""

GRACE_SECONDS = 5
"""How long requests under way may take to end after SIGTERM."""

ALONE = "BROADSHEET_PRESS_ALONE"
"""Set for a server that has printed pages only: no Django, no editor."""


def serve(config: Config, *, alone: bool = False) -> None:
    """Serve the publication until SIGTERM or SIGINT; ``alone``: printed pages, nothing else.

    One worker: SQLite has one writer, and the process's caches then agree with each other.
    """
    static = config.data / "static"
    static.mkdir(exist_ok=True)
    os.environ["BROADSHEET_DIR"] = str(config.directory)
    os.environ[ALONE] = "1" if alone else ""
    Granian(
        "broadsheet.run.web:application",
        factory=True,
        address=config.host,
        port=config.port,
        interface=Interfaces.RSGI,
        workers=1,
        websockets=False,
        loop=Loops.asyncio,  # the one that press/at_once.py knows
        log_level=LogLevels.warning,
        workers_kill_timeout=GRACE_SECONDS,
        static_path_route=["/-/static"],
        static_path_mount=[static],
        static_path_expires=STATIC_SECONDS,
    ).serve()


def application() -> Application:
    """Return the application of this process: the press's pages, and Django unless alone."""
    config = load(Path(os.environ["BROADSHEET_DIR"]))
    pages = Pages(open_reader(config), memory=config.press_memory * 2**20)
    return Application(
        pages, public=config.public, load=None if os.environ.get(ALONE) else _load_django
    )


def _load_django() -> Any:
    return importlib.import_module("broadsheet.asgi").application
