"""The whole paper as files: for nginx, object storage, or a shelf.

Each page is a file, ``index.html`` in its folder, with ``.gz``, ``.zst`` and ``.br`` beside
it, as nginx's ``gzip_static`` and its like serve them. Once more into the same folder writes
what has changed and takes away what is gone: ``.broadsheet-export`` lists what was written.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import brotli

from broadsheet.lib.files import write_atomically
from broadsheet.press.joining import join
from broadsheet.press.serve import NOWHERE
from broadsheet.press.store.reading import Reader

LIST = ".broadsheet-export"
REDIRECTS, RULES = "_redirects.json", "_redirects"
BROTLI_QUALITY = 9
LONGEST_NAME = 255

Progress = Callable[[str], None]


@dataclass
class Exported:
    """What an export did: files written, left as they were, taken away; pages left out."""

    written: int = 0
    kept: int = 0
    removed: int = 0
    left_out: list[str] | None = None


def export(store: Reader, folder: Path, *, public: Path, progress: Progress) -> Exported:
    """Write the paper into ``folder``; ``public`` is where the files that it uses lie.

    What isn't a page (an address that leads on, or is gone) goes into ``_redirects.json``; what
    leads on also into ``_redirects``, as file hosts read it.
    Raises OSError; what was written until then stands, and the next export goes on from it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = _listed(folder)
    now: dict[str, str] = {}
    done = Exported(left_out=[])
    moved: dict[str, list[object]] = {}
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
        path = file_of(name)
        if path is None:
            done.left_out = [*(done.left_out or []), name]
            continue
        digest = hashlib.sha256("".join(part.hash for part in parts).encode()).hexdigest()[:32]
        now[path] = digest
        if before.get(path) == digest and (folder / path).exists():
            done.kept += 1
            continue
        _write(folder / path, join(parts, "identity"), join(parts, "gzip"), join(parts, "zstd"))
        done.written += 1
    write_atomically(folder / REDIRECTS, json.dumps(moved, indent=1, sort_keys=True).encode())
    write_atomically(folder / RULES, _rules(moved).encode())
    _copy_files(public, folder / "media")
    done.removed = _remove(folder, set(before) - set(now))
    write_atomically(folder / LIST, json.dumps(now, sort_keys=True).encode())
    return done


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


def _copy_files(public: Path, target: Path) -> None:
    """Bring the pictures along, and take away those that no page uses any more."""
    wanted = {path.relative_to(public) for path in public.rglob("*") if path.is_file()}
    for name in wanted:
        if not (target / name).exists():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(public / name, target / name)
    for path in list(target.rglob("*")):
        if path.is_file() and path.relative_to(target) not in wanted:
            path.unlink()


def _remove(folder: Path, gone: set[str]) -> int:
    for path in gone:
        for tail in ("", ".gz", ".zst", ".br"):
            (folder / (path + tail)).unlink(missing_ok=True)
        for above in (folder / path).parents:
            if above == folder or any(above.iterdir()):
                break
            above.rmdir()
    return len(gone)


def _listed(folder: Path) -> dict[str, str]:
    path = folder / LIST
    found: dict[str, str] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return found
