"""The editor's field for rich text: Wagtail's, which takes what its own script sends."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from typing import Any

from wagtail.admin.rich_text import DraftailRichTextArea

from broadsheet.lib.html import followed
from broadsheet.lib.stored_links import without_impossible

DEEPEST = 10
"""Lists in lists; the editor's script makes five. Each costs Wagtail a call within a call."""

_ONE_AT_A_TIME = threading.Lock()
"""Wagtail reads every text of a kind of field with one parser, which all threads share: two forms
opened at one moment would each show words of the other, and save them."""


class RichTextArea(DraftailRichTextArea):
    """Takes nothing from what isn't the editor's own form of a text; Wagtail's breaks on it."""

    def format_value(self, value: str | None) -> str:
        """Return what is stored as the editor's script reads it, without links that run."""
        with _ONE_AT_A_TIME:
            content = json.loads(super().format_value(value and without_impossible(value)))
        for entity in content["entityMap"].values():
            if "url" in entity["data"]:
                entity["data"]["url"] = followed(entity["data"]["url"]) or "#"
        return json.dumps(content)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str | None:
        """Return what was written, as it is stored; nothing of what can't be read."""
        try:
            if not _is_flat(json.loads(data.get(name) or "{}")):
                return None
            written = super().value_from_datadict(data, files, name)
        except Exception:  # whichever of its errors: the script didn't send this
            return None
        return written and without_impossible(written)


def _is_flat(content: Any) -> bool:
    blocks = (content or {}).get("blocks") or []
    return all(0 <= block.get("depth", 0) <= DEEPEST for block in blocks)
