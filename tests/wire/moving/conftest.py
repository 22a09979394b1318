"""A small paper that can be moved in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.wire.moving.paper import Moving


@pytest.fixture
def moving(settings: Any, tmp_path: Path) -> Moving:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return Moving(tmp_path / "uploads")
