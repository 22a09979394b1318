"""Publishing a story, and taking it back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from broadsheet.newsroom.amending import must_say
from broadsheet.newsroom.holds import check_holds
from broadsheet.newsroom.models import Answer, Story
from broadsheet.newsroom.readiness import lacks


@transaction.atomic
def publish(
    *,
    story: Story,
    by: Any = None,
    at: datetime | None = None,
    first_published: datetime | None = None,
    change: Answer | None = None,
) -> Story:
    """Publish the story as it is in memory, now or ``at`` a coming time.

    ``first_published`` is when it came out elsewhere, for a story that moves in: its
    date here, in its address too. One that has been public here keeps the date it has.

    ``change`` says what kind of change it is of what readers have read, with the note for them.

    Raises ValidationError when something that readers need is missing (the
    message lists it), Unsaid when ``change`` is, and Held when it may not be public then.
    """
    if missing := lacks(story):
        raise ValidationError(missing)
    story.go_live_at = at
    if first_published and story.address is None:
        story.published_at = first_published
        Story.objects.filter(pk=story.pk).update(published_at=first_published)
    check_holds(story)
    must_say(story, change)
    if change and story.address:
        change.by = by
        change.full_clean(exclude=["revision"])
        story.answer = change
    revision = story.save_revision(user=by)
    revision.publish(user=by, skip_permission_checks=True)
    story.refresh_from_db()
    return story


@transaction.atomic
def withdraw(*, story: Story, by: Any = None) -> None:
    """Take a story off everything that readers see. Its address answers 410 from now on."""
    story.unpublish(user=by)
