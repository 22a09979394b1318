"""Telling a CDN in front of the paper what has changed: Wagtail's front-end cache backends.

Configured in a publication's ``settings.py`` with Wagtail's ``WAGTAILFRONTENDCACHE``
(Cloudflare, CloudFront, Azure, or any cache that takes HTTP PURGE). Without it, caches
ask again after seconds (``Cache-Control``), and nothing is sent.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.conf import settings
from wagtail.contrib.frontend_cache.utils import purge_urls_from_cache

log = logging.getLogger(__name__)


def purge(names: Iterable[str]) -> int:
    """Purge these pages from the CDN, if there is one; return how many it was told of."""
    if not getattr(settings, "WAGTAILFRONTENDCACHE", None):
        return 0
    origin = settings.BROADSHEET.url.rstrip("/")
    urls = [origin + name for name in names if name.startswith("/")]
    if urls:
        purge_urls_from_cache(urls)
    return len(urls)
