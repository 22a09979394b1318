"""What a letter says of a correction: blocks as an editor would have composed them."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from broadsheet.masthead.queries import publication
from broadsheet.newsroom.models import Amendment, ChangeKind
from broadsheet.newsroom.queries import by_keys

Blocks = list[tuple[str, Any]]


def subject_of(amendment: Amendment) -> str:
    """Return what a mail about nothing else is called, in the paper's language."""
    with translation.override(publication().language):
        return f"{_heading(amendment)}: {amendment.story.headline}"


def blocks_of(amendment: Amendment) -> Blocks:
    """Return the note as readers of the story see it, and the way to the story if it is public."""
    with translation.override(publication().language):
        text = format_html("<p>{}</p>", amendment.text)
        if amendment.wrong:
            wrong = _("What was wrong: %(wrong)s") % {"wrong": amendment.wrong}
            text += format_html("<p>{}</p>", wrong)
        notice = {"title": _heading(amendment), "text": text}
    found: Blocks = [("notice", notice)]
    story = by_keys([amendment.story_id]).first()
    if story is not None:
        found.append(("story", {"story": story, "size": "line"}))
    return found


def _heading(amendment: Amendment) -> str:
    return {
        ChangeKind.CLARIFICATION: _("Clarification"),
        ChangeKind.RETRACTION: _("Retracted"),
    }.get(ChangeKind(amendment.kind), _("Correction"))
