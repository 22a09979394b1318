"""MariaDB as a process of ours: its own data folder, a socket, no port."""

from __future__ import annotations

import getpass
from pathlib import Path

from benchmarks.installing import debian
from benchmarks.processes import Processes, run


def install() -> None:
    """Bring the server without the service that Debian's other package has."""
    debian("mariadb-server-core", "mariadb-client-core")


def create(folder: Path) -> None:
    """Make an empty data folder, whose owner needs no password at its socket."""
    folder.mkdir(parents=True)
    run(
        [
            "mariadb-install-db", "--no-defaults", f"--datadir={folder}",
            f"--user={getpass.getuser()}", "--auth-root-authentication-method=normal",
            "--skip-test-db",
        ]
    )  # fmt: skip


def start(processes: Processes, folder: Path) -> Path:
    """Start the server on a data folder; return its socket. Durable as it comes."""
    socket = folder.parent / "mariadb.sock"
    socket.unlink(missing_ok=True)
    command = [
        "/usr/sbin/mariadbd", "--no-defaults", f"--datadir={folder}", f"--socket={socket}",
        f"--pid-file={folder.parent / 'mariadb.pid'}", f"--user={getpass.getuser()}",
        "--skip-networking", "--character-set-server=utf8mb4",
        "--innodb-buffer-pool-size=256M",
    ]  # fmt: skip
    processes.start("mariadb", command)
    processes.await_file(socket, "mariadb")
    return socket


def ask(socket: Path, statement: str) -> None:
    """Run SQL as root."""
    run(["mariadb", "--no-defaults", f"--socket={socket}", "--user=root", "-e", statement])
