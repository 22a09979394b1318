"""Whether words that somebody wants to save were written on the newest revision of a story.

Wagtail asks this of autosaving alone, and takes a form that says nothing for a new one.
"""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, Revision

from broadsheet.newsroom.models import Autosave
from broadsheet.newsroom.saving.posted_form import PostedForm


class Stale(Exception):  # noqa: N818  what it is, not a type
    """Somebody has saved the story in the meantime."""


def take_turn(story: int, *, onto: str | None = None) -> None:
    """Have everybody else who would save this story wait until this transaction ends.

    ``onto`` names the revision that the person saw as the newest: raises Stale if there is a
    newer one. Does nothing for a story that isn't there. SQLite has one writer at a time anyway.
    """
    there = Page.objects.select_for_update().filter(pk=story).first()
    if there and onto is not None and onto != name_of(there.latest_revision):
        raise Stale


def name_of(revision: Revision | None) -> str:
    """Return what names a state of a revision: its key, and when it was saved (ISO 8601)."""
    return f"{revision.pk} {revision.created_at.isoformat()}" if revision else ""


def is_stale(form: PostedForm, newest: Revision | None) -> bool:
    """Say whether saving this form would overwrite what it has never seen.

    Only what is asked in one’s turn is still true when it is saved.
    """
    if newest is None:
        return False
    if form.overwrites:  # nobody else can have autosaved into the same revision
        return form.overwrites != str(newest.pk)
    if (form.loaded, form.loaded_at) == (str(newest.pk), newest.created_at.isoformat()):
        return False
    return not _is_its_own_autosave(form, newest)


def note_autosave(form: PostedForm, story: Any, *, began: bool) -> None:
    """Remember that the newest revision is what this form held, and whether that made the story."""
    if form.writer:
        Autosave.objects.update_or_create(
            revision_id=story.latest_revision_id,
            defaults={
                "form": form.writer.form,
                "saved_at": story.latest_revision_created_at,
                "began": began,
            },
        )


def _is_its_own_autosave(form: PostedForm, newest: Revision) -> bool:
    if form.writer is None or newest.user_id != form.writer.user:
        return False
    return Autosave.objects.filter(
        revision=newest, form=form.writer.form, saved_at=newest.created_at
    ).exists()
