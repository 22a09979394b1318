"""Attachments → pictures; other files of the media library are named, and stay behind."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from broadsheet.wire.moving.records import Picture
from broadsheet.wire.moving.wordpress.addresses import path_of
from broadsheet.wire.moving.wordpress.item import Item
from broadsheet.wire.moving.wordpress.words import plain, title_of

PICTURES = {
    *("avif", "bmp", "gif", "heic", "heif", "ico", "jfif", "jpe", "jpeg", "jpg", "png", "svg"),
    *("tif", "tiff", "webp"),
}
CREDITS = (
    *("_media_credit", "media_credit", "_wp_attachment_image_credit", "isc_image_source"),
    *("_credit", "credit", "_photo_credit", "photo_credit", "_image_credit", "image_credit"),
    *("_photographer_name", "_photographer", "photographer", "_navis_media_credit_org"),
)
"""Where plugins for credits keep them (Media Credit, Navis, Image Source Control, by hand)."""

_UPLOADS = "/wp-content/uploads/"
_ENDING = re.compile(r"\.([A-Za-z0-9]{2,5})$")
_TAKEN = re.compile(r's:\d+:"(credit|copyright)";s:\d+:"([^"]{2,300})"')


def picture_of(item: Item, key: str, site: str) -> Picture | None:
    """Return the picture that an attachment is; None for a file of another kind."""
    url = address_of(item, site)
    path = item.first("_wp_attached_file")
    ending = _ending(url) or _ending(path)
    if not url or (ending and ending not in PICTURES):
        return None
    return Picture(
        key=key,
        url=url,
        path=path if _is_below(path) else "",
        title=title_of(item.text("title")),
        alt=plain(item.first("_wp_attachment_image_alt")),
        caption=plain(item.text("excerpt:encoded")),
        credit=_credit(item),
        page=page_of(item.text("link"), site),
    )


def address_of(item: Item, site: str) -> str:
    """Return where an attachment's file was, or nothing."""
    if url := item.text("wp:attachment_url"):
        return url
    guid = item.text("guid")
    if _UPLOADS in guid or _ending(guid) in PICTURES:
        return guid
    path = item.first("_wp_attached_file")
    return f"{site.rstrip('/')}{_UPLOADS}{path}" if site and _is_below(path) else ""


def page_of(link: str, site: str) -> str:
    """Return the address that showed a picture by itself; the file's own, elsewhere, is none."""
    try:
        is_ours = urlsplit(link).hostname in {None, urlsplit(site).hostname}
    except ValueError:
        return ""
    return path_of(link) if is_ours else ""


def _ending(address: str) -> str:
    try:
        match = _ENDING.search(urlsplit(address).path)
    except ValueError:
        return ""
    return match[1].lower() if match else ""


def _is_below(path: str) -> bool:
    steps = PurePosixPath(path)
    return bool(path) and not steps.is_absolute() and ".." not in steps.parts and "\\" not in path


def _credit(item: Item) -> str:
    if said := item.first(*CREDITS):
        return plain(said)
    taken = dict(_TAKEN.findall(item.first("_wp_attachment_metadata")[:100_000]))
    return plain(taken.get("credit") or taken.get("copyright") or "")
