"""The processes that a system is made of: started here, ended here, never a system service."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

READY_SECONDS = 120
GRACE_SECONDS = 20


class Failed(Exception):  # noqa: N818  what it is, not a type
    """A system can't be measured. The text says why, for its row in the table."""


class Processes:
    """Programs that were started for one system, each in a group of its own.

    What they print goes to ``folder/<name>.log``.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        environ: Mapping[str, str] | None = None,
        within: Path | None = None,
        talks: bool = False,
    ) -> subprocess.Popen[bytes]:
        """Start a program that stays; ``talks`` gives it pipes for its input and output."""
        self.folder.mkdir(parents=True, exist_ok=True)
        pipe = subprocess.PIPE if talks else None
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                [str(part) for part in command],
                env={**os.environ, **(environ or {})},
                cwd=within or self.folder,
                stdin=pipe or subprocess.DEVNULL,
                stdout=pipe or log,
                stderr=log,
                start_new_session=True,
            )
        self.running[name] = process
        return process

    def pids(self) -> list[int]:
        """Return the ids of the programs and of all that they have started."""
        found = [process.pid for process in self.running.values()]
        parents = _parents()
        for pid in found:
            found += [child for child, parent in parents.items() if parent == pid]
        return found

    def cpu_seconds(self) -> float:
        """Return the processor time that the programs, and what they started, have used."""
        ticks = 0
        for pid in self.pids():
            with contextlib.suppress(OSError):
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        """End everything, the last started first."""
        for process in reversed(list(self.running.values())):
            _end(process)
        self.running.clear()

    def end(self, name: str) -> None:
        """End one program."""
        _end(self.running.pop(name))

    def await_port(self, port: int, name: str, seconds: float = READY_SECONDS) -> None:
        """Wait until something listens at ``port``. Raises Failed if ``name`` has ended."""
        self._await(lambda: _listens(port), name, seconds)

    def await_file(self, path: Path, name: str, seconds: float = READY_SECONDS) -> None:
        """Wait until a socket or file is there. Raises Failed if ``name`` has ended."""
        self._await(path.exists, name, seconds)

    def await_answer(self, url: str, name: str, seconds: float = READY_SECONDS) -> None:
        """Wait until a page answers with 200. Raises Failed if ``name`` has ended."""
        self._await(lambda: _answers(url), name, seconds)

    def _await(self, ready: Callable[[], bool], name: str, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not ready():
            if self.running[name].poll() is not None or time.monotonic() > end:
                raise Failed(f"{name} did not start: {self.last_words(name)}")
            time.sleep(0.1)

    def last_words(self, name: str) -> str:
        """Return the end of what a program has printed."""
        return (self.folder / f"{name}.log").read_text("utf-8", "replace")[-600:].strip()


def run(
    command: Sequence[str | Path],
    *,
    environ: Mapping[str, str] | None = None,
    within: Path | None = None,
    seconds: float = 1800,
    gently: bool = False,
) -> str:
    """Run a program to its end and return what it printed. Raises Failed with its last words."""
    words = [str(part) for part in command]
    try:
        done = subprocess.run(
            ["nice", *words] if gently else words,
            env={**os.environ, **(environ or {})},
            cwd=within,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Failed(f"{Path(words[0]).name}: {error}") from error
    if done.returncode:
        said = (done.stdout + done.stderr).decode("utf-8", "replace")[-600:].strip()
        raise Failed(f"{' '.join(words[:3])} ended with {done.returncode}: {said}")
    return done.stdout.decode("utf-8", "replace")


def refuse_taken(port: int) -> None:
    """Raise Failed when something listens at ``port`` already."""
    if _listens(port):
        raise Failed(f"Something else listens at port {port}.")


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return int(answer.status) == 200
    except OSError:
        return False


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()


def _parents() -> dict[int, int]:
    """Return each process's parent."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found[int(stat.parent.name)] = int(fields[1])
    return found
