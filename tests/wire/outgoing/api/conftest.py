"""Nobody has asked anything before a test."""

from __future__ import annotations

import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def _nobody_has_asked() -> None:
    caches["limits"].clear()
