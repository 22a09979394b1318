"""Telling readers of what was wrong, where the text itself stays as it is."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from broadsheet.newsroom.amending import amend, present_version
from broadsheet.newsroom.changes.comparing import compare
from broadsheet.newsroom.face import noting_changes
from broadsheet.newsroom.models import Amendment, Answer, ChangeKind, Story, Version


@transaction.atomic
def issue_correction(
    *,
    story: Story,
    kind: ChangeKind,
    text: str,
    wrong: str = "",
    by: Any = None,
    after: Version | None = None,
) -> Amendment:
    """Put a note on a public story: what was wrong, what is unclear, or that it is retracted.

    ``after`` is the version that put it right; without one the note is about the text as it
    stands. A change of the text is told of where it is published (``publish(change=…)``).

    Raises ValidationError for a story that readers can't see, and without a note.
    """
    said = Answer(kind=kind, text=text, wrong=wrong, by=by)
    said.full_clean(exclude=["revision"])
    if not said.text:
        raise ValidationError({"text": _("Write the note that readers will see.")})
    now = present_version(story)
    if now is None:
        raise ValidationError(_("The story isn’t public: there is nobody to tell."))
    before = after and Version.objects.filter(story=story.pk, number=after.number - 1).first()
    with noting_changes(story.pk, cause=f"{kind}: {story.title}"):
        if after is None or before is None:
            return amend(story, said, before=now, after=now, found=[])
        found = compare(before.words, after.words)
        return amend(story, said, before=before, after=after, found=found)


@transaction.atomic
def reinstate(*, story: Story, text: str, by: Any = None) -> Amendment:
    """Take a retraction back, and say why: the story is as it was, with one more note.

    Raises ValidationError for a story that isn't retracted, and without a note.
    """
    if story.retracted_at is None:
        raise ValidationError(_("The story isn’t retracted."))
    with noting_changes(story.pk, cause=f"reinstated: {story.title}"):
        story.retracted_at = None
        Story.objects.filter(pk=story.pk).update(retracted_at=None)
        return issue_correction(story=story, kind=ChangeKind.CLARIFICATION, text=text, by=by)
