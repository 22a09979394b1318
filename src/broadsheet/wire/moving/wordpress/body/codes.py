"""What each known short code shows: WordPress's own, and those that wrap text to lay it out."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from broadsheet.wire.moving.wordpress.body import figures
from broadsheet.wire.moving.wordpress.body.builders import BUILDERS, show_builder
from broadsheet.wire.moving.wordpress.body.library import Page
from broadsheet.wire.moving.wordpress.body.shortcodes import Code, Codes, expand

Show = Callable[[Code, Page], str]

_PICTURE = re.compile(r"^\s*((?:<a\s[^<>]*>\s*)?<img\s[^<>]*>(?:\s*</a>)?)(.*)$", re.DOTALL | re.I)
_FILES = (
    "src",
    "mp3",
    "m4a",
    "ogg",
    "wav",
    "wma",
    "flac",
    "mp4",
    "m4v",
    "webm",
    "ogv",
    "wmv",
    "flv",
)
_PLACES = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "ted": "https://www.ted.com/talks/{}",
    "tweet": "https://twitter.com/i/status/{}",
}


def expand_codes(html: str, page: Page) -> str:
    """Return a text with the short codes that we know shown, and all other brackets as they are."""
    codes = Codes(
        is_known=lambda name: name in CODES or name.startswith(BUILDERS),
        is_alone=ALONE.__contains__,
        is_layout=lambda name: name.startswith(BUILDERS),
        show=lambda code: CODES.get(code.name, show_builder)(code, page),
    )
    return expand(html, codes)


def _caption(code: Code, page: Page) -> str:
    """Show a picture with its caption: what follows it, or in old posts the ``caption``."""
    if not code.inner:
        return code.raw
    match = _PICTURE.match(code.inner)
    if not match:
        return figures.figure(code.inner, code.first("caption"))
    return figures.figure(match[1], match[2].strip() or code.first("caption"))


def _gallery(code: Code, page: Page) -> str:
    numbers = re.findall(r"\d+", code.first("ids", "include"))
    if not numbers:
        left_out = set(re.findall(r"\d+", code.first("exclude")))
        below = page.library.below.get(code.first("id") or page.number, [])
        numbers = [number for number in below if number not in left_out]
    found = [page.library.pictures[n] for n in numbers if n in page.library.pictures]
    return _all_of(numbers, found, figures.picture, code, page)


def _playing(make: Callable[[str], str]) -> Show:
    """Return what shows a sound or a film."""

    def show(code: Code, page: Page) -> str:
        address = code.first(*_FILES) or next(iter(code.loose), "").partition("|")[0]
        address = address or code.inner.strip()
        if not address:
            page.miss(code.raw)
            return ""
        rest = code.inner if address != code.inner.strip() else ""
        return (figures.shown(address) if figures.is_shown(address) else make(address)) + rest

    return show


def _playlist(code: Code, page: Page) -> str:
    make = figures.film if code.first("type") == "video" else figures.sound
    numbers = re.findall(r"\d+", code.first("ids", "include"))
    found = [page.library.files[n] for n in numbers if n in page.library.files]
    return _all_of(numbers, found, make, code, page)


def _all_of(
    numbers: list[str], found: list[str], make: Callable[[str], str], code: Code, page: Page
) -> str:
    """Show files, and note the code where some are missing, or they are too many."""
    html = "".join(make(address) for address in found)
    if not page.grow(html):
        html = ""
    if len(found) < len(numbers) or not html:
        page.miss(code.raw)
    return html


def _embed(code: Code, page: Page) -> str:
    """Show what another site has: by its address, or by the number that it has there."""
    said = code.first("url", "src", "link", "href", "id", "v") or next(iter(code.loose), "")
    said = (said or code.inner).strip()
    if said.startswith("//"):
        said = f"https:{said}"
    if re.fullmatch(r"[\w-]{3,40}", said) and code.name in _PLACES:
        said = _PLACES[code.name].format(said)
    if not re.match(r"https?://[^\s<>\"]+$", said):
        page.miss(code.raw)
        return code.raw
    return figures.shown(said)


def _source(code: Code, page: Page) -> str:
    """Show a program: WordPress.com's and most highlighters' code."""
    if not code.inner.strip():
        return code.raw
    text = code.inner if re.search(r"&(?:lt|gt|amp|quot|#\d+);", code.inner) else escape(code.inner)
    return f"\n\n<pre>{text.strip()}</pre>\n\n"


_audio, _video = _playing(figures.sound), _playing(figures.film)

CODES: dict[str, Show] = {
    "caption": _caption,
    "wp_caption": _caption,
    "gallery": _gallery,
    "audio": _audio,
    "video": _video,
    "wpvideo": _embed,
    "playlist": _playlist,
    "embed": _embed,
    "sourcecode": _source,
} | dict.fromkeys(
    (*_PLACES, "twitter", "instagram", "facebook", "soundcloud", "spotify", "tiktok", "reddit"),
    _embed,
)

ALONE = {"gallery", "playlist", *_PLACES, "instagram", "facebook", "soundcloud", "spotify"}
"""Codes that enclose nothing."""
