"""Entries of menus: there are none here, and who builds the paper's own way around wants to know
what was in the old one.
"""

from __future__ import annotations

from broadsheet.wire.moving.records import Other
from broadsheet.wire.moving.wordpress.facts import Facts
from broadsheet.wire.moving.wordpress.item import Item
from broadsheet.wire.moving.wordpress.terms import MENU
from broadsheet.wire.moving.wordpress.words import title_of

KIND = "nav_menu_item"


def entry_of(item: Item, key: str, facts: Facts) -> Other:
    """Return an entry by the words that readers saw, its menu and place, and where it led.

    An entry without words of its own shows the name of what it leads to.
    """
    kind, number = item.first("_menu_item_object"), item.first("_menu_item_object_id")
    target = facts.pages.get(number, "") if kind == "page" else ""
    target = facts.terms.section_named(number) if kind == "category" else target
    name = title_of(item.text("title")) or target or item.name
    led = item.first("_menu_item_url") or " ".join(
        filter(None, [kind, f"“{target}”" if target else number])
    )
    menus = [title_of(term.name) for term in item.terms if term.domain == MENU]
    menu = f"the menu “{menus[0]}”" if menus else "a menu"
    place = item.text("wp:menu_order").lstrip("0")
    entry = f"entry {place}" if place.isdigit() else "an entry"
    where = f", which led to {led}" if led else ""
    return Other(key, KIND, name, f"It is {entry} of {menu}{where}: make menus anew.")
