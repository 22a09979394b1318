"""Workers and the other side are killed at any instant: nobody gets a number twice.

E1. ``BROADSHEET_SENDS=20000 BROADSHEET_KILLS=100`` does it at length. The choices are random,
from a seed that a failure shows; the instants are the machine's. By SMTP what is killed between
two lines is a doubt; a provider that knows keys is asked, and everybody has it.
"""

from __future__ import annotations

import contextlib
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

SENDS, KILLS = os.environ.get("BROADSHEET_SENDS"), os.environ.get("BROADSHEET_KILLS")
ROOT = str(Path(__file__).parents[3])
WORKERS = 2
OVER = {"sent", "settled"}
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
ASKING = ("sending.asking", "sending.told")
SETTINGS = """
from broadsheet.settings import *
INSTALLED_APPS += ["anymail"]
EMAIL_BACKEND = "anymail.backends.resend.EmailBackend"
ANYMAIL = {{
    "RESEND_API_URL": "http://127.0.0.1:{port}/", "RESEND_API_KEY": "k", "REQUESTS_TIMEOUT": 0.5
}}
"""

pytestmark = [pytest.mark.sqlite]


class Nursery:
    """The process that starts workers (see nursery.py), and the other side beside it.

    That is ``server``, a mail server, or ``provider``: the modules here.
    """

    def __init__(self, paper: Path, *, of: str) -> None:
        self.port, self.log, self.of = free_port(), paper / "taken.log", of
        if of == "provider":
            (paper / "settings.py").write_text(SETTINGS.format(port=self.port))
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
        command = [sys.executable, "-m", f"tests.newsletters.killing.{self.of}"]
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
        with contextlib.suppress(ProcessLookupError):  # one that was doomed came by its place
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


def kill_in_turn(nursery: Nursery, chance: random.Random, *, kills: int) -> int:
    """Kill this and that while the number goes out; return how many died."""
    places = [*PLACES, *(ASKING if nursery.of == "provider" else ())]
    acts = [SERVER, ANY_TIME, *places] * (kills // 8 + 1)
    chance.shuffle(acts)
    died, pause = 0, threading.Event()
    for act in acts[:kills]:
        if nursery.ask("look") in OVER:
            break
        if act == SERVER:
            pause.wait(chance.uniform(0, 0.15))
            nursery.server.kill()
            nursery.server.wait()
            nursery.serve()
            died += 1
        elif act == ANY_TIME:
            pause.wait(chance.uniform(0, 0.15))
            nursery.kill(chance.choice(nursery.workers))
            nursery.start()
            died += 1
        else:
            before = ["sending.answered"] if act in ASKING else []  # so that there is a doubt
            died += sum(doom(nursery, place, chance) for place in [*before, act])
    return died


def doom(nursery: Nursery, place: str, chance: random.Random) -> bool:
    """Have a worker die at a place; say whether it came by there."""
    nursery.kill(chance.choice(nursery.workers))
    passing = chance.randint(1, 20) if place in EACH_MESSAGE else 1
    doomed = nursery.start(f"{place}=kill:{passing}")
    patience = 3 if place in ASKING else 60
    until(lambda: not alive(doomed) or nursery.ask("look") in OVER, patience)
    if alive(doomed):
        return False
    nursery.workers.remove(doomed)
    nursery.start()
    return True


def sent_while_all_is_killed(
    paper: Path, *, of: str, sends: int, kills: int
) -> tuple[Counter[str], list[Any], int]:
    """Send a number; return how many mails each address has, the ledger, and how many died."""
    sends, kills = int(SENDS or sends), int(KILLS or kills)
    seed = random.SystemRandom().randrange(10**6)
    with contextlib.closing(Nursery(paper, of=of)) as nursery:
        nursery.ask(f"prepare {sends}")
        for _worker in range(WORKERS):
            nursery.start()
        died = kill_in_turn(nursery, random.Random(seed), kills=kills)
        done = until(lambda: nursery.ask("look") == "settled", 600)
        assert done, (paper / "nursery.log").read_text()
        rows = nursery.ask("examine")
    lines = [line.split() for line in nursery.log.read_text().splitlines()]
    taken = Counter(address for address, *_more in lines)
    states = Counter(state for _email, _key, state in rows)
    sys.stdout.write(f"seed {seed}: {died} died; {dict(states)}; {len(lines)} mails\n")
    assert died >= max(1, kills // 4), "A slow machine has sent it all before the last are killed."
    assert set(taken.values()) == {1}, "Nobody twice."
    assert {line[1] for line in lines} <= {f"<{key}@127.0.0.1>" for _e, key, _s in rows}
    assert len(rows) == sends
    return taken, rows, died


@pytest.fixture
def paper(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "paper"))


def test_nobody_gets_a_number_twice_whatever_is_killed(paper: Path) -> None:
    taken, rows, died = sent_while_all_is_killed(paper, of="server", sends=300, kills=8)
    handed = {email for email, _key, state in rows if state == "handed over"}
    doubts = {email for email, _key, state in rows if state == "doubt"}
    assert handed <= set(taken) <= handed | doubts, "Who isn't a doubt has it; nobody else does."
    assert len(doubts) <= died * WORKERS
    assert {state for _e, _k, state in rows} <= {"handed over", "refused", "skipped", "doubt"}


def test_a_provider_that_knows_keys_is_asked_and_everybody_has_it_once(paper: Path) -> None:
    taken, rows, _died = sent_while_all_is_killed(paper, of="provider", sends=200, kills=5)
    assert set(taken) == {email for email, _key, _state in rows}, "Nobody is missing."
    assert {state for _email, _key, state in rows} == {"handed over"}, "No doubt is left."
