"""The parts of a running publication, each able to run alone in its own process."""

from __future__ import annotations

import signal
import sys

from broadsheet.config import Config
from broadsheet.lib.steady import SteadyClock
from broadsheet.run import chores, web
from broadsheet.run.environment import set_up
from broadsheet.run.log import keep_log
from broadsheet.run.loops import Loop, end_with_parent, until_told

PARTS = ("web", "press", "scheduler", "worker")
"""What a whole publication runs; ``serve`` is a part that stands alone."""

ALONE = "serve"


def run_part(config: Config, part: str, *, supervised: bool = False) -> None:
    """Be one part of the publication until SIGTERM or SIGINT.

    ``supervised`` parts also end when the process that started them does.
    """
    signal.signal(signal.SIGTERM, _leave)
    if supervised:
        end_with_parent()
    if part in {"web", ALONE}:
        web.serve(config, web.role(alone=part == ALONE, supervised=supervised))
        return
    set_up(config.directory)
    keep_log(config.data, part)
    if part == "press":
        loop = Loop(chores.load(chores.PRESS), chores.PRESS_SECONDS)
    elif part == "worker":
        loop = Loop(chores.load(chores.WORKER), chores.WORKER_SECONDS)
    else:
        may = SteadyClock().holds
        loop = Loop(chores.load(chores.SCHEDULER), chores.SCHEDULER_SECONDS, may)
    until_told(loop)


def _leave(*_signal: object) -> None:
    """End cleanly, too, while the part is still loading."""
    sys.exit(0)
