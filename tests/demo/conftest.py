"""An edition of two stories, which hold every block."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.demo.reading import Edition, read_edition


@pytest.fixture
def sample(settings, tmp_path) -> Edition:
    settings.MEDIA_ROOT = tmp_path
    return read_edition(Path(__file__).parent / "sample")
