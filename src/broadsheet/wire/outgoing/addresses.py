"""Whole addresses, as machines want them."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri

from broadsheet.fronts.page import absolute


def whole(path: str) -> str:
    """Return a path of ours as a whole URI (RFC 3986: only ASCII); a whole address stays one."""
    return str(iri_to_uri(path if urlsplit(path).netloc else absolute(path)))
