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


class OneLine(logging.Formatter):
    """Writes each message on one line: no text of a stranger's looks like another entry."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  logging's name
        """Return the entry without what may follow it, a traceback."""
        return super().formatMessage(record).replace("\r", "\\r").replace("\n", "\\n")


def without_where_it_was_refused(record: logging.LogRecord) -> bool:
    """Take the traceback from what Django refuses as suspicious: strangers send that all day."""
    if record.name.startswith("django.security"):
        record.exc_info = record.exc_text = None
    return True


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
        handler.setFormatter(OneLine(FORMAT))
        handler.addFilter(without_where_it_was_refused)
        root.addHandler(handler)
    logging.raiseExceptions = False
