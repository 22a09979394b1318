"""A story's fields and blocks in plain words to be read, and in values to be compared."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.rich_text import RichText

from broadsheet.lib.html import text_of
from broadsheet.masthead.models import Publication
from broadsheet.newsroom.models import Story

_END = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<br/?>")
_KEY = re.compile(r' data-block-key="[^"]*"')


def field_value(story: Story, name: str) -> Any:
    """Return what a field of the form holds, so that the same compares equal."""
    if name == "bylines":
        return [(each.author_id, each.name, each.role) for each in story.bylines.all()]
    field: Any = Story._meta.get_field(name)
    if field.many_to_many:
        return sorted(each.pk for each in getattr(story, name).all())
    return getattr(story, field.attname) or None


def field_words(story: Story, name: str) -> str:
    """Return what a field holds as a person reads it; nothing for an empty one."""
    field: Any = Story._meta.get_field(name)
    if field.one_to_many or field.many_to_many:
        return "\n".join(str(each) for each in getattr(story, name).all())
    value = getattr(story, f"get_{name}_display")() if field.choices else getattr(story, name)
    return _plain(value)


def block_value(block: Any) -> Any:
    """Return a block's type and value, so that the same compares equal.

    The editor's script numbers a text's lines; the numbers are no part of it.
    """
    prepared = block.block.get_prep_value(block.value)
    return block.block_type, _without_keys(prepared)


def block_words(block: Any) -> str:
    """Return what stands in a block, a line for each part that isn't empty."""
    return "\n".join(_lines(block.block, block.value))


def _lines(block: Any, value: Any, label: str = "") -> list[str]:
    if isinstance(block, blocks.StructBlock):
        parts = block.child_blocks.items()
        return [
            line for name, each in parts for line in _lines(each, value.get(name), str(each.label))
        ]
    if isinstance(block, blocks.ListBlock):
        return [line for each in value or [] for line in _lines(block.child_block, each)]
    if isinstance(block, blocks.StaticBlock):
        return ["—"]
    if isinstance(block, blocks.ChoiceBlock):
        value = dict(block.field.choices).get(value, value)
    text = _plain(value)
    is_text = isinstance(value, RichText)
    return [f"{label}: {text}" if label and not is_text else text] if text else []


def _plain(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, RichText):
        lines = (text_of(line) for line in _END.split(value.source))
        return "\n".join(line for line in lines if line)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        zone = ZoneInfo(Publication.load().timezone)
        return f"{date_format(value.astimezone(zone), 'DATETIME_FORMAT')} ({zone.key})"
    if isinstance(value, date):
        return date_format(value)
    if isinstance(value, Model):
        return str(value)
    return str(value)


def _without_keys(value: Any) -> Any:
    """Return a prepared value without the keys of lines, and without those of list items."""
    if isinstance(value, str):
        return _KEY.sub("", value)
    if isinstance(value, list):
        return [_without_keys(each) for each in value]
    if isinstance(value, dict):
        item = value.get("type") == "item" and "value" in value
        return (
            _without_keys(value["value"])
            if item
            else {name: _without_keys(each) for name, each in value.items()}
        )
    return value
