"""Each room says what lives in it, in its own words, on half a page."""

from __future__ import annotations

from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "broadsheet"
ROOMS = sorted(path.parent for path in PACKAGE.glob("*/__init__.py") if path.parent.name != "lib")


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_each_room_has_a_readme_of_ten_to_thirty_lines(room: Path) -> None:
    lines = (room / "README.md").read_text("utf-8").splitlines()
    assert 10 <= len(lines) <= 30
    assert lines[0].startswith(f"# {room.name}: ")
