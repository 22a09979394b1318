"""What the newsroom hears from Wagtail. Thin."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from modelsearch.signal_handlers import post_delete_signal_handler, post_save_signal_handler
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished
from wagtail.users.models import UserProfile

from broadsheet.lib import clock
from broadsheet.masthead.keys import page
from broadsheet.masthead.models import Publication
from broadsheet.newsroom.face import face_of, noting_changes
from broadsheet.newsroom.keys import text
from broadsheet.newsroom.models import FormerAddress, Section, Story
from broadsheet.newsroom.queries import is_hidden
from broadsheet.press.notes import EVERYTHING, note
from broadsheet.signals import story_changes, story_published, story_withdrawn

SEARCHED = {field.field_name for field in Story.get_searchable_search_fields()}


@receiver(user_logged_in)
def work_by_the_papers_clock(user: Any, **_kwargs: Any) -> None:
    """Who hasn't chosen a zone for the editor reads and writes hours in the paper's own."""
    profile = UserProfile.get_for_user(user)
    if not profile.current_time_zone:
        profile.current_time_zone = Publication.load().timezone
        profile.save(update_fields=["current_time_zone"])


@receiver(pre_save, sender=Publication)
def move_the_editors_clock(instance: Publication, **_kwargs: Any) -> None:
    """A paper that moves takes along those who worked by its clock."""
    before = Publication.objects.filter(pk=instance.pk).values_list("timezone", flat=True).first()
    if before and before != instance.timezone:
        UserProfile.objects.filter(current_time_zone=before).update(
            current_time_zone=instance.timezone
        )


@receiver(pre_delete, sender=Story)
def leave_a_tombstone(instance: Story, **_kwargs: Any) -> None:
    """A deleted story's address answers 410, not 404: it was there. Not so a hidden one's."""
    face = face_of(instance.pk)
    if face:
        note({page(instance.pk), text(instance.pk), *face.lists}, cause=f"deleted: {instance}")
        about = {"lists": face.lists, "addresses": {face.address}}
        story_changes.send(sender=None, pk=instance.pk, before=True, after=False, **about)
    if is_hidden(instance):
        instance.former_addresses.all().delete()
    elif instance.address:
        FormerAddress.objects.get_or_create(
            address=instance.address, defaults={"since": clock.now()}
        )


@receiver(post_save, sender=Story)
def find_it_by_its_words(
    instance: Story, update_fields: Any = None, raw: bool = False, **_kwargs: Any
) -> None:
    """A save of other things than words leaves the index: each kept revision is one.

    Wagtail would read the story, its bylines and its topics again, and write every word anew.
    """
    if update_fields is None or not SEARCHED.isdisjoint(update_fields):
        post_save_signal_handler(instance, raw=raw)


@receiver(post_delete, sender=Story)
def find_it_no_more(instance: Story, **_kwargs: Any) -> None:
    """What is deleted leaves the index."""
    post_delete_signal_handler(instance)


@receiver(page_published, sender=Story)
def tell_of_the_publication(instance: Story, **_kwargs: Any) -> None:
    """Tell plug-ins once what is public is in the database; a schedule alone is no news."""
    if instance.live:
        first = instance.first_published_at == instance.last_published_at
        transaction.on_commit(
            lambda: story_published.send(sender=Story, story=instance, first=first)
        )


@receiver(page_unpublished, sender=Story)
def tell_of_the_withdrawal(instance: Story, **_kwargs: Any) -> None:
    """Tell plug-ins once the withdrawal is in the database."""
    transaction.on_commit(lambda: story_withdrawn.send(sender=Story, story=instance))


@receiver(post_save, sender=Page)
def follow_the_tree(instance: Page, **_kwargs: Any) -> None:
    """A story that is moved belongs to the section it is in now; its address stays.

    A move saves the page as a plain one, in the move's own transaction: Wagtail tells of it
    only after. What lies in a section moves with it.
    """
    kind = instance.specific_class
    if kind is Section:
        note({EVERYTHING}, cause=f"moved: {instance}")
    if kind is Story:
        with noting_changes(instance.pk, cause=f"moved: {instance}"):
            Story.objects.filter(pk=instance.pk).update(section_id=instance.get_parent().pk)


@receiver(pre_save, sender=Section)
def note_what_lies_in_it(instance: Section, update_fields: Any = None, **_kwargs: Any) -> None:
    """What was written in a section comes and goes with it, and has addresses under its own."""
    if update_fields and not {"slug", "live"}.intersection(update_fields):
        return
    before = Section.objects.filter(pk=instance.pk).values_list("slug", "live").first()
    if before and before != (instance.slug, instance.live):
        note({EVERYTHING}, cause=f"section: {instance}")


@receiver(pre_delete, sender=Section)
def note_everything(instance: Section, **_kwargs: Any) -> None:
    """Any page may show or list a section that is gone."""
    note({EVERYTHING}, cause=f"deleted: {instance}")
