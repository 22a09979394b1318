"""What every test starts from: the same empty paper."""

from __future__ import annotations

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _an_empty_cache() -> None:
    """Wagtail keeps a site's root in the cache, which outlives a test's database."""
    cache.clear()
