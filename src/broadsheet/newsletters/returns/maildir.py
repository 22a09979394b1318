"""A Maildir that the paper's mail server fills with what is sent to ``mail.returns``."""

from __future__ import annotations

import logging
from pathlib import Path

from broadsheet.newsletters.returns import acts, reports

log = logging.getLogger(__name__)

AT_ONCE = 200


def look(folder: Path) -> int:
    """Read the new mails of a Maildir, and move each to the seen ones; return how many.

    A mail that says nothing of our messages is moved too: a person may read it. One that is
    read twice, since the program ended in between, changes nothing the second time.
    """
    new, seen = folder / "new", folder / "cur"
    if not new.is_dir():
        return 0
    seen.mkdir(exist_ok=True)
    done = 0
    for path in sorted(new.iterdir())[:AT_ONCE]:
        try:
            word = reports.read(path.read_bytes()[: reports.LONGEST])
        except Exception:  # whatever a stranger sent, the next mail is read
            log.warning("The mail %s can't be read", path.name)
            word = None
        if word is not None:
            acts.take(word)
        path.rename(seen / f"{path.name}:2,S")
        done += 1
    return done
