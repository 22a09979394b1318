"""What is told of a public story besides its text: when it changed, and where it is."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from broadsheet.lib import clock
from broadsheet.masthead.keys import page
from broadsheet.newsroom.face import noting_changes
from broadsheet.newsroom.models import FormerAddress, Story
from broadsheet.press.notes import note


@transaction.atomic
def change_in_substance(*, story: Story, at: datetime | None = None) -> None:
    """Note that what the story says has changed: readers see when."""
    story.changed_at = at or clock.now()
    with noting_changes(story.pk, cause=f"changed in substance: {story.title}"):
        Story.objects.filter(pk=story.pk).update(changed_at=story.changed_at)


@transaction.atomic
def change_address(*, story: Story, address: str) -> None:
    """Give a published story another address; the old one leads to it for ever.

    Raises ValidationError when the address is or was another story's.
    """
    if not (address.startswith("/") and address.endswith("/")):
        raise ValidationError("An address begins and ends with “/”.")
    if story.address_is_taken(address):
        raise ValidationError(f"{address} belongs to another story, or did.")
    if story.address:
        FormerAddress.objects.create(address=story.address, story=story, since=clock.now())
    story.address = address
    with noting_changes(story.pk, cause=f"moved to {address}"):
        Story.objects.filter(pk=story.pk).update(address=address)
    note({page(story.pk)}, cause=f"moved to {address}")  # of a withdrawn one nothing else is told
