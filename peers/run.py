"""Has WordPress and Ghost import what we export, and says what arrived: ``python -m peers.run``.

On Debian, as root where packages are missing. WordPress's importer is a plugin that Debian doesn't
have: get it with ``git clone https://github.com/WordPress/wordpress-importer`` and name its folder
``src`` with ``--importer``. Everything is on 127.0.0.1, and ends with the run.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from pathlib import Path

from benchmarks.processes import Failed, Processes, run
from peers import ghost, wordpress
from peers.comparing import Line, compare
from peers.found import Found, Picture, Story
from peers.page import Result, written

PORT = 18097
URL = f"http://127.0.0.1:{PORT}"
NOTES = (
    "A story whose address isn't of a day and a slug gets one that is; `redirects.csv` leads on\n"
    "from the other, with the plugin Redirection, which wasn't tried. “Invalid taxonomy” is said\n"
    "of stories by several: WordPress itself knows one author, the others want Co-Authors Plus,\n"
    "which wasn't tried either.",
    "Ghost counts days by Greenwich's clock, and gives a story whose address isn't of a day and a\n"
    "slug one that is: each of these addresses leads on, as the line above says.",
)
PAGE = Path(__file__).resolve().parents[1] / "docs" / "moving-out.md"


def main() -> int:
    """Run it; write the page unless only one of the two was asked for."""
    parser = argparse.ArgumentParser(prog="python -m peers.run", description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("/tmp/broadsheet-peers"))
    parser.add_argument("--importer", type=Path, help="src of WordPress/wordpress-importer")
    parser.add_argument("--only", choices=("wordpress", "ghost"))
    wishes = parser.parse_args()
    work: Path = wishes.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    os.environ["BROADSHEET_URL"] = URL
    paper, processes = work / "demo", Processes(work / "logs")
    try:
        ours, zone = _paper(paper, processes)
        results = []
        if wishes.only != "ghost":
            results.append(_wordpress(work, paper, ours, zone, wishes.importer))
        if wishes.only != "wordpress":
            results.append(_ghost(work, paper, ours))
    finally:
        processes.stop()
    for result in results:
        print(result.text())
    if not wishes.only:
        PAGE.write_text(written(ours, results), "utf-8")
    return 0


def _paper(paper: Path, processes: Processes) -> tuple[Found, str]:
    """Make the demo, and keep it running: WordPress fetches pictures from there."""
    python = Path(sys.executable)
    command: list[str | Path] = [python.with_name("broadsheet"), "demo", paper]
    command += ["--port", str(PORT)]
    processes.start("demo", command)
    processes.await_answer(URL, "demo", 600)
    run([python, "-m", "peers.states", paper])
    read = json.loads(run([python, "-m", "peers.ours", paper]))
    found = Found(
        authors=set(read["authors"]),
        sections={(name, above) for name, above in read["sections"]},
        topics=set(read["topics"]),
        pictures=[Picture(**each) for each in read["pictures"]],
        stories=[Story(**each) for each in read["stories"]],
    )
    return found, read["zone"]


def _export(name: str, work: Path, paper: Path) -> tuple[Path, float]:
    folder = work / f"export-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    began = time.monotonic()
    command = Path(sys.executable).with_name("broadsheet")
    run([command, "export", name, folder, "--dir", paper])
    return folder, time.monotonic() - began


def _wordpress(work: Path, paper: Path, ours: Found, zone: str, plugin: Path | None) -> Result:
    if plugin is None:
        raise SystemExit("WordPress's importer is no package: name its folder with --importer.")
    version = wordpress.install()
    folder, took = _export("wxr", work, paper)
    files = sorted(folder.glob("wordpress-*.xml"))
    began = time.monotonic()
    found, said = wordpress.imported(work / "wordpress", plugin.resolve(), files, zone)
    seconds = time.monotonic() - began
    lines = [*compare(ours, found), _pictures(ours, found)]
    return Result(
        f"WordPress {version}", lines, took, seconds, wordpress.complaints(said), NOTES[0]
    )


def _pictures(ours: Found, theirs: Found) -> Line:
    """Compare what is said of pictures, and whether their files are there."""
    there = {(each.alt, each.caption, each.credit) for each in theirs.pictures if each.bytes}
    missing = [
        each.alt for each in ours.pictures if (each.alt, each.caption, each.credit) not in there
    ]
    left = len(ours.pictures)
    return Line("Pictures, with alt, caption, credit", left, left - len(missing), missing)


def _ghost(work: Path, paper: Path, ours: Found) -> Result:
    version = ghost.install(work)
    folder, took = _export("ghost", work, paper)
    began = time.monotonic()
    found, leading = ghost.imported(work, folder, len(ours.stories))
    seconds = time.monotonic() - began
    shown = {image for story in found.stories for image in ghost.images_in(story)}
    files = {each.alt for each in found.pictures if each.bytes}
    lines = [*compare(ours, found, longest_standfirst=300), leading]
    lines.append(Line("Pictures that stories show, as files", len(shown), len(shown & files),
                      sorted(shown - files)))  # fmt: skip
    return Result(f"Ghost {version}", lines, took, seconds, [], NOTES[1])


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as reason:
        sys.exit(str(reason))
