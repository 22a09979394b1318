"""Making a publication."""

from __future__ import annotations

import os
import pty
import stat
import subprocess
from pathlib import Path

import pytest

from tests.command import COMMAND, broadsheet, environment, refused

pytestmark = pytest.mark.sqlite


def test_a_new_publication_keeps_its_data_and_its_secret_to_itself(made: Path) -> None:
    assert stat.S_IMODE((made / "data").stat().st_mode) == 0o700
    secret = made / "data" / "secret_key"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert len(secret.read_text()) > 50


def test_a_new_publication_explains_its_configuration(made: Path) -> None:
    lines = (made / "broadsheet.toml").read_text().splitlines()
    assert 12 <= len(lines) <= 40
    assert any(line.startswith("#") for line in lines)


def test_a_new_publication_is_founded_with_what_was_said(paper: Path) -> None:
    code = (
        "from broadsheet.masthead.models import Publication as P; p = P.load();"
        "print(p.name, p.place, p.timezone, p.language, sep='|')"
    )
    result = broadsheet("manage", "shell", "--no-imports", "-c", code, cwd=paper)
    assert "The Courier|New York|America/New_York|en" in result.stdout, result.stderr


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Europe/Lisbonne", "Europe/Lisbon"),
        ("New York", "America/New_York"),
        ("europe/berlin", "Europe/Berlin"),
    ],
)
def test_a_wrong_time_zone_is_answered_with_the_right_one(
    tmp_path: Path, typed: str, meant: str
) -> None:
    result = broadsheet("new", tmp_path / "p", "--yes", "--timezone", typed)
    assert f"“{meant}”" in refused(result)
    assert not (tmp_path / "p").exists()


def test_a_wrong_language_is_answered_with_the_right_one(tmp_path: Path) -> None:
    result = broadsheet("new", tmp_path / "p", "--yes", "--language", "portugese")
    assert "“pt”" in refused(result)
    assert not (tmp_path / "p").exists()


def test_a_publication_is_not_made_over_another(paper: Path) -> None:
    before = (paper / "broadsheet.toml").read_bytes()
    assert "already" in refused(broadsheet("new", paper, "--yes"))
    assert (paper / "broadsheet.toml").read_bytes() == before


def test_a_file_in_the_folders_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "paper").write_text("mine")
    assert "folder" in refused(broadsheet("new", tmp_path / "paper", "--yes"))
    assert (tmp_path / "paper").read_text() == "mine"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    result = broadsheet("new", tmp_path / "file" / "paper", "--yes")
    assert str(tmp_path / "file") in refused(result)


def test_a_folder_that_cannot_be_written_is_named() -> None:
    assert "/proc" in refused(broadsheet("new", "/proc/paper", "--yes"))


@pytest.mark.skipif(os.getuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_is_said_and_nothing_half_made_is_left(tmp_path: Path) -> None:
    script = f"""
        mount -t tmpfs -o size=600k none {tmp_path}
        {COMMAND} new {tmp_path}/paper --yes
        echo "exit=$?"
        ls -A {tmp_path}
    """
    result = subprocess.run(
        ["unshare", "-m", "sh", "-c", script],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "no space left" in result.stderr, result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout.split() == ["exit=1"]


def test_questions_are_asked_until_the_answer_is_right_and_an_email_makes_an_account(
    tmp_path: Path,
) -> None:
    answers = ["The Quay", "Porto", "Europe/Portto", "Europe/Lisbon", "", ""]
    password = tmp_path / "password"
    password.write_text("correct horse battery\n")
    pru = ("pru@example.org", "--password-file", str(password))
    shown = _typed([COMMAND, "new", "quay", "--email", *pru], answers, tmp_path)
    assert "Did you mean" in shown
    assert "Made The Quay in quay." in shown
    again = broadsheet("user", "add", *pru, "--dir", tmp_path / "quay")
    assert "already" in refused(again)


def test_without_a_publication_the_bare_command_offers_to_make_one(tmp_path: Path) -> None:
    shown = _typed([COMMAND], ["n"], tmp_path)
    assert "Make one?" in shown
    assert list(tmp_path.iterdir()) == []


def test_without_a_terminal_the_bare_command_says_what_to_do(tmp_path: Path) -> None:
    assert "broadsheet new" in refused(broadsheet(cwd=tmp_path))


def test_the_help_tells_a_newcomer_where_to_begin() -> None:
    text = broadsheet("--help").stdout
    for words in ("broadsheet demo", "broadsheet new my-paper", "broadsheet run my-paper"):
        assert words in text
    for command in ("new", "run", "demo", "user", "import", "doctor", "backup", "restore"):
        assert f"\n  {command} " in text


def _typed(command: list[str], lines: list[str], cwd: Path) -> str:
    """Type ``lines`` into the command at a terminal; return what it showed."""
    here, there = pty.openpty()
    process = subprocess.Popen(
        command, cwd=cwd, env=environment(), stdin=there, stdout=there, stderr=there
    )
    os.close(there)
    os.write(here, ("\n".join(lines) + "\n").encode())
    shown = b""
    while True:
        try:
            shown += os.read(here, 4096)
        except OSError:  # the other end is closed
            break
    os.close(here)
    process.wait()
    return shown.decode()
