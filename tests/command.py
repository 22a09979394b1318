"""The real command, as its keeper types it, in a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

COMMAND = str(Path(sys.executable).parent / "broadsheet")
PATIENCE_SECONDS = 60


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return an environment without the tests' own settings and database.

    Nor with a container's wish for no compiled modules: a start without them takes twice as long.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("BROADSHEET_", "DJANGO_", "PYTEST_"))
        and name not in ("DATABASE_URL", "PYTHONDONTWRITEBYTECODE")
    }
    return {**kept, "PYTHONUNBUFFERED": "1", **(extra or {})}


def broadsheet(
    *arguments: object, cwd: Path | None = None, text: str = "", **extra: str
) -> subprocess.CompletedProcess[str]:
    """Run ``broadsheet`` with these arguments; ``extra`` goes into its environment."""
    return subprocess.run(
        [COMMAND, *map(str, arguments)],
        cwd=cwd,
        input=text,
        env=environment(extra),
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS * 2,
        check=False,
    )


def refused(result: subprocess.CompletedProcess[str]) -> str:
    """Return the one message of a command that failed as it should: no traceback."""
    assert result.returncode != 0, result.stdout
    assert "Traceback" not in result.stderr + result.stdout, result.stderr
    lines = [line for line in result.stderr.splitlines() if line.startswith("broadsheet: ")]
    assert len(lines) == 1, result.stderr
    return lines[0]


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def get(url: str) -> tuple[int, bytes]:
    """Return the status and the body of an answer, whatever its status."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def until(condition: object, seconds: float = PATIENCE_SECONDS) -> bool:
    """Wait for ``condition()`` to be true; False when it never is."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if condition():  # type: ignore[operator]
                return True
        except OSError:
            pass
        time.sleep(0.05)
    return False


class Running:
    """A publication that is running; leaving the block ends it."""

    def __init__(self, directory: Path, *arguments: str, **extra: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = directory.parent / f"{directory.name}.{self.port}.log"
        self.command = [COMMAND, "run", str(directory), *arguments, "--port", str(self.port)]
        self.extra = extra

    def __enter__(self) -> Running:
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                self.command, env=environment(self.extra), stdout=log, stderr=log
            )
        up = until(lambda: get(f"{self.url}/-/health")[0] == 200 or self.process.poll())
        assert up, self.log.read_text()
        assert self.process.poll() is None, self.log.read_text()
        return self

    def __exit__(self, *_error: object) -> None:
        if self.process.poll() is None:
            self.stop()

    def stop(self) -> int:
        """End it as an init system does; return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(15)
