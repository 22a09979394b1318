"""Every kind of page is HTML as its standard says, by the checker of those who write it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.budgets.conftest import KINDS, Paper
from tests.budgets.visits import NODE_MODULES
from tests.command import get

pytestmark = [pytest.mark.node, pytest.mark.sqlite]

CHECKER = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
STATUS = {"nothing": 404, "withdrawn": 410}


def test_no_page_has_an_error_in_its_markup(paper: Paper, tmp_path: Path) -> None:
    for kind in KINDS:
        status, body = get(paper.page(kind))
        assert status == STATUS.get(kind, 200), kind
        (tmp_path / f"{kind}.html").write_bytes(body)
    pages = sorted(map(str, tmp_path.glob("*.html")))
    assert len(pages) == len(KINDS)
    result = subprocess.run(
        ["java", "-jar", str(CHECKER), "--format", "json", "--exit-zero-always", *pages],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    found = json.loads(result.stderr)["messages"]
    assert [f"{Path(each['url']).stem}: {each['message']}" for each in found] == []
