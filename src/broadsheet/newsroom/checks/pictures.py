"""Pictures without the words that belong to them. What publishing demands is in ``readiness``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from broadsheet.newsroom.checks.finding import Finding
from broadsheet.newsroom.readiness import pictures as shown

LONGEST_ALT = 250
"""Characters: a screen reader can't skip within it."""


def unsaid(story: Any) -> Iterator[Finding]:
    """Find pictures that nobody is credited for, or whose text for the blind is none."""
    seen = set()
    for photo, alt in shown(story):
        if photo.pk in seen:
            continue
        seen.add(photo.pk)
        values, text = {"title": photo.title}, alt or photo.description
        if not photo.credit:
            says = _("The picture “%(title)s” has no credit.") % values
            yield Finding("credit", says, context=photo.pk)
        if text and (len(text) > LONGEST_ALT or text.strip() == photo.title.strip()):
            says = _("Does the alternative text of “%(title)s” say, briefly, what it shows?")
            yield Finding("alternative text", says % values, quote=text, context=photo.pk)
