"""What Apple News hears from the newsroom. Thin."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from broadsheet.signals import story_changes
from broadsheet.wire.applenews.outbox import write


@receiver(story_changes)
def have_apple_follow(pk: int, **_kwargs: Any) -> None:
    """Write down that a story is another, in the transaction of the change itself."""
    write(pk)
