"""``broadsheet import ninjs``, as its keeper types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import broadsheet, refused
from tests.wire.incoming.samples import a_file, an_item

pytestmark = pytest.mark.sqlite

OPEN_A_SECTION = (
    "from broadsheet.newsroom.actions import open_section;"
    "from broadsheet.masthead.models import HomePage;"
    "open_section(parent=HomePage.objects.get(), title='World', slug='world')"
)
COUNT = (
    "from broadsheet.newsroom.models import Story;"
    "print(Story.objects.count(), Story.objects.filter(live=True).count())"
)


def _shell(paper: Path, code: str) -> str:
    result = broadsheet("manage", "shell", "--no-imports", "-c", code, cwd=paper)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def test_copy_comes_in_and_its_exit_code_says_whether_all_did(
    paper: Path,
    tmp_path: Path,
) -> None:
    _shell(paper, OPEN_A_SECTION)
    good = a_file(tmp_path, an_item(), name="good.json")
    bad = tmp_path / "bad.json"
    bad.write_text("{")
    rehearsed = broadsheet("import", "ninjs", good, "--dry-run", "--dir", paper)
    assert (rehearsed.returncode, _shell(paper, COUNT)) == (0, "0 0")
    both = broadsheet("import", "ninjs", good, bad, "--publish", "--dir", paper)
    assert both.returncode == 1
    assert "Traceback" not in both.stdout + both.stderr
    assert f"{bad}: set aside: it is not JSON" in both.stdout
    assert both.stdout.splitlines()[-1] == "1 made, 0 changed, 0 skipped, 1 set aside."
    assert _shell(paper, COUNT) == "1 1"
    again = broadsheet("import", "ninjs", good, "--dir", paper)
    assert (again.returncode, "nothing new" in again.stdout) == (0, True)
    nowhere = broadsheet("import", "ninjs", good, "--section", "sport", "--dir", paper)
    assert "no section with the slug “sport”" in refused(nowhere)
