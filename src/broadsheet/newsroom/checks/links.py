"""Links that lead nowhere, or where no reader gets. Other sites aren’t asked."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from broadsheet.lib.html import followed, text_of
from broadsheet.lib.stored_links import is_key
from broadsheet.newsroom.checks.finding import Finding
from broadsheet.newsroom.checks.prose import passages
from broadsheet.newsroom.queries import public_pages

_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_OURS_ALONE = re.compile(r"^(?:https?://[^/]+)?/-/")
_INSIDE = (".local", ".internal", ".lan", ".home", ".localhost")


def dead_ends(story: Any) -> Iterator[Finding]:
    """Find links to pages that aren't public, to the editor itself, and to private networks."""
    found = [
        (passage.block, dict(_ATTRIBUTE.findall(attributes)), text_of(words))
        for passage in passages(story)
        for attributes, words in _LINK.findall(passage.html)
    ]
    keys = {int(a["id"]) for _block, a, _words in found if is_key(a.get("id", ""))}
    public = public_pages(keys) if keys else {}
    for block, attributes, words in found:
        if problem := _problem(attributes, public):
            yield Finding("links", problem, quote=words, block=block, context=sorted(attributes))


def _problem(attributes: dict[str, str], public: dict[int, Any]) -> str:
    if attributes.get("linktype") == "page":
        key = attributes.get("id", "")
        reached = is_key(key) and int(key) in public
        return "" if reached else _("This link leads to a page that readers can’t see.")
    address = attributes.get("href", "")
    if not address:
        return ""
    if not followed(address):
        return _("This link has an address that no browser follows.")
    if _OURS_ALONE.match(address):
        return _("This link leads into the editor, or to a preview: readers can’t follow it.")
    if _is_inside(urlsplit(address).hostname or ""):
        return _("This link leads into a private network.")
    return ""


def _is_inside(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith(_INSIDE)
