"""The codes of page builders and themes: layout goes, what they say and show stays.

WPBakery (``vc_``), Divi (``et_pb_``), tagDiv (``td_``), Avada (``fusion_``), Enfold (``av_``),
Shortcodes Ultimate (``su_``).
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from html import escape
from urllib.parse import unquote

from broadsheet.wire.moving.wordpress.body import figures
from broadsheet.wire.moving.wordpress.body.library import Page
from broadsheet.wire.moving.wordpress.body.shortcodes import Code

BUILDERS = ("vc_", "et_pb_", "td_", "tdc_", "fusion_", "av_", "su_")

_TITLES = ("custom_title", "heading", "title", "main_heading")
_TEXTS = (
    "text",
    "subtitle",
    "subhead",
    "sub_heading",
    "quote",
    "description",
    "author",
    "job_title",
)
_PICTURES = ("src", "image_url", "image", "attachment", "picture", "img")
_MANY = ("images", "gallery_ids", "ids", "image_ids")
_FILMS = ("src", "link", "url", "video_url", "id")
_LINKS = ("button_url", "link", "url", "href")
_LAYOUT = re.compile(r"row|column|section|space|separator|divider|clear|container|heading|text|tab")
"""Names of codes of which nothing is missed when they are empty."""

_NUMBERS = re.compile(r"\d{1,18}")


def show_builder(code: Code, page: Page) -> str:
    """Return what a builder's code shows: its title, its pictures, its text, what it encloses."""
    if code.name.endswith(("_raw_html", "_raw_js")):
        return _decoded(code)
    if re.search(r"video|youtube|vimeo", code.name) and (film := _film(code)):
        return film + code.inner
    made = [*_pictures(code, page), *_texts(code), code.inner.strip()]
    if not any(made) and not _LAYOUT.search(code.name):
        page.miss(code.raw)
    made = [*_titles(code), *made]
    return "\n\n" + "\n\n".join(filter(None, made)) + "\n\n"


def _titles(code: Code) -> list[str]:
    if code.name.endswith(("_image", "_imageframe", "_button", "_btn")):
        return []
    title = code.first("text") if code.name == "vc_custom_heading" else code.first(*_TITLES)
    return [f"<h3>{escape(title, quote=False)}</h3>"] if title else []


def _texts(code: Code) -> list[str]:
    words = code.first("button_text", "title") if _is_button(code) else ""
    if words:
        target = _target(code)
        inner = figures.link(target, words) if target else escape(words, quote=False)
        return [f"<p>{inner}</p>"]
    if code.name == "vc_custom_heading":
        return []
    said = [code.values[name] for name in _TEXTS if code.values.get(name)]
    return [f"<p>{escape(text, quote=False)}</p>" for text in said if re.search(r"[^\W\d]", text)]


def _is_button(code: Code) -> bool:
    return code.name.endswith(("_button", "_btn"))


def _target(code: Code) -> str:
    link = code.first(*_LINKS)
    if match := re.search(r"url:([^|]+)", link):
        link = unquote(match[1])
    return link if re.match(r"https?://|/|mailto:", link) else ""


def _pictures(code: Code, page: Page) -> list[str]:
    found: list[str] = []
    for name in (*_PICTURES, *_MANY):
        value = code.values.get(name, "")
        if re.match(r"https?://\S+$", value):
            found.append(value)
        elif re.fullmatch(r"[\d\s,|]+", value):
            found += _by_number(_NUMBERS.findall(value), code, page)
    return [figures.picture(address, alt=code.first("alt")) for address in dict.fromkeys(found)]


def _by_number(numbers: list[str], code: Code, page: Page) -> list[str]:
    known = page.library.pictures
    if any(number not in known for number in numbers):
        page.miss(f"[{code.name}] {', '.join(numbers)}")
    return [known[number] for number in numbers if number in known]


def _film(code: Code) -> str:
    address = code.first(*_FILMS)
    if re.match(r"https?://\S+$", address):
        return figures.shown(address)
    if re.fullmatch(r"[\w-]{6,40}", address) and "youtube" in code.name:
        return figures.shown(f"https://www.youtube.com/watch?v={address}")
    if address.isdigit() and "vimeo" in code.name:
        return figures.shown(f"https://vimeo.com/{address}")
    return ""


def _decoded(code: Code) -> str:
    """Return raw HTML that WPBakery keeps as %-signs in base64."""
    try:
        raw = b64decode(re.sub(r"<[^<>]*>|\s", "", code.inner), validate=True)
        return f"\n\n{unquote(raw.decode('utf-8'))}\n\n"
    except (Error, ValueError):
        return code.inner
