"""Keeping words that could not be saved for the one who wrote them, until they are merged."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import Revision

from broadsheet.lib import clock
from broadsheet.newsroom.models import SetAside, Story, Why
from broadsheet.newsroom.saving.posted_form import PostedForm
from broadsheet.newsroom.saving.staleness import take_turn

MOST_WAITING = 50
"""So many of one person's texts may wait. Who has more isn't a person."""

MERGED = "broadsheet.merge"
"""What the history says of a text that was merged."""


class TooMany(Exception):  # noqa: N818  what it is, not a type
    """So many texts of one person wait already that no more are kept."""


@transaction.atomic
def keep_words(*, form: PostedForm, owner: Any, story: int, why: Why) -> SetAside:
    """Keep the words of a form for their owner. The same words wait once. Raises TooMany.

    ``story`` is the key of the story they were written into, whether or not it is still there.
    """
    there = Story.objects.filter(pk=story).first()
    same = {"owner": owner, "story": there, "digest": form.digest, "settled_at": None}
    waiting = SetAside.objects.filter(owner=owner, settled_at=None).count()
    if waiting >= MOST_WAITING and not SetAside.objects.filter(**same).exists():
        raise TooMany
    based_on = there and there.revisions.filter(pk=form.based_on).first()
    kept, is_new = SetAside.objects.get_or_create(
        **same,
        defaults={
            "why": why,
            "based_on": based_on,
            "loaded_at": form.based_at if based_on else None,
            "posted": form.words,
            "kept_at": clock.now(),
        },
    )
    if not is_new:
        say_why(kept=kept, why=why)
    return kept


def say_why(*, kept: SetAside, why: Why) -> None:
    """Note for what reason these words are in no revision yet."""
    kept.why, kept.kept_at = why, clock.now()
    SetAside.objects.filter(pk=kept.pk).update(why=why, kept_at=kept.kept_at)


def let_words_go(*, kept: SetAside) -> None:
    """Forget words that a revision has now, or the form that the person is looking at."""
    SetAside.objects.filter(pk=kept.pk, settled_at=None).delete()


@transaction.atomic
def put_words_away(*, kept: SetAside) -> None:
    """Ask no more about these words. They stay where their owner finds them."""
    SetAside.objects.filter(pk=kept.pk, settled_at=None).update(settled_at=clock.now())


@transaction.atomic
def save_merge(*, kept: SetAside, merged: Story, onto: str, by: Any) -> Revision:
    """Save what somebody made of their own words and of the newest revision, as a draft.

    ``onto`` names that revision as the person saw it (``staleness.name_of``). Raises Stale when
    there is a newer one by now, and ValidationError.
    """
    take_turn(merged.pk, onto=onto)
    revision: Revision = merged.save_revision(user=by, log_action=MERGED)
    SetAside.objects.filter(pk=kept.pk).update(settled_at=clock.now(), merged_into=revision)
    return revision
