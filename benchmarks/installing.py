"""Installing what a system needs with the ordinary clients: apt-get, pip, npm."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.processes import Failed, run

KEEP_STILL = Path("/usr/sbin/policy-rc.d")
"""Debian asks this file whether a package may start its service; 101 means no."""


def debian(*packages: str) -> None:
    """Install the Debian packages that aren't there yet. No service is started.

    Raises Failed where that needs a password or isn't Debian.
    """
    missing = [name for name in packages if not _is_there(name)]
    if not missing:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Failed(f"Needs Debian's packages {' '.join(missing)}, and root to install them.")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    with _services_kept_still():
        run(["apt-get", "update", "-qq"], environ=quiet)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
        run(command, environ=quiet)


def virtualenv(folder: Path, requirements: Sequence[str], alone: Sequence[str] = ()) -> None:
    """Make a virtual environment with these packages; those of ``alone`` without what they ask."""
    stamp = folder / "requirements.txt"
    wanted = "\n".join([*requirements, *alone])
    if not stamp.exists() or stamp.read_text() != wanted:
        run([sys.executable, "-m", "venv", "--clear", folder])
        pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet"]
        run([*pip, *requirements])
        if alone:
            run([*pip, "--no-deps", *alone])
        stamp.write_text(wanted)


def node(folder: Path, version: str) -> Path:
    """Bring Node from npm into ``folder``; return the folder that holds bin/ and include/."""
    if not shutil.which("npm"):
        debian("nodejs", "npm")
    home = folder / "node_modules" / "node" / "node_modules"
    if not list(home.glob("node-linux-*")):
        folder.mkdir(parents=True, exist_ok=True)
        run(["npm", "install", "--prefix", folder, "--no-audit", "--no-fund", f"node@{version}"])
    found = list(home.glob("node-linux-*")) or list(folder.glob("node_modules/node-linux-*"))
    if not found:
        raise Failed("npm's package node brought no Node for this machine.")
    return found[0]


def _is_there(package: str) -> bool:
    try:
        return run(["dpkg-query", "-W", "-f", "${db:Status-Status}", package]) == "installed"
    except Failed:
        return False


@contextmanager
def _services_kept_still() -> Iterator[None]:
    if KEEP_STILL.exists():
        yield
        return
    KEEP_STILL.write_text("#!/bin/sh\nexit 101\n")
    KEEP_STILL.chmod(0o755)
    try:
        yield
    finally:
        KEEP_STILL.unlink(missing_ok=True)
