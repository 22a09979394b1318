"""What a story says of itself to search engines: the fields of five plugins, their patterns filled.

A pattern (``%%title%% %%sep%% %%sitename%%``) that has more in it than can be known is none.
"""

from __future__ import annotations

import re

from broadsheet.wire.moving.wordpress.item import Item
from broadsheet.wire.moving.wordpress.words import title_of

TITLES = (
    *("_yoast_wpseo_title", "rank_math_title", "_aioseo_title", "_aioseop_title"),
    *("_seopress_titles_title", "_genesis_title"),
)
DESCRIPTIONS = (
    *("_yoast_wpseo_metadesc", "rank_math_description", "_aioseo_description"),
    *("_aioseop_description", "_seopress_titles_desc", "_genesis_description"),
    "standard_seo_post_meta_description",
)
"""Yoast, Rank Math, All in One SEO (new and old), SEOPress, The SEO Framework, and one theme."""

_PATTERN = re.compile(r"%%\w+%%|%\w+%|(?<!\w)#\w+")
_TITLE = {"title", "post_title"}
_SITE = {"sitename", "site_title"}
_SIGN = {"sep", "separator_sa"}


def seo_of(item: Item, site: str) -> tuple[str, str]:
    """Return an item's title and its description for search engines, "" for none."""
    own = title_of(item.text("title"))
    title = _filled(item.first(*TITLES), own, site)
    said = _filled(item.first(*DESCRIPTIONS), own, site)
    return "" if title == own else title, said


def _filled(text: str, title: str, site: str) -> str:
    missing = False

    def fill(match: re.Match[str]) -> str:
        nonlocal missing
        name = match[0].strip("%#").lower()
        if name in _TITLE:
            return title
        if name in _SITE:
            return site
        if name in _SIGN:
            return "–"
        if name == "page":
            return ""
        missing = missing or match[0].startswith("%") or "_" in name
        return match[0]

    filled = title_of(_PATTERN.sub(fill, text))
    return "" if missing else filled
