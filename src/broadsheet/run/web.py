"""The web server's process: Granian, serving the newspaper and its static files."""

from __future__ import annotations

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from broadsheet.config import Config

STATIC_SECONDS = 31_536_000
"""A year: the names of static files change with their content."""

GRACE_SECONDS = 5
"""How long requests under way may take to end after SIGTERM."""


def serve(config: Config) -> None:
    """Serve the publication until SIGTERM or SIGINT.

    Django speaks ASGI without its lifespan protocol. One worker: SQLite has one
    writer, and the process's caches then agree with each other.
    """
    static = config.data / "static"
    static.mkdir(exist_ok=True)
    Granian(
        "broadsheet.asgi:application",
        address=config.host,
        port=config.port,
        interface=Interfaces.ASGINL,
        workers=1,
        websockets=False,
        log_level=LogLevels.warning,
        workers_kill_timeout=GRACE_SECONDS,
        static_path_route=["/-/static"],
        static_path_mount=[static],
        static_path_expires=STATIC_SECONDS,
    ).serve()
