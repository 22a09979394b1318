"""A publication that runs, from outside."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import urllib.request
from pathlib import Path

import pytest

from tests.command import Running, broadsheet, environment, get, refused, until

pytestmark = pytest.mark.sqlite


def _children(pid: int) -> dict[str, int]:
    """Return the running parts of a supervisor: name → process."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().decode().split("\0")
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == pid and "--supervised" in words:
            found[words[words.index("run") + 2]] = int(entry.name)
    return found


def _gone(pids: dict[str, int]) -> bool:
    return not any(Path(f"/proc/{pid}").exists() for pid in pids.values())


def test_a_new_publication_runs_is_read_and_ends_cleanly(paper: Path) -> None:
    with Running(paper) as running:
        assert get(f"{running.url}/")[0] == 200
        assert get(f"{running.url}/-/desk/login/")[0] == 200
        assert until(lambda: len(_children(running.process.pid)) == 4)
        children = _children(running.process.pid)
        assert set(children) == {"web", "press", "scheduler", "worker"}
        assert running.stop() == 0
        assert until(lambda: _gone(children), 5)
    assert "Traceback" not in running.log.read_text()


ROUNDS = """
from django.db import connection
from django.db.backends.signals import connection_created
from broadsheet.press.models import Note
from broadsheet.run.loops import Loop
opened = []
note = lambda **_: opened.append(1)
connection_created.connect(note)
connection.close()
loop = Loop({"look": Note.objects.exists}, 0)
for _round in range(20):
    loop.once()
print("opened", len(opened))
"""


def test_a_paper_at_rest_keeps_its_database_open(paper: Path) -> None:
    found = broadsheet("manage", "shell", "--no-imports", "-c", ROUNDS, cwd=paper)
    assert found.stdout.split()[-2:] == ["opened", "1"], found.stderr


def test_a_part_that_dies_is_started_again(paper: Path) -> None:
    with Running(paper) as running:
        assert until(lambda: len(_children(running.process.pid)) == 4)
        before = _children(running.process.pid)
        os.kill(before["worker"], signal.SIGKILL)
        os.kill(before["web"], signal.SIGKILL)

        def anew() -> bool:
            now = _children(running.process.pid)
            return len(now) == 4 and not set(now.values()) & {before["worker"], before["web"]}

        assert until(anew), running.log.read_text()
        assert until(lambda: get(f"{running.url}/-/health")[0] == 200), running.log.read_text()


def test_no_part_outlives_its_supervisor(paper: Path) -> None:
    with Running(paper) as running:
        assert until(lambda: len(_children(running.process.pid)) == 4)
        children = _children(running.process.pid)
        running.process.kill()
        running.process.wait()
        assert until(lambda: _gone(children), 15)


def test_ctrl_c_ends_it_as_sigterm_does(paper: Path) -> None:
    with Running(paper) as running:
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(15) == 0


@pytest.mark.parametrize("part", ["scheduler", "worker"])
def test_each_part_runs_alone(paper: Path, part: str) -> None:
    with Running(paper, "web") as running:
        assert get(f"{running.url}/-/health")[0] == 200
        other = Running(paper, part)
        with other.log.open("wb") as log:
            process = subprocess.Popen(other.command, env=environment(), stdout=log, stderr=log)
        log_file = paper / "data" / "logs" / f"{part}.log"
        assert until(log_file.exists)
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == 0, other.log.read_text()


def test_static_files_are_served_for_a_year_under_names_that_change(paper: Path) -> None:
    with Running(paper) as running:
        names = json.loads((paper / "data" / "static" / "staticfiles.json").read_text())["paths"]
        name = next(hashed for hashed in names.values() if hashed.endswith(".css"))
        with urllib.request.urlopen(f"{running.url}/-/static/{name}") as answer:
            assert "max-age=31536000" in answer.headers["Cache-Control"]


def test_links_lead_to_the_port_that_was_asked_for(paper: Path) -> None:
    with Running(paper) as running:
        assert until(lambda: f"The paper:  {running.url}/" in running.log.read_text())


def test_a_part_that_never_starts_is_given_up(paper: Path) -> None:
    (paper / "settings.py").write_text(
        "from broadsheet.settings import *\nimport sys\n"
        "if '--supervised' in sys.argv: raise SystemExit(3)\n"
    )
    message = broadsheet("run", paper, "--port", Running(paper).port)
    assert message.returncode == 1
    assert "The web can't start" in message.stderr


def test_a_running_publication_is_not_restored_over(paper: Path, tmp_path: Path) -> None:
    backup = tmp_path / "b.zip"
    assert broadsheet("backup", backup, "--dir", paper).returncode == 0
    with Running(paper):
        result = broadsheet("restore", backup, "--dir", paper, "--force")
        assert "is running" in refused(result)
