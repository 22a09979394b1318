"""wagtail-cache, where it is installed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings

if settings.CACHED:
    from wagtailcache.cache import cache_page, clear_cache

    kept: Callable[[Any], Any] = cache_page
    forget_pages: Callable[[], None] = clear_cache
else:

    def kept(view: Any) -> Any:
        """Return the view as it is."""
        return view

    def forget_pages() -> None:
        """Nothing is kept."""
