"""What search engines hear from the newsroom. Thin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.dispatch import receiver

from broadsheet.signals import story_changes
from broadsheet.wire.indexnow.outbox import write


@receiver(story_changes)
def tell_search_engines(pk: int, addresses: Iterable[str], **_kwargs: Any) -> None:
    """Write down which addresses changed, in the transaction of the change itself."""
    write(pk, addresses)
