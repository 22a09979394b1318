"""Throughput and response times, by wrk, bounded in time."""

from __future__ import annotations

import re
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.processes import Failed, run
from benchmarks.reading import Reader
from benchmarks.systems import System

UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}
SCRIPT = Path(__file__).parent / "in_turn.lua"
TIMEOUT_SECONDS = 20
CALM_SECONDS = 0.5
CALM_TRIES = 20
SETTLE_TRIES = 60
IDLE_SHARE = 0.25
"""Of one processor: what uses less does nothing in particular."""


@dataclass(frozen=True)
class Load:
    """What wrk saw: requests a second, milliseconds, bytes a second on the wire."""

    connections: int
    requests_a_second: float
    p50_ms: float
    p99_ms: float
    requests: int
    errors: int
    bytes_a_second: float


def load(url: str, *, connections: int, seconds: int, paths: Path | None = None) -> Load:
    """Read ``url`` over and over for ``seconds`` seconds on ``connections`` connections.

    With ``paths``, a file of paths, a line each, these are read in turn instead.
    """
    command = [
        "wrk", "--threads", "1", "--latency", "--timeout", f"{TIMEOUT_SECONDS}s",
        "--connections", str(connections), "--duration", f"{seconds}s",
        "--header", "Accept-Encoding: gzip",
    ]  # fmt: skip
    if paths:
        command += ["--script", str(SCRIPT)]
    printed = run(
        [*command, url],
        environ={"PATHS": str(paths or "")},
        seconds=seconds + TIMEOUT_SECONDS + 10,
    )
    return parse(printed, connections)


def under_load(
    system: System, path: str, *, connections: int, seconds: int, paths: Path | None = None
) -> dict[str, Any]:
    """Put load on a system that is calm; return what wrk saw, and ``cpu_us``.

    That is the processor time that the system's programs used for one answer, in
    microseconds: what else runs on the machine hardly changes it. None without an answer.
    """
    calm(system, path)
    before = system.processes.cpu_seconds()
    found = load(system.address + path, connections=connections, seconds=seconds, paths=paths)
    used = system.processes.cpu_seconds() - before
    return {**asdict(found), "cpu_us": used / found.requests * 1e6 if found.requests else None}


def settle(system: System) -> None:
    """Wait until a system that has just been started has done with starting."""
    for _attempt in range(SETTLE_TRIES):
        before = system.processes.cpu_seconds()
        time.sleep(1)
        if system.processes.cpu_seconds() - before < IDLE_SHARE:
            break


def calm(system: System, path: str) -> None:
    """Wait until the system has done with what an earlier load left it to do."""
    reader = Reader(system.address)
    for _attempt in range(CALM_TRIES):
        began = time.monotonic()
        reader.get(path)
        if time.monotonic() - began < CALM_SECONDS:
            break
    reader.close()


def parse(printed: str, connections: int) -> Load:
    """Read what wrk printed. Raises Failed when that has no figures."""
    total = re.search(r"(\d+) requests in ([\d.]+)(\w+), ([\d.]+)([KMG]?)B read", printed)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", printed)
    if not total or not rate:
        raise Failed(f"wrk gave no figures: {printed[-300:]}")
    amount = float(total[4]) * {"": 1, "K": 1024, "M": 1024**2, "G": 1024**3}[total[5]]
    lasted = float(total[2]) * UNITS[total[3]]
    nothing = int(total[1]) == 0  # then an answer takes longer than all the time there was
    return Load(
        connections=connections,
        requests_a_second=float(rate[1]),
        p50_ms=lasted if nothing else _percentile(printed, 50),
        p99_ms=lasted if nothing else _percentile(printed, 99),
        requests=int(total[1]),
        errors=_errors(printed),
        bytes_a_second=amount / (lasted / 1000),
    )


def _percentile(printed: str, percent: int) -> float:
    found = re.search(rf"^\s+{percent}%\s+([\d.]+)(us|ms|s|m)\s*$", printed, re.MULTILINE)
    if not found:
        raise Failed(f"wrk gave no {percent}th percentile.")
    return float(found[1]) * UNITS[found[2]]


def _errors(printed: str) -> int:
    socket = re.search(r"connect (\d+), read (\d+), write (\d+), timeout (\d+)", printed)
    status = re.search(r"Non-2xx or 3xx responses: (\d+)", printed)
    count = sum(int(each) for each in socket.groups()) if socket else 0
    return count + (int(status[1]) if status else 0)
