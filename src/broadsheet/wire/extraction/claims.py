"""What a page says of itself to machines: JSON-LD, Open Graph and other meta, microdata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from broadsheet.wire.extraction.tree import words_in
from broadsheet.wire.extraction.values import line

Thing = dict[str, Any]
MAX_THINGS = 2_000
MAX_JSON = 2_000_000
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting|Review)$")
_BROKEN = (
    (re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*;?\s*$"), ""),
    (re.compile(r",(\s*[}\]])"), r"\1"),
)


def article_of(tree: HtmlElement) -> Thing:
    """Return the JSON-LD object that is the page's story, or an empty one."""
    found = [each for each in _things(tree) if _is_article(each)]
    return max(found, key=len, default={})


def _is_article(thing: Thing) -> bool:
    kinds = thing.get("@type")
    several = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in several)


def _things(tree: HtmlElement) -> Iterator[Thing]:
    scripts = [
        each for each in tree.iter("script") if "ld+json" in (each.get("type") or "").lower()
    ]
    waiting: list[Any] = [_json(script.text or "") for script in scripts]
    for _ in range(MAX_THINGS):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            yield value
            waiting += [value.get("@graph"), value.get("mainEntity"), value.get("mainEntityOfPage")]


def _json(text: str) -> Any:
    """Return what a script holds, the mistakes mended that pages often make."""
    if len(text) > MAX_JSON:
        return None
    for pattern, better in _BROKEN:
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            text = pattern.sub(better, text)
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def metas_of(tree: HtmlElement) -> dict[str, list[str]]:
    """Return the page's meta elements by their name (or property), in small letters."""
    found: dict[str, list[str]] = {}
    for each in tree.iter("meta"):
        name = each.get("property") or each.get("name") or each.get("itemprop") or ""
        if value := line(each.get("content")):
            found.setdefault(name.strip().lower(), []).append(value)
    return found


def marked(tree: HtmlElement, name: str) -> list[str]:
    """Return the values of a microdata property (HTML, 5.2.4), in order."""
    values = []
    for each in tree.xpath("//*[@itemprop=$name]", name=name)[:50]:
        inner = each.xpath(".//*[@itemprop='name']")
        value = each.get("content") or each.get("datetime") or words_in(inner[0] if inner else each)
        values.append(line(value))
    return [value for value in values if value]


def named(value: Any) -> list[str]:
    """Return the names in a JSON-LD value: a string, an object with a name, or a list of them."""
    if isinstance(value, list):
        return [name for each in value[:50] for name in named(each) if not isinstance(each, list)]
    if isinstance(value, dict):
        return named(value.get("name")) if not isinstance(value.get("name"), dict) else []
    return [line(value)] if line(value) else []
