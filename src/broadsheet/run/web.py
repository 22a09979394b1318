"""The web server's process: Granian, serving printed pages first, and Django beside them."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import resource
import sys
import threading
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import Interfaces, Loops
from granian.log import LogLevels

from broadsheet.config import Config, load
from broadsheet.press.application import Application, Loader
from broadsheet.press.serve import Pages
from broadsheet.press.store.opening import address_of, open_reader
from broadsheet.press.store.visits import keep_in
from broadsheet.press.visits import Visits

STATIC_SECONDS = 31_536_000
"""A year: the names of static files change with their content."""

GRACE_SECONDS = 5
"""How long requests under way may take to end after SIGTERM."""

MOST_CONNECTIONS = 8192
"""Held at once. Granian's own 1,024 leave all others waiting who follow live coverage: each keeps
its connection between two questions."""

MOST_WAITING = 4096
"""Connections that the system takes for us until we do."""

FILES_BESIDE = 256
"""Files that the process has open besides connections, or nearly so."""

ROLE = "BROADSHEET_WEB_ROLE"
"""What this server is, told to its worker: one of these three."""

WHOLE, ALONE, STAND_IN = "whole", "alone", "stand-in"
"""With Django; for printed pages alone; the same, until the whole one answers."""


SWITCH_SECONDS = 0.000_2
"""How long Django may compute before a reader gets a turn: Python's 5 ms are many pages long."""


def role(*, alone: bool, supervised: bool) -> str:
    """Return what a server is: one for printed pages that is supervised only stands in."""
    if not alone:
        return WHOLE
    return STAND_IN if supervised else ALONE


def serve(config: Config, role: str = WHOLE) -> None:
    """Serve the publication, as ``role`` says, until SIGTERM or SIGINT.

    One worker: SQLite has one writer, and the process's caches then agree with each other.
    """
    static = config.data / "static"
    if role == WHOLE:
        static.mkdir(exist_ok=True)
    os.environ["BROADSHEET_DIR"] = str(config.directory)
    os.environ[ROLE] = role
    Granian(
        "broadsheet.run.web:application",
        factory=True,
        address=config.host,
        port=config.port,
        interface=Interfaces.RSGI,
        workers=1,
        websockets=False,
        loop=Loops.asyncio,  # the one that press/at_once.py knows
        backlog=MOST_WAITING,
        backpressure=room_for_connections(),
        log_level=LogLevels.warning,
        workers_kill_timeout=GRACE_SECONDS,
        static_path_route=["/-/static"],
        static_path_mount=[static] if static.is_dir() else None,
        static_path_expires=STATIC_SECONDS,
    ).serve()


def room_for_connections() -> int:
    """Have the process hold as many open files as it may, and return how many connections fit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + FILES_BESIDE
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    most = MOST_CONNECTIONS if soft == resource.RLIM_INFINITY else soft - FILES_BESIDE
    return max(128, min(MOST_CONNECTIONS, most))


def application() -> Application:
    """Return the application of this process: the press's pages, and Django unless alone."""
    sys.setswitchinterval(SWITCH_SECONDS)
    threading.Thread(target=_end_with_master, name="master", daemon=True).start()
    config = load(Path(os.environ["BROADSHEET_DIR"]))
    pages = Pages(open_reader(config), memory=config.press_memory * 2**20)
    visits = Visits(keep_in(address_of(config))) if config.count_visits else None
    load_django = LOADERS[os.environ[ROLE]]
    return Application(pages, public=config.public, load=load_django, visits=visits)


def _end_with_master() -> None:
    """End with the process that started this one: killed, it leaves us the port, and nobody else.

    Whoever starts the paper again would find the port taken.
    """
    master = multiprocessing.parent_process()
    if master is not None:
        master.join()
        os._exit(1)


def _django() -> Any:
    return importlib.import_module("broadsheet.asgi").application


def _nothing_yet() -> None:
    return None


LOADERS: dict[str, Loader | None] = {WHOLE: _django, ALONE: None, STAND_IN: _nothing_yet}
