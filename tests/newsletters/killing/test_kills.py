"""Workers and the mail server are killed at any instant: nobody gets a number twice.

E1. ``BROADSHEET_SENDS=20000 BROADSHEET_KILLS=100`` does it at length. The choices are random,
from a seed that a failure shows; the instants are the machine's.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.command import environment, free_port, until
from tests.publications import made

__all__ = ["made"]

SENDS = int(os.environ.get("BROADSHEET_SENDS", "300"))
KILLS = int(os.environ.get("BROADSHEET_KILLS", "8"))
ROOT = str(Path(__file__).parents[3])
WORKERS = 2
SERVER = "the server"
ANY_TIME = "a worker, at any time"
PLACES = (
    "sending.claimed",
    "sending.marked",
    "sending.begun",
    "sending.answered",
    "sending.before_note",
    "sending.after_note",
)
EACH_MESSAGE = {"sending.begun", "sending.answered"}

pytestmark = [pytest.mark.sqlite]


class Nursery:
    """The process that starts workers (see nursery.py), and the mail server beside it."""

    def __init__(self, paper: Path) -> None:
        self.port, self.log = free_port(), paper / "taken.log"
        extra = {
            "PYTHONPATH": ROOT,
            "BROADSHEET_MAIL_URL": f"smtp://127.0.0.1:{self.port}",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.newsletters.killing.nursery"],
            cwd=paper,
            env=environment(extra),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(paper / "nursery.log").open("w"),
            text=True,
        )
        self.workers: list[int] = []
        self.serve()

    def serve(self) -> None:
        command = [sys.executable, "-m", "tests.newsletters.killing.server"]
        self.server = subprocess.Popen([*command, str(self.port), str(self.log)], cwd=ROOT)

    def ask(self, line: str) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def start(self, failpoints: str = "") -> int:
        worker = self.ask(f"worker {failpoints}")
        self.workers.append(worker)
        return int(worker)

    def kill(self, worker: int) -> None:
        os.kill(worker, signal.SIGKILL)
        assert until(lambda: not alive(worker))
        self.workers.remove(worker)

    def close(self) -> None:
        for worker in [*self.workers]:
            self.kill(worker)
        self.server.kill()
        self.server.wait()
        self.process.communicate()


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def kill_in_turn(nursery: Nursery, chance: random.Random) -> int:
    """Kill this and that while the number goes out; return how many died."""
    acts = [SERVER, ANY_TIME, *PLACES] * (KILLS // 8 + 1)
    chance.shuffle(acts)
    died, pause = 0, threading.Event()
    for act in acts[:KILLS]:
        if nursery.ask("look") == "sent":
            return died
        if act == SERVER:
            pause.wait(chance.uniform(0, 0.15))
            nursery.server.kill()
            nursery.server.wait()
            nursery.serve()
        elif act == ANY_TIME:
            pause.wait(chance.uniform(0, 0.15))
            nursery.kill(chance.choice(nursery.workers))
            nursery.start()
        else:
            nursery.kill(chance.choice(nursery.workers))
            passing = chance.randint(1, 20) if act in EACH_MESSAGE else 1
            doomed = nursery.start(f"{act}=kill:{passing}")
            until(lambda process=doomed: not alive(process) or nursery.ask("look") == "sent", 60)
            if alive(doomed):
                return died
            nursery.workers.remove(doomed)
            nursery.start()
        died += 1
    return died


def test_nobody_gets_a_number_twice_whatever_is_killed(made: Path, tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(10**6)
    paper = tmp_path / "paper"
    shutil.copytree(made, paper)
    nursery = Nursery(paper)
    nursery.ask(f"prepare {SENDS}")
    for _worker in range(WORKERS):
        nursery.start()
    died = kill_in_turn(nursery, random.Random(seed))
    assert until(lambda: nursery.ask("look") == "sent", 600), (paper / "nursery.log").read_text()
    rows = nursery.ask("examine")
    nursery.close()
    lines = [line.split() for line in nursery.log.read_text().splitlines()]
    taken = Counter(address for address, _name in lines)
    states = Counter(state for _email, _key, state in rows)
    sys.stdout.write(f"seed {seed}: {died} died; {dict(states)}\n")
    assert died >= KILLS // 2
    assert set(taken.values()) == {1}, "Nobody twice."
    assert {name for _address, name in lines} <= {f"<{key}@127.0.0.1>" for _e, key, _s in rows}
    handed = {email for email, _key, state in rows if state == "handed over"}
    doubts = {email for email, _key, state in rows if state == "doubt"}
    assert handed <= set(taken) <= handed | doubts, "Who isn't a doubt has it; nobody else does."
    assert len(doubts) <= died * WORKERS
    assert sum(states[each] for each in ("handed over", "refused", "skipped", "doubt")) == SENDS
