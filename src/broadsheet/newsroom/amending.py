"""Changes of public texts: each state that readers read is kept, and no fact changes in silence.

Whatever publishes ends in ``Story.save`` and so in ``keeping_versions``. What somebody answered
about a change travels with its revision (``Answer``), and becomes an ``Amendment`` when that
revision is public: at once, at its hour, or when a workflow is done.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import PageViewRestriction

from broadsheet.lib import clock
from broadsheet.newsroom.changes.comparing import Alteration, compare
from broadsheet.newsroom.changes.words import Words, words_of
from broadsheet.newsroom.models.amendment import ChangeKind

AMENDED, UNASKED = "broadsheet.amended", "broadsheet.unasked"
"""What the history says of changes of public texts."""

MOST_SHOWN, LONGEST_SHOWN = 4, 80
"""Altered facts that a line names, and characters of each."""

MOST_KEPT, LONGEST_KEPT = 100, 1000
"""Altered facts that an amendment keeps, and characters of each."""


class Unsaid(ValidationError):  # noqa: N818  what it is, not a type
    """A change alters what readers relied on, and nobody says what kind of change it is."""


def _model(name: str) -> Any:
    """Return a model of this room by name: Story itself calls what is in this file."""
    return apps.get_model("broadsheet_newsroom", name)


def alterations(story: Any) -> list[Alteration]:
    """Return which facts of what readers read last are others in the story as it is in memory.

    Nothing is altered in a story that was never public. Whether it is public now doesn't
    matter: a withdrawal is no way to change a text unseen.
    """
    last = _last_version(story) if story.pk else None
    public = None if last or story.pk is None else _public_row(story)
    read = last.words if last else words_of(public) if public else None
    return compare(read, words_of(story)) if read else []


def must_say(story: Any, answer: Any) -> None:
    """Raise Unsaid when the story needs an answer that it hasn't got; the text says for what."""
    if answer is None and (found := alterations(story)):
        raise Unsaid(
            _("Say what kind of change this is: readers have read another text (%(facts)s).")
            % {"facts": in_short(found)}
        )


def unsaid(draft: Any, revision: int | None) -> str:
    """Return what a draft alters without an answer to it, on one line; “” for nothing.

    ``draft`` is what the revision with this key holds.
    """
    if _model("Answer").objects.filter(revision=revision).exists():
        return ""
    return in_short(alterations(draft))


def in_short(found: list[Alteration]) -> str:
    """Return what is altered on one line: “4” → “5”; “Lund” → “Lind”."""
    shown = [f"{_quoted(each.before)} → {_quoted(each.after)}" for each in found[:MOST_SHOWN]]
    return "; ".join(shown) + (" …" if len(found) > MOST_SHOWN else "")


def _quoted(words: str) -> str:
    return f"“{words.strip('“”')[:LONGEST_SHOWN]}”" if words else "–"


@contextmanager
def keeping_versions(story: Any) -> Iterator[None]:
    """Keep what readers read from now on, and what readers are told of the change.

    ``story`` is about to be saved while this is open. Belongs into the transaction of that.
    Where no reader gets, nothing is kept: what is written there may be opened later.
    """
    if not story.live or _is_shut_away(story):
        yield
        return
    list(_model("Story").objects.select_for_update(of=("self",)).filter(pk=story.pk).values("pk"))
    last = _last_version(story) or _version_of_before(story)
    yield
    words = words_of(story)
    if last is None or last.words != words:
        after = _keep(story, words, number=last.number + 1 if last else 1)
    else:
        after = last
    if last is not None:
        _tell(story, last, after)


def present_version(story: Any) -> Any:
    """Return the version that readers read now; None of a story that they can't see."""
    if _public_row(story) is None:
        return None
    return _last_version(story) or _version_of_before(story)


def _is_shut_away(story: Any) -> bool:
    """Say whether a story lies where no reader gets."""
    above = story.get_ancestors(inclusive=True)
    closed = above.exclude(pk=story.pk).filter(live=False)
    return closed.exists() or PageViewRestriction.objects.filter(page__in=above).exists()


def _last_version(story: Any) -> Any:
    return _model("Version").objects.filter(story=story.pk).order_by("-number").first()


def _public_row(story: Any) -> Any:
    """Return the story as readers have it, if they do: its row, not what is in memory."""
    row = _model("Story").objects.filter(pk=story.pk, live=True, address__isnull=False).first()
    return None if row is None or _is_shut_away(row) else row


def _version_of_before(story: Any) -> Any:
    """Keep and return what readers have of a story whose versions weren't kept till now."""
    public = _public_row(story)
    if public is None:
        return None
    return _keep(public, words_of(public), number=1, at=public.last_published_at)


def _keep(story: Any, words: Words, *, number: int, at: datetime | None = None) -> Any:
    return _model("Version").objects.create(
        story_id=story.pk,
        number=number,
        published_at=at or clock.now(),
        stored_words=words.stored(),
        revision_id=story.live_revision_id,
    )


def _tell(story: Any, before: Any, after: Any) -> None:
    """Make an amendment of the answer that the revision brings; note a change without one."""
    found = compare(before.words, after.words) if after != before else []
    answer = _model("Answer").objects.filter(revision=story.live_revision_id).first()
    if answer is not None:
        amend(story, answer, before=before, after=after, found=found)
        answer.delete()
    elif found:
        data = {"facts": in_short(found), "version": after.number}
        log(instance=story, action=UNASKED, revision=story.live_revision, data=data)


def amend(story: Any, said: Any, *, before: Any, after: Any, found: list[Alteration]) -> Any:
    """Make what was said of a change public. Only a typo leaves the story's dates as they are."""
    amendment = _model("Amendment").objects.create(
        story_id=story.pk,
        kind=said.kind,
        text=said.text,
        wrong=said.wrong,
        by=said.by,
        before=before,
        after=after,
        passage=next((each.now for each in found if each.now), "")[:LONGEST_KEPT],
        altered=[_kept(each) for each in found[:MOST_KEPT]],
        made_at=clock.now(),
    )
    told = {}
    if said.kind != ChangeKind.TYPO:
        told["changed_at"] = story.changed_at = amendment.made_at
    if said.text:
        told["corrected_on"] = story.corrected_on = last_correction(story)
    if said.kind == ChangeKind.RETRACTION:
        told["retracted_at"] = story.retracted_at = amendment.made_at
    if told:
        _model("Story").objects.filter(pk=story.pk).update(**told)
    data = {"kind": said.kind, "text": said.text, "version": after.number}
    log(instance=story, action=AMENDED, user=said.by, data=data)
    return amendment


def _kept(alteration: Alteration) -> dict[str, str]:
    """Return an alteration as an amendment keeps it: a text may be one sentence of a megabyte."""
    return {name: value[:LONGEST_KEPT] for name, value in asdict(alteration).items()}


def last_correction(story: Any) -> date | None:
    """Return the day of the newest note: in the text, or told of a change."""
    days = [block.value["date"] for block in story.body if block.block_type == "correction"]
    told = _model("Amendment").objects.filter(story=story.pk).exclude(text="")
    if newest := told.order_by("-made_at").first():
        days.append(newest.made_at.astimezone(ZoneInfo(story.publication_zone())).date())
    return max(days, default=None)
