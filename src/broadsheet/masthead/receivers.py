"""What the masthead hears from Wagtail about pages that lie elsewhere now. Thin."""

from __future__ import annotations

import copy
from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_slug_changed, post_page_move

from broadsheet.masthead.actions import lead_on
from broadsheet.masthead.keys import STANDING, page
from broadsheet.masthead.models import InformationPage
from broadsheet.press.notes import note


@receiver(page_slug_changed)
def lead_on_from_the_old_name(instance: Page, instance_before: Page, **_kwargs: Any) -> None:
    """A page that was renamed is found where it was."""
    lead_on(before=instance_before, page=instance)


@receiver(post_page_move)
def lead_on_from_the_old_place(instance: Page, url_path_before: str, **_kwargs: Any) -> None:
    """A page that was moved is found where it was; one whose neighbours changed is there."""
    found = instance.specific
    if found.url_path != url_path_before:
        before = copy.copy(found)
        before.url_path = url_path_before
        lead_on(before=before, page=found)


@receiver(post_save, sender=Page)
def note_the_order(instance: Page, **_kwargs: Any) -> None:
    """Standing pages are listed in the tree's order. A move saves the page as a plain one."""
    if instance.specific_class is InformationPage:
        note({page(instance.pk), STANDING}, cause=f"moved: {instance}")
