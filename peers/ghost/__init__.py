"""Ghost of npm, and its importer, which takes what an owner uploads."""

from __future__ import annotations

import json
import re
import time
import urllib.parse
import urllib.request
import uuid
from pathlib import Path
from typing import Any

from benchmarks.processes import Failed
from benchmarks.systems.ghost import VERSION, Ghost
from benchmarks.systems.ghost_editor import Editor
from peers.comparing import Line
from peers.found import Found, Picture, Story

STATES = {"published": "public", "scheduled": "scheduled"}
SECONDS = 1800


class Peer(Ghost):
    """The Ghost of the benchmarks, at a port and with a paper of its own."""

    port = 18095
    data = ("mysql", "content")

    def make_empty(self) -> None:
        """Set a new Ghost up as its owner would, with nothing in it."""
        self.forget()
        with self.empty("Another paper"):
            pass


def install(work: Path) -> str:
    """Bring Ghost, whose parts compile; return its version."""
    system = Peer(work)
    system.folder.mkdir(parents=True, exist_ok=True)
    system.install()
    return VERSION


def imported(work: Path, export: Path, stories: int) -> tuple[Found, Line]:
    """Import an export into a new Ghost, with its routes and redirects; return what is in it then,
    and which addresses lead on.

    ``stories`` is how many posts and pages are awaited. Raises Failed.
    """
    system, files = Peer(work), sorted(export.glob("ghost-*.zip"))
    system.make_empty()
    try:
        system.serve()
        editor = Editor(system.address)
        editor.sign_in()
        _upload(editor, "settings/routes/yaml/", "routes", export / "routes.yaml", "text/yaml")
        _upload(
            editor, "redirects/upload/", "redirects", export / "redirects.json", "application/json"
        )
        for file in files:
            _upload(editor, "db/", "importfile", file, "application/zip")
            _await_end(editor, system, stories if file == files[-1] else 1)
        leading = _leading(system.address, export / "redirects.json")
        return _found(editor, system.folder / "content"), leading
    finally:
        system.stop()


def _upload(editor: Editor, path: str, field: str, file: Path, kind: str) -> None:
    """Upload a file as the settings do; an import is answered at once, and worked on."""
    edge = uuid.uuid4().hex
    head = (
        f'--{edge}\r\nContent-Disposition: form-data; name="{field}"; '
        f'filename="{file.name}"\r\nContent-Type: {kind}\r\n\r\n'
    )
    data = head.encode() + file.read_bytes() + f"\r\n--{edge}--\r\n".encode()
    editor.ask("POST", path, data, f"multipart/form-data; boundary={edge}")


def _leading(address: str, redirects: Path) -> Line:
    """Ask Ghost for every address that is to lead on."""
    astray, rows = [], json.loads(redirects.read_text("utf-8"))
    for each in rows:
        path = re.sub(r"\\(.)", r"\1", each["from"].strip("^$"))
        try:
            with urllib.request.urlopen(f"{address}{path}", timeout=60) as answer:
                end = urllib.parse.urlsplit(answer.url).path
        except OSError as error:
            end = str(error)
        if end != each["to"]:
            astray.append(f"{path} ends at {end}, not {each['to']}")
    return Line("Addresses that lead on, asked for", len(rows), len(rows) - len(astray), astray)


def images_in(story: Story) -> set[str]:
    """Return the names of the files of Ghost's that a story shows."""
    return set(
        re.findall(r"/content/images/(?:size/w\d+/)?([^\"\s?]+)", f'{story.html} "{story.image}"')
    )


def _await_end(editor: Editor, system: Peer, stories: int) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if sum(_total(editor, table) for table in ("posts", "pages")) >= stories:
            return
        if "site-content-import error" in (said := system.processes.last_words("ghost")):
            raise Failed(f"Ghost refused the import: {said}")
        time.sleep(2)
    raise Failed(f"Ghost's import was not done after {SECONDS} s: {said}")


def _total(editor: Editor, table: str) -> int:
    found = editor.ask("GET", f"{table}/?limit=1&fields=id")
    return int(found["meta"]["pagination"]["total"])


def _all(editor: Editor, table: str, wished: str = "") -> list[dict[str, Any]]:
    rows, number = [], 1
    while number:
        found = editor.ask("GET", f"{table}/?limit=100&page={number}{wished}")
        rows += found[table]
        number = found["meta"]["pagination"]["next"] or 0
    return rows


def _found(editor: Editor, content: Path) -> Found:
    rows = {
        stands: _all(editor, table, "&formats=html,lexical&include=tags,authors")
        for stands, table in ((False, "posts"), (True, "pages"))
    }
    stories = [_story(row, stands=stands) for stands, found in rows.items() for row in found]
    pictures = [
        Picture(path.name, "", "", path.stat().st_size)
        for path in (content / "images").rglob("*.*")
        if "size" not in path.parts
    ]
    return Found(
        authors={row["name"] for row in _all(editor, "users")},
        sections=set(),
        topics={row["name"] for row in _all(editor, "tags")},
        pictures=pictures,
        stories=stories,
    )


def _story(row: dict[str, Any], *, stands: bool) -> Story:
    # Ghost marks what it imports with a tag that readers don't see.
    tags = [tag["name"] for tag in row["tags"] if tag["visibility"] == "public"]
    return Story(
        title=row["title"],
        state=STATES.get(row["status"], "kept back"),
        published=(row["published_at"] or "")[:19].replace("T", " "),
        standfirst=row["custom_excerpt"] or "",
        author=row["authors"][0]["name"],
        sections=tags[:1],
        topics=tags[1:],
        path=urllib.parse.unquote(urllib.parse.urlsplit(row["url"]).path),
        hero=row["feature_image_alt"] or "",
        image=row["feature_image"] or "",
        html=row["html"] or "",
        stands=stands,
        blocks=[each["type"] for each in json.loads(row["lexical"])["root"]["children"]],
    )
