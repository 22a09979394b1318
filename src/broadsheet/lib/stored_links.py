"""Links within the paper, as the editor stores them: ``<a linktype="page" id="12">``."""

from __future__ import annotations

import re

from wagtail.rich_text.rewriters import extract_attrs

_NAMING = re.compile(r"<(a|embed)(\b[^>]*)>", re.IGNORECASE)
_KEY = re.compile(r"[0-9]{1,9}")


def is_key(text: str) -> bool:
    """Say whether a row could have this key: a database asked for any other fails."""
    return bool(_KEY.fullmatch(text))


def without_impossible(html: str) -> str:
    """Return stored rich text, its links bare that name what no row can be.

    Wagtail looks for whatever stands there: one such link would break each page
    that shows it.
    """
    return _NAMING.sub(_possible, html)


def _possible(tag: re.Match[str]) -> str:
    key = extract_attrs(tag[2]).get("id")
    return tag[0] if key is None or is_key(key) else f"<{tag[1]}>"
