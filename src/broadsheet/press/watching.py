"""Rows whose every save is public: pages read, and saves note, the same keys of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save

from broadsheet.press.notes import note
from broadsheet.press.recorder import declare

KeysOf = Callable[[Any], Iterable[str]]

BOOKKEEPING = frozenset(
    {
        "latest_revision",
        "latest_revision_created_at",
        "has_unpublished_changes",
        "draft_title",
        "locked",
        "locked_at",
        "locked_by",
        "go_live_at",
        "expire_at",
    }
)
"""What Wagtail writes on a row when a draft of it is kept: nothing that readers see."""


def watch(model: type[Model], keys_of: KeysOf, *, noted: KeysOf | None = None) -> None:
    """Declare ``model``, and have each save or deletion of a row note its keys.

    ``noted`` says more than what a page reads, where lists depend on the row as well.
    """
    declare(model, keys_of)
    touched = noted or keys_of

    def note_change(instance: Any, update_fields: Any = None, **_kwargs: Any) -> None:
        if update_fields and BOOKKEEPING.issuperset(update_fields):
            return
        note(touched(instance), cause=f"{model._meta.verbose_name}: {instance}")

    name = f"press watches {model._meta.label}"
    post_save.connect(note_change, sender=model, weak=False, dispatch_uid=f"{name}, saved")
    post_delete.connect(note_change, sender=model, weak=False, dispatch_uid=f"{name}, deleted")
