"""What the hub hears from the newsroom. Thin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.dispatch import receiver

from broadsheet.signals import story_changes
from broadsheet.wire.websub.outbox import write


@receiver(story_changes)
def tell_the_hub(pk: int, lists: Iterable[str], **_kwargs: Any) -> None:
    """Write down which feeds changed, in the transaction of the change itself."""
    write(pk, lists)
