"""Addresses as Ghost writes them: its placeholder, its pictures' sizes, where posts were read."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

PLACEHOLDER = "__GHOST_URL__"
"""Stands for the paper's address in exports of Ghost 4 and later."""

_SIZE = re.compile(r"(/content/images/)size/[^/\"'\s<>]{1,40}/(?:format/\w{1,10}/)?")
_LINK = re.compile(rf"(href=[\"']){PLACEHOLDER}(?=/(?!content/)|#|\?)")
_ROOT = re.compile(rf"(href=[\"']){PLACEHOLDER}(?=[\"'])")
_FILES = re.compile(r"(?<=[\"'])[^\"'\s<>]{0,500}/content/(?:files|media)/[^\"'\s<>]{1,500}")
_PART = re.compile(r":(\w+)")


def resolved(text: str, url: str) -> str:
    """Return text with whole addresses: links within the paper begin with a slash.

    Smaller copies of a picture are the picture itself.
    """
    if PLACEHOLDER in text:
        below = path_of(url).rstrip("/")
        text = _LINK.sub(lambda found: f"{found[1]}{below}", text)
        text = _ROOT.sub(lambda found: f"{found[1]}{below}/", text)
        text = text.replace(PLACEHOLDER, url.rstrip("/"))
    return _SIZE.sub(r"\1", text)


def files_in(html: str) -> list[str]:
    """Return the addresses of files other than pictures that a text leads to."""
    return list(dict.fromkeys(_FILES.findall(html))) if "/content/" in html else []


def zone_of(name: str) -> ZoneInfo | None:
    """Return a time zone by its name; None for no such zone."""
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, KeyError):
        return None


def pattern_filled(pattern: str, slug: str, key: str, day: datetime | None) -> str:
    """Return an address by a pattern like ``/:year/:month/:slug/``; "" where a part is missing."""
    values = {"slug": slug, "id": key}
    if day:
        values |= {"year": f"{day:%Y}", "month": f"{day:%m}", "day": f"{day:%d}"}
    parts = _PART.findall(pattern)
    if not slug or any(part not in values for part in parts):
        return ""
    return _PART.sub(lambda found: values[found[1]], pattern)


def path_of(address: str) -> str:
    """Return the path of a whole address; "" for none."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def origin_of(address: str) -> str:
    """Return where a whole address is served: scheme and host; "" for none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    is_web = parts.scheme in {"http", "https"} and parts.netloc
    return f"{parts.scheme}://{parts.netloc}" if is_web else ""


def local(day: datetime | None, zone: ZoneInfo | None) -> datetime | None:
    """Return a time by the clock of the paper."""
    try:
        return day.astimezone(zone or UTC) if day else None
    except (ValueError, OverflowError):
        return None
