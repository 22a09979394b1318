"""Where workers come from: a process that has loaded the program, and forks at a word.

It reads lines (``prepare 300``, ``worker sending.begun=kill:7``, ``look``, ``examine``) and
answers each with one line of JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from broadsheet.run.environment import set_up

SOON = (timedelta(seconds=0.2),) * 1000
"""Nobody waits a minute here for a server that is started again."""


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    set_up(Path.cwd())
    for line in sys.stdin:
        act, *rest = line.split()
        sys.stdout.write(json.dumps(ACTS[act](*rest)) + "\n")
        sys.stdout.flush()


def prepare(count: str) -> int:
    """Have a number go out to so many readers."""
    from django.db import connections

    from broadsheet.lib import clock
    from broadsheet.newsletters.models import Number
    from tests.newsletters.sending.numbers import a_number, readers

    readers(int(count))
    number = a_number()
    Number.objects.filter(pk=number.pk).update(state="held", due=clock.now())
    connections.close_all()
    return 0


def worker(failpoints: str = "") -> int:
    """Start a worker; return its process."""
    child = os.fork()
    if child:
        return child
    from broadsheet.newsletters.sending import asking, ledger
    from broadsheet.newsletters.sending import worker as work
    from broadsheet.newsletters.tasks import send_numbers
    from broadsheet.run.loops import Loop

    os.environ["BROADSHEET_FAILPOINTS"] = failpoints
    ledger.BACK_OFF, work.BATCH, asking.AGAIN = SOON, 10, 2 * SOON[0]
    try:
        Loop({"send": send_numbers}, 0.02).run()
    finally:
        os._exit(1)


def look() -> str:
    """Return how far the number is; one that stopped by itself, somebody lets go on.

    One that is sent, and of which nobody is asked any more, is settled.
    """
    from django.db import connections

    from broadsheet.newsletters.models import Number, Send
    from broadsheet.newsletters.sending import acts

    number = Number.objects.get()
    if number.state == "stopped":
        acts.resume(number=number, by=None)
    asked = Send.objects.filter(state="doubt").exclude(asked_of="").exists()
    connections.close_all()  # a child must not inherit it
    return "settled" if number.state == "sent" and not asked else str(number.state)


def examine() -> list[Any]:
    """Return each message's address, name and state."""
    from broadsheet.newsletters.models import Send

    rows = Send.objects.order_by("pk").values_list("email", "key", "state")
    return [[email, str(key), state] for email, key, state in rows]


ACTS = {"prepare": prepare, "worker": worker, "look": look, "examine": examine}

if __name__ == "__main__":
    main()
