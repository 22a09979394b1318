"""Items that have no counterpart here, and why, in a line for people."""

from __future__ import annotations

from broadsheet.wire.moving.records import Other
from broadsheet.wire.moving.wordpress import menus
from broadsheet.wire.moving.wordpress.facts import Facts
from broadsheet.wire.moving.wordpress.item import Item
from broadsheet.wire.moving.wordpress.people import GUEST
from broadsheet.wire.moving.wordpress.pictures import address_of
from broadsheet.wire.moving.wordpress.words import title_of

_DESIGN = "It belongs to the old site's design."
_REASONS = {
    "wp_navigation": "It is a menu: make menus anew.",
    "revision": "It is an older version of a post; only the last one moves.",
    "wp_block": "It is shown where posts use it, and is no story by itself.",
    "wp_template": _DESIGN,
    "wp_template_part": _DESIGN,
    "wp_global_styles": _DESIGN,
    "wp_font_family": _DESIGN,
    "wp_font_face": _DESIGN,
    "custom_css": _DESIGN,
    "customize_changeset": _DESIGN,
    "oembed_cache": "It is a copy of something from elsewhere.",
    GUEST: "It is the same person as another author.",
    "": "The export doesn't say what it is.",
}


def other_of(item: Item, key: str, facts: Facts) -> Other:
    """Return an item by name, with the reason why it stays behind."""
    if item.kind == "attachment":
        return file_of(key, title_of(item.name), address_of(item, facts.paper.url))
    if item.kind == menus.KIND:
        return menus.entry_of(item, key, facts)
    why = _REASONS.get(item.kind, f"A plugin or theme added the kind “{item.kind}”.")
    return Other(key, item.kind or "item", title_of(item.name), why)


def file_of(key: str, name: str, url: str) -> Other:
    """Return a file of the media library that is no picture, and where it can be had."""
    why = f"It is no picture: fetch it from {url}" if url else "It has no address."
    return Other(key, "file", name, why)
