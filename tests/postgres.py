"""Run a command with ``DATABASE_URL`` leading to a PostgreSQL made for it alone.

``python tests/postgres.py COMMAND…``: a cluster in a temporary folder, on loopback, on a
free port, as an unprivileged user (PostgreSQL refuses root), gone when the command ends.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",  # nothing in it outlives the tests
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "jit": "off",
    "max_wal_size": "8GB",  # no checkpoint meanwhile
    "max_connections": "60",
}


def programs() -> Path:
    """Return the folder of the newest PostgreSQL's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        sys.exit("PostgreSQL isn't installed (initdb not found).")
    return found[-1].parent if found else Path(str(on_path)).parent


def as_somebody(command: list[str]) -> list[str]:
    """Return the command as run by the user ``postgres`` when we are root."""
    return ["runuser", "-u", "postgres", "--", *command] if os.getuid() == 0 else command


def main(command: list[str]) -> int:
    """Make the cluster, run the command, remove the cluster; return the command's exit code."""
    binaries = programs()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="broadsheet-postgres-") as folder:
        if os.getuid() == 0:
            shutil.chown(folder, "postgres")
        data = f"{folder}/data"
        control = [str(binaries / "pg_ctl"), "-D", data, "-w"]
        initdb = [str(binaries / "initdb"), "-D", data, "-U", "paper", "-A", "trust"]
        quiet = {"stdout": subprocess.DEVNULL, "cwd": folder, "check": True}
        subprocess.run(as_somebody([*initdb, "-E", "UTF8", "--no-sync"]), **quiet)
        options = " ".join(f"-c {key}={value!r}" for key, value in OPTIONS.items())
        start = ["-l", f"{folder}/log", "-o", f"-p {port} {options}", "start"]
        subprocess.run(as_somebody([*control, *start]), **quiet)
        url = f"postgresql://paper@127.0.0.1:{port}/postgres"
        try:
            environment = {**os.environ, "DATABASE_URL": url}
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            subprocess.run(as_somebody([*control, "-m", "immediate", "stop"]), **quiet)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
