"""The press and the web server are killed at any instant: no publication is lost or doubled.

C4. ``BROADSHEET_KILLS=200`` kills so often. The choices are random, from a seed that a failure
shows; the instants are the machine's.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import threading
from pathlib import Path

import pytest

from tests.command import COMMAND, environment, free_port, get, until
from tests.press.killing.people import Max, Pru
from tests.publications import made

__all__ = ["made"]

KILLS = int(os.environ.get("BROADSHEET_KILLS", "6"))
PLACES = ("press.before_store", "press.after_store", "press.after_notes")
DRAFTS_A_KILL = 15
ROOT = str(Path(__file__).parents[3])

pytestmark = [pytest.mark.sqlite]


class Part:
    """A part of the publication in a process of its own, that dies and is started again."""

    def __init__(self, paper: Path, part: str, *options: str) -> None:
        self.command = [COMMAND, "run", str(paper), part, *options]
        self.log = (paper / f"{part}.log").open("ab")

    def start(self, failpoints: str = "") -> None:
        extra = {"BROADSHEET_FAILPOINTS": failpoints} if failpoints else {}
        self.process = subprocess.Popen(
            self.command, env=environment(extra), stdout=self.log, stderr=self.log
        )

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        assert self.process.wait(30) in {0, -signal.SIGTERM}
        self.log.close()


@pytest.fixture
def paper(made: Path, tmp_path: Path) -> Path:
    directory = tmp_path / "paper"
    shutil.copytree(made, directory)
    within(directory, f"prepare({KILLS * DRAFTS_A_KILL})")
    return directory


def within(paper: Path, act: str) -> None:
    """Do something of ``office`` in the publication, however long: 200 kills need many drafts."""
    code = f"from tests.press.killing.office import *; {act}"
    done = subprocess.run(
        [COMMAND, "manage", "shell", "-c", code],
        cwd=paper,
        env=environment({"PYTHONPATH": ROOT}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def kill_in_turn(press: Part, web: Part, port: int, pru: Pru, chance: random.Random) -> None:
    """Kill one or the other, ``KILLS`` times, while Pru goes on; wait until it is at work again."""
    pause = threading.Event()
    acts = ["press", "web", *PLACES] * (KILLS // 5 + 1)
    chance.shuffle(acts)
    for act in acts[:KILLS]:
        if act == "web":
            pause.wait(chance.uniform(0, 1))
            web.kill()
            web.start()
            assert until(lambda: get(f"http://127.0.0.1:{port}/-/health")[0] == 200)
        elif act == "press":
            pause.wait(chance.uniform(0, 3))
            press.kill()
            press.start()
        else:
            press.kill()
            press.start(f"{act}=kill:{chance.randint(1, 3)}")
            assert until(lambda: press.process.poll() is not None or pru.error, 300)
            assert (pru.error, press.process.poll()) == (None, -signal.SIGKILL)
            press.start()


def test_kills_at_any_instant_lose_and_double_nothing(paper: Path) -> None:
    seed = random.SystemRandom().randrange(10**6)
    port = free_port()
    drafts = json.loads((paper / "drafts.json").read_text())
    press, web = Part(paper, "press"), Part(paper, "web", "--port", str(port))
    web.start()
    assert until(lambda: get(f"http://127.0.0.1:{port}/-/health")[0] == 200)
    press.start()
    url = f"http://127.0.0.1:{port}"
    with Pru(url, drafts) as pru, Max(url) as reader:
        kill_in_turn(press, web, port, pru, random.Random(seed))
    press.stop()
    web.stop()
    assert (pru.error, reader.error) == (None, None)
    assert reader.wrong == []
    assert reader.answers > KILLS
    assert len(pru.accepted) >= KILLS
    within(paper, "examine()")
    examined = json.loads((paper / "examined.json").read_text())
    assert examined["wrong"] == []
    there = {int(pk): rest for pk, rest in examined["stories"].items()}
    assert set(pru.accepted) <= set(there) <= set(pru.tried)
    assert {tuple(rest) for rest in there.values()} == {(1, 1)}, "Published once, listed once."
