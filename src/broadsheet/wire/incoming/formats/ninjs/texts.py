"""Which of an item's texts to take: it may have several of each, by role and by format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from broadsheet.wire.incoming.formats.ninjs.fields import objects
from broadsheet.wire.incoming.text import Text, not_too_long
from broadsheet.wire.incoming.values import line, looks_like_html, words

HTML_NAMES = ("bodyxhtml", "bodyhtml")
PLAIN_NAMES = ("bodytext", "body")
MAIN_ROLES = {"", "main", "body", "headline", "text", "xhtml", "html", "summary", "standfirst"}


def best_text(fields: Mapping[str, Any]) -> Text | None:
    """Return an item's body: HTML before plain text, the main one before others.

    NITF and other XML are left: the same text comes beside them as HTML or plain.
    Raises SetAside for one of absurd length.
    """
    found = [text for text in _texts(fields) if text.value.strip()]
    best = next((text for text in found if text.html), found[0] if found else None)
    return not_too_long(best)


def _texts(fields: Mapping[str, Any]) -> list[Text]:
    several = [(line(each.get("role")).lower(), each) for each in objects(fields.get("bodies"))]
    several.sort(key=lambda pair: pair[0] not in MAIN_ROLES)
    found = [_text(each.get("value"), _format(each), role) for role, each in several]
    found += [_text(fields.get(name), "text/html", "") for name in HTML_NAMES]
    found += [_text(fields.get(name), "text/plain", "") for name in PLAIN_NAMES[:1]]
    found += [_text(fields.get(name), "", "") for name in PLAIN_NAMES[1:]]
    return [text for text in found if text]


def _text(value: object, form: str, role: str) -> Text | None:
    if not isinstance(value, str) or "nitf" in role + form.lower():
        return None
    if "html" in form:
        return Text(value, html=True)
    if form == "text/plain":
        return Text(value, html=False)
    if form:
        return None
    return Text(value, html="html" in role or looks_like_html(value))


def _format(text: Mapping[str, Any]) -> str:
    return line(text.get("contenttype")).lower().partition(";")[0].strip()


def said(
    fields: Mapping[str, Any],
    one: str,
    several: str,
    *,
    not_roles: frozenset[str] | set[str] = frozenset(),
) -> str:
    """Return a headline or description as plain words: the main one, or the first."""
    best = ""
    for each in objects(fields.get(several)):
        role = line(each.get("role")).lower()
        value = words(each.get("value"), html=_is_html(each))
        if not value or role in not_roles:
            continue
        if role in MAIN_ROLES:
            return value
        best = best or value
    for name in (one, f"{one}text"):
        if value := words(fields.get(name), html=False):
            return best or value
    for name in (f"{one}xhtml", f"{one}html"):
        if value := words(fields.get(name), html=True):
            return best or value
    return best


def _is_html(text: Mapping[str, Any]) -> bool:
    form = _format(text)
    return "html" in form or (not form and "html" in line(text.get("role")).lower())
