"""A restored paper is the paper that was backed up."""

from __future__ import annotations

import json
import shutil
import sqlite3
import stat
import threading
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from broadsheet.backup.manifest import BackupError
from broadsheet.backup.restore import open_verified
from tests.backup.rows import rows_of
from tests.command import broadsheet, refused

pytestmark = pytest.mark.sqlite

HIRE = """
from broadsheet.staff.actions import hire
for number in range(3):
    hire(email=f"rosa{number}@example.org", password="a quiet harbour", role="reporter")
"""


@pytest.fixture
def lived_in(paper: Path) -> Path:
    """Return a publication with people, files, deleted rows and a template of its own."""
    result = broadsheet("manage", "shell", "--no-imports", "-c", HIRE, cwd=paper)
    assert result.returncode == 0, result.stderr
    with closing(sqlite3.connect(paper / "data" / "broadsheet.sqlite3")) as database:
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("DELETE FROM broadsheet_staff_user_groups WHERE user_id = 3")
        database.execute("DELETE FROM broadsheet_staff_user WHERE id = 3")
        database.commit()
    picture = paper / "data" / "media" / "originals" / "8f3a.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(bytes(range(256)) * 500)
    (paper / "data" / "public").mkdir(exist_ok=True)
    (paper / "data" / "public" / "quay.webp").write_bytes(b"printed")
    (paper / "data" / "press.sqlite3").touch()
    (paper / "templates").mkdir()
    (paper / "templates" / "foot.html").write_text("Ünser Fuß")
    return paper


def _backup(paper: Path, target: Path) -> Path:
    result = broadsheet("backup", target, "--dir", paper)
    assert result.returncode == 0, result.stderr
    return target


def test_a_restored_paper_equals_the_original_row_for_row_and_stands_by_itself(
    lived_in: Path, tmp_path: Path
) -> None:
    file = _backup(lived_in, tmp_path / "b.zip")
    again = tmp_path / "again"
    result = broadsheet("restore", file, "--dir", again)
    assert result.returncode == 0, result.stderr
    database = "data/broadsheet.sqlite3"
    assert rows_of(again / database) == rows_of(lived_in / database)
    for name in ("data/media/originals/8f3a.jpg", "data/secret_key", "templates/foot.html"):
        assert (again / name).read_bytes() == (lived_in / name).read_bytes()
    assert (again / "broadsheet.toml").read_bytes() == (lived_in / "broadsheet.toml").read_bytes()
    found = broadsheet("doctor", "--dir", again).stdout
    assert "migrations" not in found
    assert "secret" not in found
    second = _backup(again, tmp_path / "b2.zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(second) as new:
        assert not [n for n in old.namelist() if n.startswith(("data/press.", "data/public/"))]
        for name in old.namelist():
            assert name == "manifest.json" or old.read(name) == new.read(name), name


def test_a_backup_is_for_its_owners_eyes(paper: Path, tmp_path: Path) -> None:
    assert stat.S_IMODE(_backup(paper, tmp_path / "b.zip").stat().st_mode) == 0o600


def test_a_backup_without_a_name_goes_to_the_backups_folder(paper: Path) -> None:
    assert broadsheet("backup", cwd=paper).returncode == 0
    assert len(list((paper / "data" / "backups").glob("broadsheet-*.zip"))) == 1


def test_a_backup_made_while_others_write_is_of_one_moment(paper: Path, tmp_path: Path) -> None:
    stop = threading.Event()

    def write_pairs() -> None:
        path = paper / "data" / "broadsheet.sqlite3"
        with closing(sqlite3.connect(path, timeout=20)) as database:
            for number in range(100_000):
                if stop.is_set():
                    return
                for side in "ab":
                    database.execute(
                        "INSERT INTO taggit_tag (name, slug) VALUES (?, ?)",
                        [f"{number}{side}", f"{number}{side}"],
                    )
                database.commit()

    writer = threading.Thread(target=write_pairs)
    writer.start()
    try:
        file = _backup(paper, tmp_path / "b.zip")
    finally:
        stop.set()
        writer.join()
    with zipfile.ZipFile(file) as kept:
        rows = kept.read("tables/taggit_tag.jsonl").decode().splitlines()
    names = [name for row in rows for name in json.loads(row) if str(name).endswith(("a", "b"))]
    assert {n[:-1] for n in names if n.endswith("a")} == {n[:-1] for n in names if n.endswith("b")}
    assert names, "nothing was written before the backup's moment"


def test_restoring_over_a_paper_needs_force_and_keeps_the_old_one(
    lived_in: Path, tmp_path: Path
) -> None:
    file = _backup(lived_in, tmp_path / "b.zip")
    before = rows_of(lived_in / "data" / "broadsheet.sqlite3")
    (lived_in / "data" / "media" / "later.txt").write_text("later")
    assert "--force" in refused(broadsheet("restore", file, "--dir", lived_in))
    assert (lived_in / "data" / "media" / "later.txt").exists()
    result = broadsheet("restore", file, "--dir", lived_in, "--force")
    assert result.returncode == 0, result.stderr
    [aside] = lived_in.glob("data.before-restore-*")
    assert (aside / "media" / "later.txt").read_text() == "later"
    assert not (lived_in / "data" / "media" / "later.txt").exists()
    assert rows_of(lived_in / "data" / "broadsheet.sqlite3") == before


def _rewrite(path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w") as new:
        for name, data in members.items():
            new.writestr(name, data)


def _in_manifest(key: str, value: object) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        manifest = json.loads(members["manifest.json"])
        manifest[key] = value
        members["manifest.json"] = json.dumps(manifest).encode()

    return change


def _truncated(share: float) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * share)])

    return damage


