"""What is wrong with a set-up is said in a sentence, with what to do, and counted."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import broadsheet

pytestmark = pytest.mark.sqlite

Break = Callable[[Path], dict[str, str]]


def examined(paper: Path, **extra: str) -> tuple[int, str]:
    result = broadsheet("doctor", "--dir", paper, **extra)
    assert "Traceback" not in result.stderr + result.stdout, result.stderr
    return result.returncode, result.stdout


def test_a_new_publication_has_nothing_that_must_be_mended(paper: Path) -> None:
    code, said = examined(paper)
    assert code == 0
    assert "0 to mend" in said
    assert "SQLite 3." in said
    assert "journal mode WAL" in said


def test_what_a_new_publication_still_lacks_is_said(paper: Path) -> None:
    _code, said = examined(paper)
    for lack in (
        "only this machine can read the paper",
        "Mail isn't sent",
        "There is no backup",
        "lack the coordinates",
        "isn't printed yet",
    ):
        assert lack in said, lack


def _open_secret(paper: Path) -> dict[str, str]:
    (paper / "data" / "secret_key").chmod(0o644)
    return {}


def _short_secret(paper: Path) -> dict[str, str]:
    (paper / "data" / "secret_key").write_text("short")
    return {}


def _open_data(paper: Path) -> dict[str, str]:
    (paper / "data" / "media").mkdir(exist_ok=True)
    for folder in (paper / "data", paper / "data" / "media"):
        folder.chmod(0o755)
    return {}


def _no_static_files(paper: Path) -> dict[str, str]:
    (paper / "data" / "static" / "staticfiles.json").unlink()
    return {}


def _no_newspaper(paper: Path) -> dict[str, str]:
    code = "from wagtail.models import Page; Page.objects.filter(depth=2).delete()"
    result = broadsheet("manage", "shell", "--no-imports", "-c", code, cwd=paper)
    assert result.returncode == 0, result.stderr
    return {}


def _no_tables(paper: Path) -> dict[str, str]:
    (paper / "data" / "broadsheet.sqlite3").unlink()
    return {}


def _no_database(_paper: Path) -> dict[str, str]:
    return {"DATABASE_URL": "postgresql://nobody@127.0.0.1:9/nothing"}


def _press_is_no_database(paper: Path) -> dict[str, str]:
    (paper / "data" / "press.sqlite3").write_bytes(b"ink, but no database" * 300)
    return {}


def _debug(_paper: Path) -> dict[str, str]:
    return {"BROADSHEET_DEBUG": "true"}


def _mail_without_sender(_paper: Path) -> dict[str, str]:
    return {"BROADSHEET_MAIL_URL": "smtp://127.0.0.1:25"}


def _address(url: str) -> Break:
    return lambda _paper: {"BROADSHEET_URL": url}


@pytest.mark.parametrize(
    ("damage", "wrong", "mend"),
    [
        (_open_secret, "Others on this machine can read", "chmod 600"),
        (_short_secret, "can be guessed", "Delete data/secret_key"),
        (_open_data, "can read the pictures", "chmod 700"),
        (_no_static_files, "style sheets and fonts", "collectstatic"),
        (_no_newspaper, "has no newspaper in it", "broadsheet new"),
        (_no_tables, "waits for", "Run the publication"),
        (_no_database, "The database doesn't answer", "Is it running?"),
        (_press_is_no_database, "What is printed can't be read", "Delete data/press.sqlite3"),
        (_debug, "debug is on", "Take debug out"),
        (_mail_without_sender, "no sender's address", "mail.from"),
        (_address("paper.example"), "isn't a web address", "https://"),
        (_address("https://paper.example/news"), "has a path", "whole of its host"),
        (_address("http://paper.example"), "isn't encrypted", "certificate"),
    ],
)
def test_what_is_broken_is_named_with_its_remedy(
    paper: Path, damage: Break, wrong: str, mend: str
) -> None:
    code, said = examined(paper, **damage(paper))
    line = next((line for line in said.splitlines() if wrong in line), "")
    assert line.startswith("✗"), said
    assert mend in said.split(wrong)[1]
    assert code == 1


def test_a_backup_of_this_week_is_enough(paper: Path) -> None:
    folder = paper / "data" / "backups"
    folder.mkdir()
    backup = folder / "paper.zip"
    backup.write_bytes(b"")
    assert "backup" not in examined(paper)[1]
    old = time.time() - 9 * 86_400
    os.utime(backup, (old, old))
    assert "The last backup is 9 days old" in examined(paper)[1]
