"""What processes take of the machine's memory."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def pss(pids: Iterable[int]) -> dict[str, float]:
    """Return the proportional set size in MiB by program name, summed over ``pids``.

    A page that several processes share is counted once in all, so that the values add
    up. A process that has ended meanwhile counts nothing.
    """
    found: dict[str, float] = {}
    for pid in set(pids):
        try:
            name = _name(Path(f"/proc/{pid}"))
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        kilobytes = next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
        found[name] = found.get(name, 0) + kilobytes / 1024
    return found


def _name(process: Path) -> str:
    """Return a program's name; of a Python program what it was asked to do."""
    name = (process / "comm").read_text().strip()
    if not name.startswith("python"):
        return name
    words = (process / "cmdline").read_text().split("\0")[1:]
    return " ".join(word for word in words if word.isalpha()) or name
