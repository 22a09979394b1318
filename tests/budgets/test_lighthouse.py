"""Lighthouse finds nothing to better, in all that it judges and doesn't time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.budgets.conftest import Paper
from tests.budgets.lighthouse import look_at

pytestmark = [pytest.mark.browser, pytest.mark.node, pytest.mark.sqlite]

JUDGED = ("accessibility", "best-practices", "seo", "agentic-browsing")


@pytest.mark.parametrize("kind", ["home", "lead"])
def test_lighthouse_finds_nothing_to_better(kind: str, paper: Paper, tmp_path: Path) -> None:
    report = look_at(paper.page(kind), tmp_path, only=JUDGED)
    assert report.faults == {}
    assert report.scores == dict.fromkeys(JUDGED, 100)
