"""Where each process of a publication keeps its log: ``data/logs/<part>.log``."""

from __future__ import annotations

import contextlib
import logging
import logging.handlers
from pathlib import Path

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
BYTES = 5_000_000
KEPT = 3
"""Three old files of 5 MB: a part's logs never take more than 20 MB."""


def keep_log(data: Path, part: str) -> None:
    """Write this process's log into ``data/logs`` and its warnings to standard error.

    A disk without space or a folder without rights silences the file, not the paper.
    """
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    handlers: list[logging.Handler] = [logging.StreamHandler()]
    handlers[0].setLevel(logging.WARNING)
    with contextlib.suppress(OSError):
        folder = data / "logs"
        folder.mkdir(mode=0o700, exist_ok=True)
        handlers.append(
            logging.handlers.RotatingFileHandler(
                folder / f"{part}.log", maxBytes=BYTES, backupCount=KEPT, encoding="utf-8"
            )
        )
    for handler in handlers:
        handler.setFormatter(logging.Formatter(FORMAT))
        root.addHandler(handler)
    logging.raiseExceptions = False
