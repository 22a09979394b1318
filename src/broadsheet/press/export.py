"""The whole paper as files: for nginx, object storage, or a shelf.

Each page is a file, ``index.html`` in its folder, with ``.gz``, ``.zst`` and ``.br`` beside
it, as nginx's ``gzip_static`` and its like serve them. Once more into the same folder writes
what has changed and takes away what is gone: ``.broadsheet-export`` lists what was written.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import quote

import brotli

from broadsheet.lib.files import within, write_atomically, writing_atomically
from broadsheet.press.joining import join
from broadsheet.press.segments import Segment, identity
from broadsheet.press.serve import NOWHERE
from broadsheet.press.store.reading import Reader

LIST = ".broadsheet-export"
REDIRECTS, RULES = "_redirects.json", "_redirects"
BROTLI_QUALITY = 9
LONGEST_NAME = 255
STATIC = re.compile(rb"/static/([A-Za-z0-9._/-]+)")
"""Fonts, icons and scripts of the theme, as pages refer to them."""

Progress = Callable[[str], None]


class NotOurs(Exception):  # noqa: N818  what it is, not a type
    """The folder holds something, and no export that we made."""


@dataclass
class Exported:
    """What an export did: files written, left as they were, taken away; pages left out."""

    written: int = 0
    kept: int = 0
    removed: int = 0
    left_out: list[str] = field(default_factory=list)


@dataclass
class Listed:
    """What an export wrote: pages with the digests of their parts, and files beside them."""

    pages: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)


def export(
    store: Reader, folder: Path, *, public: Path, static: Path, progress: Progress
) -> Exported:
    """Write the paper into ``folder``.

    ``public`` is where the pictures that it uses lie, ``static`` the theme's files.
    What isn't a page (an address that leads on, or is gone) goes into ``_redirects.json``; what
    leads on also into ``_redirects``, as file hosts read it.
    Raises NotOurs for a folder in which something else is, and OSError; what was written until
    then stands, and the next export goes on from it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before, now, done = _listed(folder), Listed(), Exported()
    if not (folder / LIST).exists():
        _keep_list(folder, before)  # ours from now on, though it be broken off
    moved: dict[str, list[object]] = {}
    used = _Used()
    for name in names(store):
        progress(name)
        with store.moment():
            found = store.whole(name)
        if found is None or found[0].status == 204:
            continue
        target, parts = found
        if target.status not in {200, 404}:
            moved[name] = [target.status, dict(target.headers).get("location", "")]
            continue
        used.look(parts)
        _page(name, parts, folder, before, now, done)
    write_atomically(folder / REDIRECTS, json.dumps(moved, indent=1, sort_keys=True).encode())
    write_atomically(folder / RULES, _rules(moved).encode())
    pictures = [path.relative_to(public).as_posix() for path in public.rglob("*") if path.is_file()]
    now.files += _copy(public, folder, "media", pictures)
    now.files += _copy(static, folder, "static", used.names)
    done.removed = _remove(folder, set(before.pages) - set(now.pages))
    _remove(folder, set(before.files) - set(now.files))
    _keep_list(folder, now)
    return done


def _page(
    name: str, parts: Sequence[Segment], folder: Path, before: Listed, now: Listed, done: Exported
) -> None:
    path = file_of(name)
    if path is None:
        done.left_out.append(name)
        return
    digest = hashlib.sha256("".join(part.hash for part in parts).encode()).hexdigest()[:32]
    now.pages[path] = digest
    if before.pages.get(path) == digest and (folder / path).exists():
        done.kept += 1
        return
    _write(folder / path, join(parts, "identity"), join(parts, "gzip"), join(parts, "zstd"))
    done.written += 1


class _Used:
    """The theme's files that pages refer to; each part is looked at once."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self._seen: set[str] = set()

    def look(self, parts: Sequence[Segment]) -> None:
        for part in parts:
            if part.hash not in self._seen:
                self._seen.add(part.hash)
                self.names |= {each.decode() for each in STATIC.findall(identity(part))}


def names(store: Reader) -> Iterator[str]:
    """Yield the names of all pages, in the order of their addresses."""
    after = ""
    while True:
        sql = (
            "SELECT name FROM target WHERE status > 0 AND name > ? AND name NOT LIKE '@%'"
            " ORDER BY name LIMIT 500"
        )
        rows = store.database.rows(sql, (after,))
        if not rows:
            return
        yield from (row[0] for row in rows)
        after = rows[-1][0]


def _rules(moved: dict[str, list[object]]) -> str:
    """Return what leads on, a line each (https://docs.netlify.com/manage/routing/redirects/).

    Those hosts know no address that is gone, and none by its query: ``_redirects.json`` has them.
    """
    lines = []
    for name, (status, target) in sorted(moved.items()):
        if status in {301, 302, 307, 308} and target and "?" not in name:
            lines.append(f"{quote(name)} {target} {status}\n")
    return "".join(lines)


def file_of(name: str) -> str | None:
    """Return where a page's file lies in the folder; None for an address that can be no file."""
    if name == NOWHERE:
        return "404.html"
    parts = name.removeprefix("/").split("/")
    path = name.removeprefix("/") + ("index.html" if name.endswith("/") else "")
    unsafe = any(part in {".", ".."} or len(part.encode()) > LONGEST_NAME for part in parts)
    return None if unsafe or "\x00" in name or "?" in name or name.startswith("//") else path


def _write(path: Path, page: bytes, gzip: bytes, zstd: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    packed = brotli.compress(page, quality=BROTLI_QUALITY)
    for tail, data in ((".gz", gzip), (".zst", zstd), (".br", packed), ("", page)):
        write_atomically(path.with_name(path.name + tail), data)


def _copy(source: Path, folder: Path, place: str, names: Iterable[str]) -> list[str]:
    """Bring files of one folder along; return where they are. Their names say what is in them."""
    found = []
    for name in sorted(names):
        original, target = within(source, name), folder / place / name
        if original is None:
            continue
        found.append(f"{place}/{name}")
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            with writing_atomically(target) as file, original.open("rb") as read:
                shutil.copyfileobj(read, file)
    return found


def _remove(folder: Path, gone: set[str]) -> int:
    for path in gone:
        for tail in ("", ".gz", ".zst", ".br"):
            (folder / (path + tail)).unlink(missing_ok=True)
        for above in (folder / path).parents:
            if above == folder or any(above.iterdir()):
                break
            above.rmdir()
    return len(gone)


def _listed(folder: Path) -> Listed:
    path = folder / LIST
    if path.exists():
        return Listed(**json.loads(path.read_text("utf-8")))
    if any(folder.iterdir()):
        raise NotOurs(folder)
    return Listed()


def _keep_list(folder: Path, listed: Listed) -> None:
    write_atomically(folder / LIST, json.dumps(asdict(listed), sort_keys=True).encode())
