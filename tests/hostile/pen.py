"""Payloads, written into whatever takes text: by looking at what there is, not by a list.

A field or a block that is added tomorrow is filled tomorrow.
"""

from __future__ import annotations

import itertools
import random
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.blocks.stream_block import BaseStreamBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from tests.hostile.corpus import storable
from tests.lib import xss_payloads

SHORT = (
    *("<script>alert(1)</script>", '"><script>alert(1)</script>', "'><script>alert(1)</script>"),
    *(
        '"><img src=x onerror=alert(1)>',
        "' autofocus onfocus=alert(1) x='",
        "</a><svg onload=alert(1)>",
    ),
    *('" autofocus onfocus=alert(1) x="', "</title><script>alert(1)</script>", "${alert(1)}"),
    *("</script><script>alert(1)</script>", "</textarea><svg onload=alert(1)>", "{{alert(1)}}"),
    *("--><script>alert(1)</script>", "]]><script>alert(1)</script>", "javascript:alert(1)"),
    *("\\x3cscript\\x3ealert(1)\\x3c/script\\x3e", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    *("</style><script>alert(1)</script>", "</template><img src=x onerror=alert(1)>"),
    *(
        "\u2028</script><img src=x onerror=alert(1)>",
        "\\'-alert(1)-\\'",
        "'-alert(1)-'",
        '"-alert(1)-"',
    ),
    *("</noscript><img src=x onerror=alert(1)>", "x onmouseover=alert(1)", "`-alert(1)-`"),
    *("</select><img src=x onerror=alert(1)>", "%3Cscript%3Ealert(1)%3C/script%3E"),
)
"""A way out of each place in a page where text can stand, short enough for every field."""

ALL_WAYS_OUT = (
    "\"'--></title></script><svg onload=alert(1)>",
    "'\"></textarea></style></noscript><img src=x onerror=alert(1)>",
    "]]>\"'/autofocus/onfocus=alert(1)//<script>alert(1)</script>",
)
"""Several of them in one."""

ADDRESSES = (
    *(
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        " javascript:alert(1)",
    ),
    *("javascript:alert(1)//https://paper.example/", "data:text/html,<script>alert(1)</script>"),
    *("vbscript:alert(1)", "//evil.example/", "/\\evil.example/", "\\\\evil.example/", "http://["),
    *(
        "javascript&colon;alert(1)",
        "javascript:alert(1)#https://",
        "view-source:javascript:alert(1)",
    ),
    *("file:///etc/passwd", "https://paper.example/' onclick='alert(1)"),
)
LAWFUL = (
    'https://paper.example/"><script>alert(1)</script>',
    "https://paper.example/?a=</script><script>alert(1)</script>",
    "https://paper.example/#'autofocus/onfocus='alert(1)",
)
"""Addresses that Django takes for one, wherever it is asked."""
EMAIL = '"<img/src=x/onerror=alert(1)>"@paper.example'
"""What RFC 5322 and Django take for an e-mail address."""


class Pen:
    """Writes the next payload each time; ``photo``, ``file`` and ``story`` are what is chosen."""

    def __init__(self, texts: Iterable[str], *, photo: int, file: int, story: int = 0) -> None:
        self._texts = iter(texts)
        self._short = itertools.cycle((*ALL_WAYS_OUT, *SHORT))
        self._addresses = itertools.cycle((*ADDRESSES, *LAWFUL))
        self._lawful = itertools.cycle(LAWFUL)
        self.chosen = {ImageChooserBlock: photo, DocumentChooserBlock: file}
        self.chosen[blocks.PageChooserBlock] = story

    def text(self, longest: int | None = None) -> str:
        """Return the next payload, a short one where a long one doesn't fit."""
        text = next(self._texts)
        while longest is not None and len(text) > longest:
            text = next(self._short)
        return text

    def address(self) -> str:
        """Return the next thing to put where an address is wanted."""
        return next(self._addresses)

    def fill(self, thing: models.Model, **fixed: Any) -> Any:
        """Put a payload into each field of text, whatever the forms would say of it."""
        for field in thing._meta.get_fields():
            if isinstance(field, models.CharField | models.TextField) and _is_free(field):
                setattr(thing, field.name, self._value(field))
        for name, value in fixed.items():
            setattr(thing, name, value)
        return thing

    def _value(self, field: models.Field) -> str:
        if isinstance(field, models.EmailField):
            return EMAIL
        if isinstance(field, models.URLField):
            return next(self._lawful)
        return self.text(field.max_length)

    def body(self, stream: BaseStreamBlock, many: int = 3) -> list[dict[str, Any]]:
        """Return every block that a body can hold, as it is stored; lists hold ``many``."""
        return [
            {"type": name, "value": self.block(block, many)}
            for name, block in stream.child_blocks.items()
        ]

    def block(self, block: Any, many: int = 3) -> Any:
        """Return a block's value as it is stored, with a payload wherever text stands."""
        if isinstance(block, blocks.StructBlock):
            return {name: self.block(child, many) for name, child in block.child_blocks.items()}
        if isinstance(block, blocks.ListBlock):
            values = [self.block(block.child_block, many) for _ in range(many)]
            return [{"type": "item", "id": str(uuid.uuid4()), "value": each} for each in values]
        for kind, key in self.chosen.items():
            if isinstance(block, kind):
                return key
        if isinstance(block, blocks.URLBlock):
            return self.address()
        if isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.RichTextBlock):
            return self.text()
        return _plain(block)


def everything(**chosen: int) -> Pen:
    """Return a pen that writes every payload that a database takes, one after the other."""
    return Pen(itertools.cycle(storable()), **chosen)


def shortest(**chosen: int) -> Pen:
    """Return a pen for fields of one line: the same mixture each time."""
    chance = random.Random(1)
    texts = [*SHORT, *xss_payloads.HANDLERS, *xss_payloads.OTHER_RULES, *ALL_WAYS_OUT * 10]
    return Pen((text for _ in itertools.count() for text in chance.sample(texts, 20)), **chosen)


def _is_free(field: models.Field) -> bool:
    fixed = isinstance(field, models.SlugField) or field.choices or not field.editable
    return not fixed and field.name not in {
        "timezone",
        "language",
        "accent_colour",
        "password",
        "path",
    }


def _plain(block: Any) -> Any:
    if isinstance(block, blocks.FloatBlock):
        return 1.5
    if isinstance(block, blocks.DateBlock):
        return "2026-03-01"
    if isinstance(block, blocks.ChoiceBlock):
        return block.get_default()
    if isinstance(block, blocks.BooleanBlock):
        return False
    assert isinstance(block, blocks.StaticBlock), f"nobody fills {block!r} yet"
    return None


__all__ = ["ADDRESSES", "EMAIL", "SHORT", "Pen", "everything", "shortest"]
