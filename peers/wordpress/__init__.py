"""Debian's WordPress, and WordPress's own importer, which Debian doesn't have."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.installing import debian
from benchmarks.processes import Failed, Processes, run
from benchmarks.systems import mariadb
from broadsheet.lib.html import text_of
from peers.found import Found, Picture, Story

HERE = Path(__file__).resolve().parent
SOURCE = Path("/usr/share/wordpress")
CONFIG = HERE.parents[1] / "benchmarks" / "papers" / "wordpress" / "wp-config.php"
EXTENSIONS = ("mysql", "xml", "mbstring", "gd", "curl", "intl")
ADDRESS = "http://127.0.0.1:18093"
STATES = {"publish": "public", "future": "scheduled"}


def install() -> str:
    """Bring PHP first: asked for with WordPress it would bring Apache. Return the version."""
    mariadb.install()
    debian("php-cli", *(f"php-{name}" for name in EXTENSIONS))
    debian("php", "wordpress")
    return run(["dpkg-query", "-W", "-f", "${Version}", "wordpress"]).split("+")[0]


def imported(folder: Path, plugin: Path, files: Sequence[Path], zone: str) -> tuple[Found, str]:
    """Import an export's files into a new WordPress; return what is in it then, and what it said.

    ``plugin`` is WordPress's importer (its repository's folder ``src``). Raises Failed.
    """
    if not (plugin / "wordpress-importer.php").exists():
        raise Failed(f"{plugin} holds no wordpress-importer.php.")
    shutil.rmtree(folder, ignore_errors=True)
    site, processes = folder / "site", Processes(folder / "logs")
    shutil.copytree(SOURCE, site, ignore=shutil.ignore_patterns("wp-content", ".htaccess"))
    (site / "wp-content" / "plugins").mkdir(parents=True)
    shutil.copy(CONFIG, site)
    mariadb.create(folder / "mysql")
    environ = {
        "HOME_URL": ADDRESS,
        "SITE": str(site),
        "DB_SOCKET": str(folder / "mariadb.sock"),
        "DB_USER": "root",
        "PASSWORD": "a-long-enough-secret",
    }

    def php(name: str, *arguments: str | Path) -> str:
        command = ["php", "-d", "memory_limit=2G", HERE / name, *arguments]
        return run(command, environ=environ)

    try:
        socket = mariadb.start(processes, folder / "mysql")
        mariadb.ask(socket, "CREATE DATABASE wordpress CHARACTER SET utf8mb4")
        php("install.php", zone)
        said = php("import.php", plugin, *files)
        (folder / "said.html").write_text(said, "utf-8")
        return _found(php("read.php")), said
    finally:
        processes.stop()


def _found(text: str) -> Found:
    read = json.loads(text[text.index("{") :])
    return Found(
        authors=set(read["authors"]),
        sections={tuple(pair) for pair in read["sections"]},
        topics=set(read["topics"]),
        pictures=[Picture(**each) for each in (read["pictures"] or {}).values()],
        stories=[_story(each) for each in read["stories"]],
    )


def _story(each: dict[str, object]) -> Story:
    return Story(**{**each, "state": STATES.get(str(each["state"]), "kept back")})  # type: ignore[arg-type]


def complaints(said: str) -> list[str]:
    """Return what the importer could not do, each once, and how often."""
    lines = (text_of(each) for each in re.split(r"<br ?/?>|</?p>|\n", said))
    failed = Counter(
        re.sub(r"^(Failed to import author) [\w-]+", r"\1 …", each)
        for each in lines
        if "Failed" in each or "Warning" in each or "already exists" in each
    )
    return [f"{each} ({times}×)" for each, times in failed.items()]
