"""``broadsheet export``, as somebody types it who leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import broadsheet
from tests.publications import made, paper

__all__ = ["made", "paper"]

pytestmark = pytest.mark.sqlite


def test_a_paper_is_written_out(paper: Path) -> None:
    out = paper.parent / "out"
    done = broadsheet("export", "ninjs", out, cwd=paper)
    assert (done.returncode, "Wrote" in done.stdout) == (0, True), done.stderr
    assert "The Courier" in (out / "paper/paper.json").read_text("utf-8")