def _flipped(name: str) -> Callable[[Path], None]:
    """Return what flips the bits of a byte in the middle of one file of the backup."""

    def damage(path: Path) -> None:
        with zipfile.ZipFile(path) as file:
            info = file.getinfo(name)
        data = bytearray(path.read_bytes())
        begin = data.index(name.encode(), info.header_offset) + len(name)
        data[begin + info.compress_size // 2] ^= 0xFF
        path.write_bytes(data)

    return damage


DAMAGE: dict[str, tuple[Callable[[Path], None], str]] = {
    "empty": (lambda path: path.write_bytes(b""), "isn't a whole"),
    "a text": (lambda path: path.write_text("Dear editor"), "isn't a whole"),
    "half": (_truncated(0.5), "isn't a whole"),
    "almost whole": (_truncated(0.999), "isn't a whole"),
    "a flipped byte in a table": (_flipped("tables/django_content_type.jsonl"), "damaged"),
    "a flipped byte in the secret": (_flipped("data/secret_key"), "damaged"),
    "a flipped byte in the manifest": (_flipped("manifest.json"), "whole"),
    "a newer format": (lambda path: _rewrite(path, _in_manifest("format", 2)), "format 2"),
    "an incomplete manifest": (lambda p: _rewrite(p, _in_manifest("tables", None)), "complete"),
    "a newer program": (
        lambda p: _rewrite(p, _in_manifest("migrations", [["broadsheet_staff", "9999_x"]])),
        "newer program",
    ),
    "a changed row": (
        lambda p: _rewrite(p, lambda m: m.update({"tables/wagtailcore_site.jsonl": b"[]\n"})),
        "damaged",
    ),
    "a file too many": (
        lambda p: _rewrite(p, lambda m: m.update({"data/../../evil": b"x"})),
        "manifest",
    ),
    "a file too few": (
        lambda p: _rewrite(p, lambda m: m.pop("tables/wagtailcore_site.jsonl") and None),
        "manifest",
    ),
}


@pytest.fixture(scope="module")
def good_backup(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("backup")
    shutil.copytree(made, folder / "paper")
    return _backup(folder / "paper", folder / "b.zip")


@pytest.mark.parametrize("kind", sorted(set(DAMAGE) - {"a newer program"}))
def test_damage_is_found_before_anything_is_touched(
    good_backup: Path, tmp_path: Path, kind: str
) -> None:
    damage, reason = DAMAGE[kind]
    file = tmp_path / "b.zip"
    file.write_bytes(good_backup.read_bytes())
    damage(file)
    with pytest.raises(BackupError, match=reason):
        open_verified(file, lambda _name: None)


@pytest.mark.parametrize("kind", ["a changed row", "a newer program"])
def test_a_damaged_backup_is_refused_and_touches_nothing(
    good_backup: Path, paper: Path, tmp_path: Path, kind: str
) -> None:
    damage, reason = DAMAGE[kind]
    file = tmp_path / "b.zip"
    file.write_bytes(good_backup.read_bytes())
    damage(file)
    before = {path: path.stat() for path in paper.rglob("*") if "logs" not in path.parts}
    message = refused(broadsheet("restore", file, "--dir", paper, "--force"))
    assert "can't be restored" in message
    assert reason in message
    after = {path: path.stat() for path in paper.rglob("*") if "logs" not in path.parts}
    assert set(after) == set(before)
    assert all(after[p].st_ino == before[p].st_ino for p in before)


def test_a_file_that_would_land_elsewhere_is_refused(good_backup: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    file.write_bytes(good_backup.read_bytes())

    def smuggle(members: dict[str, bytes]) -> None:
        manifest = json.loads(members["manifest.json"])
        manifest["members"]["data/../../evil"] = {"bytes": 0, "sha256": ""}
        members["manifest.json"] = json.dumps(manifest).encode()
        members["data/../../evil"] = b""

    _rewrite(file, smuggle)
    assert "unsafe" in refused(broadsheet("restore", file, "--dir", tmp_path / "again"))
    assert not (tmp_path / "evil").exists()
    assert not (tmp_path / "again").exists()


def test_a_backup_that_cannot_be_written_leaves_nothing(paper: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused(broadsheet("backup", tmp_path / "file" / "b.zip", "--dir", paper))
    assert (tmp_path / "file").read_text() == ""
    assert not list((paper / "data" / "backups").glob("*"))
