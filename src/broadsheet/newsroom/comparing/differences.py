"""What differs between two states of a story: field by field, and block by block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from broadsheet.lib.words import Piece, compared
from broadsheet.newsroom.comparing.bodies import Body
from broadsheet.newsroom.comparing.plain_words import block_words, field_value, field_words
from broadsheet.newsroom.models import Story

BODY = "body"


@dataclass(frozen=True)
class Difference:
    """One field or block that two states have differently; None: it isn't there in one."""

    name: str
    label: str
    one: str | None
    other: str | None

    @cached_property
    def pieces(self) -> tuple[list[Piece], list[Piece]]:
        """Return both texts in pieces, those marked that the other lacks."""
        return compared(self.one or "", self.other or "")

    @property
    def is_unseen(self) -> bool:
        """Whether the words are the same, and only their form differs: bold, a link, a picture."""
        return self.one == self.other


def form_fields() -> list[str]:
    """Return the names of the form's fields, but for the body, in the form's order."""
    form = Story.get_edit_handler().get_form_class()
    real = {field.name for field in Story._meta.get_fields()}
    names = [name for name in form.base_fields if name in real and name != BODY]
    place = names.index("standfirst") + 1
    return [*names[:place], "bylines", *names[place:]]


def label_of(name: str) -> str:
    """Return what the form calls a field."""
    if name == "title":
        return _("Headline")
    if name == "bylines":
        return _("Bylines")
    field: Any = Story._meta.get_field(name)
    return str(capfirst(field.verbose_name))


def field_differences(one: Story, other: Story) -> Iterator[Difference]:
    """Yield each field that two states have differently, in the form's order."""
    for name in form_fields():
        if field_value(one, name) != field_value(other, name):
            words = field_words(one, name), field_words(other, name)
            yield Difference(name, label_of(name), *words)


def block_differences(one: Body, other: Body) -> Iterator[Difference]:
    """Yield each block that two bodies have differently, as it comes when one is read."""
    for key in one.woven_with(other):
        left, right = one.blocks.get(key), other.blocks.get(key)
        if left is None or right is None or one.values[key] != other.values[key]:
            yield Difference(
                name=key,
                label=_label(left or right),
                one=None if left is None else block_words(left),
                other=None if right is None else block_words(right),
            )


def _label(block: Any) -> str:
    return str(capfirst(block.block.label))


def everything_said(story: Story) -> list[tuple[str, str]]:
    """Return label and words of each field and block that isn't empty, to be read or copied."""
    fields = [(label_of(name), field_words(story, name)) for name in form_fields()]
    blocks = [(_label(each), block_words(each)) for each in story.body]
    return [(label, words) for label, words in [*fields, *blocks] if words]
