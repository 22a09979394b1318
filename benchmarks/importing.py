"""A paper moves in, beside WordPress loading its posts: ``python -m benchmarks.importing --help``.

Both get the same posts (``wxr.py``), one after the other, on the same machine. WordPress by its
own functions, in one transaction, without comments, tags and files; Broadsheet by its command,
from the export, with all of these, its report and each old address looked up.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import sqlite3
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks.processes import Failed, run
from benchmarks.run import conditions, say
from benchmarks.systems.broadsheet import COMMAND, ROOT
from benchmarks.systems.wordpress import WordPress
from benchmarks.wxr import WORDS_A_POST, Export

SECTION = (
    "from broadsheet.masthead.models import HomePage; "
    "from broadsheet.newsroom.actions import open_section; "
    "open_section(parent=HomePage.objects.get(), title='Elsewhere', slug='elsewhere')"
)


def main() -> int:
    """Measure, and write down what was found."""
    options = parsed()
    results: dict[str, Any] = {"conditions": conditions(options), "rows": []}
    if options.results.exists() and options.more:
        results["rows"] = json.loads(options.results.read_text())["rows"]
    for name, measure in (("broadsheet", broadsheet), ("wordpress", wordpress)):
        if name in options.only:
            say(f"{name}: {options.posts} posts of {options.words} words")
            results["rows"].append({"name": name, "words": options.words, **measure(options)})
            say(f"  {results['rows'][-1]}")
    options.results.write_text(json.dumps(results, indent=1) + "\n")
    return 0


def table_of(rows: list[dict[str, Any]]) -> list[list[str]]:
    """Return the rows of a table: what each import took."""
    head = [
        *("", "posts", "words each", "export", "seconds", "posts/s", "in all", "CPU"),
        "most memory",
    ]
    lines = [
        [
            row["name"],
            f"{row['posts']:,}",
            f"{row['words']:,}",
            f"{row['megabytes_of_export']:,} MB" if "megabytes_of_export" in row else "–",
            f"{row['seconds']:,.0f}",
            f"{row['rate']:,.0f}",
            f"{row['seconds_in_all']:,.0f} s" if "seconds_in_all" in row else "–",
            f"{row['cpu_seconds']:,.0f} s" if "cpu_seconds" in row else "–",
            f"{row['megabytes']} MB" if "megabytes" in row else "–",
        ]
        for row in rows
        if "rate" in row
    ]
    return [head, *lines]


def parsed() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("/tmp/broadsheet-bench"))
    parser.add_argument("--results", type=Path, default=Path("benchmarks/importing.json"))
    parser.add_argument("--posts", type=int, default=2000)
    parser.add_argument("--words", type=int, default=WORDS_A_POST, help="of a post")
    parser.add_argument("--pictures", type=int, default=0, help="in the library")
    parser.add_argument("--only", default="broadsheet,wordpress")
    parser.add_argument("--more", action="store_true", help="add to the results that are there")
    options = parser.parse_args()
    options.work = options.work.resolve() / "importing"
    options.work.mkdir(parents=True, exist_ok=True)
    return options


def broadsheet(options: argparse.Namespace) -> dict[str, Any]:
    """Import an export into a new paper."""
    paper, folder = options.work / "paper", options.work / "export"
    for each in (paper, folder):
        shutil.rmtree(each, ignore_errors=True)
    file = Export(options.posts, words=options.words, pictures=options.pictures).write(folder)
    environ = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    new = ["new", paper, "--name", "The Measured Courier", "--place", "Loopback"]
    run([*COMMAND, *new, "--timezone", "UTC", "--language", "en", "--yes"], environ=environ)
    shell = ["manage", "--dir", paper, "shell", "--no-imports", "-v", "0", "-c", SECTION]
    run([*COMMAND, *shell], environ=environ)
    command = [*COMMAND, "import", "wordpress", file, "--dir", paper]
    if options.pictures:
        command += ["--media", folder / "uploads"]
    found = measured([str(part) for part in command], {**os.environ, **environ})
    found |= {"seconds": moved_in(paper), "megabytes_of_export": round(file.stat().st_size / 1e6)}
    return rates(options, **found)


def moved_in(paper: Path) -> float:
    """Return the seconds from the first look at the export until all was in: without the report."""
    with contextlib.closing(sqlite3.connect(paper / "data" / "broadsheet.sqlite3")) as database:
        [row] = database.execute("SELECT begun_at, ended_at FROM broadsheet_wire_move")
    began, ended = map(datetime.fromisoformat, row)
    return (ended - began).total_seconds()


def wordpress(options: argparse.Namespace) -> dict[str, Any]:
    """Load the same posts by WordPress's own functions into a new WordPress."""
    system = WordPress(options.work)
    try:
        system.install()
        corpus = Export(options.posts, words=options.words).corpus
        system.forget()
        system.folder.mkdir(parents=True, exist_ok=True)
        system.fill(corpus, corpus.write(system.folder / "corpus.json"))
    except Failed as reason:
        return {"posts": options.posts, "why_not": str(reason)}
    seconds = json.loads((system.folder / "loading.json").read_text())
    return rates(options, seconds=seconds)


def rates(options: argparse.Namespace, *, seconds: float, **more: Any) -> dict[str, Any]:
    """Return what is written down of one of the two."""
    rate = round(options.posts / seconds, 1)
    return {"posts": options.posts, "seconds": round(seconds, 1), "rate": rate, **more}


def measured(command: list[str], environ: dict[str, str]) -> dict[str, Any]:
    """Run a program to its end; return its seconds, those of the processor, its most memory."""
    began = time.monotonic()
    process = os.posix_spawn(command[0], command, environ)
    _pid, status, used = os.wait4(process, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}.")
    return {
        "seconds_in_all": round(time.monotonic() - began, 1),
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 1),
        "megabytes": round(used.ru_maxrss / 1024),
    }


if __name__ == "__main__":
    sys.exit(main())
