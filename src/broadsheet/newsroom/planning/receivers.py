"""What planning hears of stories and people. Thin."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.signals import page_published

from broadsheet.newsroom.models import Story
from broadsheet.newsroom.planning import actions


@receiver(page_published, sender=Story)
def be_done(instance: Story, **_kwargs: Any) -> None:
    """A plan is done by its story's being public; a schedule alone is not."""
    if instance.live:
        actions.note_publication(story=instance)


@receiver(pre_delete, sender=Story)
def stand_without_it(instance: Story, **_kwargs: Any) -> None:
    """A plan whose story is deleted stands where it stood before it."""
    actions.let_go_of_story(story=instance)


def leave_nothing_assigned(instance: Any, **_kwargs: Any) -> None:
    """What was somebody's who is deleted is nobody's."""
    actions.let_go_of_person(person=instance)


pre_delete.connect(leave_nothing_assigned, sender=get_user_model())
