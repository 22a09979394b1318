"""Readers come in and go out by the command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import broadsheet

pytestmark = pytest.mark.sqlite


def test_readers_are_brought_in_and_taken_out(paper: Path, tmp_path: Path) -> None:
    table, out = tmp_path / "readers.csv", tmp_path / "out.csv"
    table.write_text("Mail to,x\nmax@example.org,1\nnonsense,2\n")
    words = ("--consent", "At the fair.", "--map", "Mail to=email")
    taken = broadsheet("readers", "import", table, *words, cwd=paper)
    assert taken.returncode == 1, taken.stderr  # for the line that is refused
    assert "Now confirmed: 1" in taken.stdout
    assert str(tmp_path / "readers.refused.csv") in taken.stdout
    written = broadsheet("readers", "export", out, cwd=paper)
    assert "Wrote 1 lines" in written.stdout, written.stderr
    assert "max@example.org" in out.read_text()
