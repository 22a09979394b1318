"""Showing a draft to somebody outside."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log

from broadsheet.lib import clock
from broadsheet.newsroom.models import PreviewLink, Story
from broadsheet.newsroom.preview_tokens import new_token

LONGEST_PREVIEW = timedelta(days=14)
"""How long somebody outside may see a text that isn't public."""


@transaction.atomic
def share_preview(
    *, story: Story, reader: str, lasts: timedelta, by: Any
) -> tuple[PreviewLink, str]:
    """Make a link with which ``reader``, somebody outside, sees the newest draft as it is now.

    Returns the link and its token, which is nowhere else: who loses it makes a new link.
    ``lasts`` is at most ``LONGEST_PREVIEW``. Raises ValidationError.
    """
    if not timedelta() < lasts <= LONGEST_PREVIEW:
        raise ValidationError(f"A preview lasts {LONGEST_PREVIEW.days} days at most.")
    token, digest = new_token()
    now = clock.now()
    link = PreviewLink(
        story=story,
        revision=story.latest_revision or story.save_revision(user=by),
        digest=digest,
        reader=reader.strip(),
        made_by=by,
        made_at=now,
        expires_at=now + lasts,
    )
    link.full_clean()
    link.save()
    log(instance=story, action="broadsheet.share_preview", user=by, data={"reader": link.reader})
    return link, token


@transaction.atomic
def revoke_preview(*, link: PreviewLink, by: Any) -> None:
    """End a link before its time, for ever. Nothing happens to one that is revoked already."""
    open_ones = PreviewLink.objects.filter(pk=link.pk, revoked_at__isnull=True)
    if open_ones.update(revoked_at=clock.now()):
        data = {"reader": link.reader}
        log(instance=link.story, action="broadsheet.revoke_preview", user=by, data=data)
