"""Places where a test may break the program: nothing in production.

``BROADSHEET_FAILPOINTS="press.after_store=kill:3,…"`` names a place, what happens there
(``raise``, ``kill``: SIGKILL to this process, ``full``: no space left) and at which passing.
"""

from __future__ import annotations

import errno
import os
import signal
from collections import Counter

VARIABLE = "BROADSHEET_FAILPOINTS"

_passed: Counter[str] = Counter()


class Broken(Exception):  # noqa: N818  only tests raise it
    """What a failpoint raises."""


def failpoint(name: str) -> None:
    """Do what the environment says happens here; nothing, where it says nothing."""
    told = os.environ.get(VARIABLE)
    if not told:
        return
    for each in told.split(","):
        place, _sign, rest = each.partition("=")
        act, _colon, number = rest.partition(":")
        if place == name:
            _passed[name] += 1
            if _passed[name] == int(number or 1):
                _do(act, name)


def _do(act: str, name: str) -> None:
    if act == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if act == "full":
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), name)
    raise Broken(name)
