"""What of a story its readers get, part by part: what was passed is told from what wasn't."""

from __future__ import annotations

import hashlib
import html
import json
import re
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

FIELDS = (
    "title",
    "kicker",
    "standfirst",
    "dateline",
    "hero",
    "hero_caption",
    "kind",
    "topics",
    "credit_line",
    "usage_terms",
    "slug",
    "seo_title",
    "search_description",
    "social_title",
    "social_description",
    "social_image",
    "canonical_url",
)
"""All that the editor's form asks, but for bylines, body and hours."""

_NO_WORDS = re.compile(r' data-block-key="[^"]*"|(?<=<br)\s*(?=/>)')


def parts_of(story: Any) -> dict[str, str]:
    """Return a fingerprint of each part of a story as it is in memory; it need not be saved.

    Whoever opens a text in the editor and saves it again changes none of them.
    """
    parts = {name: _field(story, name) for name in FIELDS}
    bylines = sorted(story.bylines.all(), key=lambda each: each.sort_order or 0)
    parts["bylines"] = [(each.author_id, each.name, each.role) for each in bylines]
    parts["body"] = [(each["type"], _bare(each["value"])) for each in story.body.raw_data]
    return {name: _fingerprint(value) for name, value in parts.items()}


def changed(passed: dict[str, str], now: dict[str, str]) -> list[str]:
    """Return the names of the parts that are others now; one that wasn't known then is none."""
    return [name for name, value in passed.items() if now.get(name, value) != value]


def label_of(story: Any, name: str) -> str:
    """Return what people call a part of a story."""
    ours = {"title": _("headline"), "bylines": _("bylines"), "body": _("text")}
    return ours.get(name) or str(story._meta.get_field(name).verbose_name)


def _field(story: Any, name: str) -> Any:
    field = story._meta.get_field(name)
    if field.many_to_many:
        return sorted(each.pk for each in getattr(story, name).all())
    return getattr(story, field.attname) or None


def _fingerprint(value: Any) -> str:
    text = json.dumps(value, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _bare(value: Any) -> Any:
    """Return a block's value without the keys that the editor's script gives to its lines."""
    value = getattr(value, "source", value)
    if isinstance(value, str):
        return " ".join(html.unescape(_NO_WORDS.sub("", value)).split())
    if isinstance(value, dict):
        if value.keys() >= {"type", "value"} >= value.keys() - {"id"}:
            return [value["type"], _bare(value["value"])]
        return {name: _bare(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_bare(each) for each in value]
    return getattr(value, "pk", value)
