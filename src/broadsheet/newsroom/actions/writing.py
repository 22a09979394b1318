"""Making and keeping drafts. Nothing of them is public."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page, Revision

from broadsheet.newsroom.models import Answer, Byline, Section, Story
from broadsheet.newsroom.saving.staleness import take_turn


@transaction.atomic
def open_section(
    *, parent: Page, title: str, slug: str, description: str = "", **fields: Any
) -> Section:
    """Make a public section under the home page or, as a sub-section, under another."""
    section: Section = parent.add_child(
        instance=Section(title=title, slug=slug, description=description, **fields)
    )
    section.save_revision().publish()
    return section


@transaction.atomic
def place_story(
    *,
    section: Section,
    title: str,
    slug: str,
    bylines: list[Byline],
    topics: Any = (),
    **fields: Any,
) -> Story:
    """Make a story in a section, for ``publish`` or ``save_draft`` to keep as its first revision.

    Belongs into one transaction with that.
    """
    story = Story(title=title, slug=slug, live=False, has_unpublished_changes=True, **fields)
    story.bylines, story.topics = bylines, topics
    section.add_child(instance=story)
    return story


@transaction.atomic
def write_story(**values: Any) -> Story:
    """Make a draft in a section. Nothing of it is public. Takes what ``place_story`` does."""
    story = place_story(**values)
    story.save_revision()
    return story


def save_draft(*, story: Story, by: Any = None, change: Answer | None = None) -> Revision:
    """Keep the story as it is in memory as its newest revision. Nothing public changes.

    ``change`` says what kind of change it will be of what readers have read.
    """
    story.answer = change
    return story.save_revision(user=by)


@transaction.atomic
def restore_revision(*, story: Story, revision: Revision, onto: str, by: Any) -> Revision:
    """Save an older revision of a story again, as its newest draft. Nothing public changes.

    ``onto`` names the newest revision that the person saw (``staleness.name_of``). Raises Stale
    when there is a newer one, and ValidationError.
    """
    take_turn(story.pk, onto=onto)
    draft: Story = revision.as_object()
    return draft.save_revision(user=by, log_action=True, previous_revision=revision)


@transaction.atomic
def add_also_read(*, story: Story, target: Story, by: Any = None) -> Revision:
    """Put a line that leads to ``target`` into the middle of the newest draft of ``story``.

    Nothing public changes. Raises ValidationError when the line is there already.
    """
    take_turn(story.pk)
    draft: Story = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    there = [block.value["story"] for block in draft.body if block.block_type == "also_read"]
    if target.pk in {each.pk for each in there if each}:
        raise ValidationError(f"“{target.title}” is proposed to readers of this story already.")
    value = {"story": target, "text": ""}
    draft.body.insert((len(draft.body) + 1) // 2, ("also_read", value))
    return draft.save_revision(user=by, changed=True, log_action=True)
