"""What a story may be here: what it says that it was, unless something else of it says less."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from broadsheet.newsroom import actions, queries
from broadsheet.newsroom.actions import Read, Told
from broadsheet.newsroom.amending import Unsaid
from broadsheet.newsroom.changes.words import Passage, Words
from broadsheet.newsroom.models import Answer, ChangeKind, Hold, HoldKind, Section, Story
from broadsheet.newsroom.readiness import lacks
from broadsheet.newsroom.steps.clearing import why_not_ready
from broadsheet.wire.moving.broadsheet.restoring import restored
from broadsheet.wire.outgoing.exports import records
from broadsheet.wire.outgoing.exports.records import State

WITH_READERS = {State.PUBLIC, State.HIDDEN}


@dataclass(frozen=True)
class Standing:
    """What becomes of a story: its state, its past, and what held or holds it.

    ``holds_after`` are those that were set on what readers have already: they hold the next text.
    """

    state: State
    remark: str
    past: tuple[Sequence[Read], Sequence[Told]]
    holds_before: Sequence[Hold]
    holds_after: Sequence[Hold]
    had_readers: bool
    public_since: datetime | None

    def settle(self, story: Story, record: records.Story, *, was_out: bool) -> str:
        """Make the story what it is; return that in words. Raises ValidationError or ValueError.

        One that was public here (``was_out``), and isn't by now, stays so.
        """
        answer = answer_of(record.text)
        if self.state in WITH_READERS and was_out and not story.live:
            actions.save_draft(story=story, change=answer)
            return "a draft: it was withdrawn here"
        if self.state in WITH_READERS:
            return _publish(story, self.state)
        if self.state == State.SCHEDULED and record.due:
            _skip_steps(story)
            actions.publish(story=story, at=record.due, change=answer)
            return f"scheduled for {record.due:%Y-%m-%d %H:%M} UTC"
        actions.save_draft(story=story, change=answer)
        if story.live:
            return f"public here, but {record.state} there by now: withdraw it if you agree"
        return "withdrawn: its address answers 410" if self.had_readers else "a draft"


def standing_of(record: records.Story, section: Section, now: datetime) -> Standing:
    """Return what a story may be. Raises ValueError for a past that can't have been."""
    read = _read(record, now)
    holds = [_hold(each) for each in record.holds]
    last = read[-1].at if read else record.published
    after = [
        each
        for each in holds
        if record.state in WITH_READERS
        and each.kind == HoldKind.EMBARGO
        and last is not None
        and each.set_at > last
    ]
    before = [each for each in holds if each not in after]
    state, remark = _state(record, before, section, now)
    had_readers = _had_readers(record, state, now)
    told = [
        Told(each.kind, each.text, each.wrong, each.at, each.before, each.after)
        for each in record.notes
    ]
    return Standing(
        state=state,
        remark=remark,
        past=(read, told) if had_readers else ((), ()),
        holds_before=before,
        holds_after=after,
        had_readers=had_readers,
        public_since=last if had_readers else None,
    )


def _state(
    record: records.Story, holds: Sequence[Hold], section: Section, now: datetime
) -> tuple[State, str]:
    """Return the state that a story may have, and why it is less than what it says."""
    state, is_over = record.state, record.expires is not None and record.expires <= now
    if state == State.SCHEDULED:
        coming = record.due is not None and record.due > now
        return (state, "") if coming else (State.DRAFT, "its hour had passed unpublished")
    if state not in WITH_READERS:
        return state, ""
    if record.published is None or record.published > now or not record.address:
        return State.DRAFT, "it says that it is public, but not since when, or where"
    open_holds = [each for each in holds if each.lifted_at is None]
    if any(each.until is None or each.until > now for each in open_holds):
        return State.DRAFT, "it says that it is public, and is held"
    if state == State.HIDDEN and queries.is_open(section) and not is_over:
        return State.DRAFT, "no reader got to it there, and its section is open here"
    return state, ""


def _had_readers(record: records.Story, state: State, now: datetime) -> bool:
    has_past = bool(record.address and record.published and record.published <= now)
    return has_past and state != State.DRAFT


def _publish(story: Story, state: State) -> str:
    if missing := lacks(story):
        actions.save_draft(story=story)
        return f"a draft: {' '.join(missing)}"
    _skip_steps(story)
    try:
        actions.publish(story=story)
    except Unsaid:
        # Its last version says other words, an author's former name, say: one more is kept.
        actions.publish(story=story, change=Answer(kind=ChangeKind.TYPO))
    if state == State.HIDDEN and queries.by_keys([story.pk]).exists():
        raise ValueError("no reader got to it there, and here they would")
    return f"published at {story.address}" if state == State.PUBLIC else "published, out of reach"


def _skip_steps(story: Story) -> None:
    if why_not_ready(story):
        actions.save_draft(story=story)
        actions.skip_steps(story=story, reason=f"It moved in: {story.guid}")


def answer_of(text: records.Text) -> Answer | None:
    """Return what was answered of a change that waits."""
    said = text.change
    return Answer(kind=said.kind, text=said.text, wrong=said.wrong) if said else None


def _read(record: records.Story, now: datetime) -> list[Read]:
    """Return what readers read. Raises ValueError where that is in no order, or yet to come."""
    found = [Read(each.number, each.at, _words(each.words)) for each in record.versions]
    numbers, hours = [each.number for each in found], [each.at for each in found]
    if numbers != list(range(1, len(found) + 1)) or hours != sorted(hours):
        raise ValueError("its versions are in no order")
    if hours and hours[-1] > now:
        raise ValueError("its last version is yet to come")
    return found


@dataclass(frozen=True)
class _Words:
    headline: str
    standfirst: str
    byline: str
    passages: tuple[Passage, ...]


def _words(stored: Any) -> Words:
    words = restored(_Words, stored)
    return Words(words.headline, words.standfirst, words.byline, words.passages)


def _hold(told: records.Hold) -> Hold:
    return Hold(
        kind=told.kind,
        until=told.until,
        reason=told.reason,
        words_for_readers=told.words_for_readers,
        set_at=told.at,
        lifted_at=told.lifted,
        lifted_because=told.lifted_because,
    )
