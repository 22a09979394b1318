"""The addresses that an item was read at, as paths with their query, the best one first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import quote, unquote, unquote_to_bytes, urlsplit

from broadsheet.wire.moving.wordpress.item import Item

_SAFE = "/!$&'()*+,;=:@~-._"
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def path_of(address: str) -> str:
    """Return an address's path and query, as a browser asks for them; "" for no address."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    if not (parts.path or parts.query):
        return "/" if parts.netloc else ""
    path = "/" + quote(unquote_to_bytes(parts.path).lstrip(b"/"), safe=_SAFE)
    return f"{path}?{quote(parts.query, safe=_SAFE + '?%')}" if parts.query else path


def slug_of(text: str) -> str:
    """Return a slug as people read it: WordPress keeps what isn't ASCII as %-signs."""
    return _CONTROL.sub("", unquote(text.strip(), errors="replace")).strip("/")


def addresses_of(
    item: Item, home: str, is_known: Callable[[str], bool] = lambda number: False
) -> tuple[str, ...]:
    """Return where an item was read: its permalink, what WordPress redirected, its number.

    ``home`` is the path that the site lies at: what was read there is read at the front now.
    ``is_known`` tells whether an item has a number: its address isn't another's, though that one's
    ``guid`` (which WordPress never changes, even where a move of servers changed numbers) says so.
    """
    return its_own(_addresses(item, home, is_known), home)


def its_own(addresses: Iterable[str], home: str) -> tuple[str, ...]:
    """Return addresses, each once, without that of the site's front."""
    not_its_own = {"", "/", home, f"{home.rstrip('/')}/"}
    found = dict.fromkeys(addresses)
    return tuple(address for address in found if address not in not_its_own)


def numbered(home: str, kind: str, number: str) -> str:
    """Return the address by its number that WordPress has for everything."""
    return f"{home.rstrip('/')}/?{'page_id' if kind == 'page' else 'p'}={number}"


def _addresses(item: Item, home: str, is_known: Callable[[str], bool]) -> Iterator[str]:
    permalink = path_of(item.text("link"))
    yield permalink
    slug = slug_of(item.text("wp:post_name"))
    for old in item.meta.get("_wp_old_slug", ()):
        yield _with_slug(permalink, slug, slug_of(old))
    for day in item.meta.get("_wp_old_date", ()):
        yield _on_day(permalink, item.text("wp:post_date"), day.strip())
    guid = path_of(item.text("guid"))
    said = re.search(r"\?(?:p|page_id)=(\d+)$", guid)
    if said and not is_known(said[1]):
        yield guid
    if item.number:
        yield numbered(home, item.kind, item.number)


def _with_slug(permalink: str, slug: str, other: str) -> str:
    """Return a permalink as it was when the item had another slug."""
    if not (slug and other) or "?" in permalink:
        return ""
    steps = permalink.split("/")
    read = [unquote(step) for step in steps]
    if slug not in read:
        return ""
    steps[len(read) - 1 - read[::-1].index(slug)] = quote(other, safe=_SAFE)
    return "/".join(steps)


def _on_day(permalink: str, today: str, day: str) -> str:
    """Return a dated permalink as it was when the item had another date (both as Y-m-d)."""
    for form in (r"\d{4}-\d\d-\d\d", r"\d{4}-\d\d"):
        new, old = re.match(form, today), re.match(form, day)
        if new and old and (steps := new[0].replace("-", "/")) in permalink:
            return permalink.replace(steps, old[0].replace("-", "/"), 1) if old[0] != new[0] else ""
    return ""
