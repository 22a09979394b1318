"""A program of a system's that publishes what it is told, a line of JSON each."""

from __future__ import annotations

import json
import subprocess
from dataclasses import asdict

from benchmarks.corpus import Item
from benchmarks.processes import Failed
from benchmarks.systems import Published


def tell(process: subprocess.Popen[bytes], story: Item) -> Published:
    """Have the program publish a story. Raises Failed when it ends instead."""
    if process.stdin is None or process.stdout is None:
        raise Failed("The publishing program has no pipes.")
    process.stdin.write(json.dumps(asdict(story)).encode() + b"\n")
    process.stdin.flush()
    answer = process.stdout.readline()
    if not answer:
        raise Failed("The publishing program ended; its log says why.")
    return Published(**json.loads(answer))
