"""What webhooks hear from the newsroom. Thin."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from broadsheet.signals import story_changes
from broadsheet.wire.webhooks.models import Event
from broadsheet.wire.webhooks.outbox import write


@receiver(story_changes)
def tell_of_the_change(pk: int, before: bool, after: bool, **_kwargs: Any) -> None:
    """Write down who is to be told, in the transaction of the change itself."""
    if after:
        write(Event.UPDATED if before else Event.PUBLISHED, pk)
    elif before:
        write(Event.WITHDRAWN, pk)
