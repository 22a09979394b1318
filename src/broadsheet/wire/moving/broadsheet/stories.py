"""A story of the paper that moves → ours: its words, its past and what holds it; never raised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.blocks.stream_block import StreamValue

from broadsheet.lib import clock
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Byline, Section, Story
from broadsheet.newsroom.models.byline import Role
from broadsheet.wire.incoming.memory import digest_of_text
from broadsheet.wire.moving.broadsheet.blocks import BODY, Body, laid_out
from broadsheet.wire.moving.broadsheet.facts import slug_beside
from broadsheet.wire.moving.broadsheet.numbers import Numbers
from broadsheet.wire.moving.broadsheet.standing import Standing, answer_of, standing_of
from broadsheet.wire.moving.ledger import Ledger, digest_of
from broadsheet.wire.moving.models import Arrival, Kind, Outcome
from broadsheet.wire.moving.stories import EDITED, LOCKED
from broadsheet.wire.outgoing.exports import records

WORDS = {
    **{name: name for name in ("kind", "kicker", "standfirst", "dateline", "hero_caption")},
    **{name: name for name in ("seo_title", "social_title", "social_description")},
    **{name: name for name in ("credit_line", "usage_terms")},
    "title": "headline",
    "search_description": "seo_description",
    "canonical_url": "canonical",
}
"""Our fields, by the records'."""


@dataclass(frozen=True)
class Mover:
    """Takes stories in: each gets its place and its number first, then its text and its state."""

    ledger: Ledger
    numbers: Numbers
    overwrite: bool = False

    def place(self, record: records.Story) -> None:
        """Give a story a place: others lead to it. Raises ValueError without a section."""
        key = str(record.key)
        known = self.ledger.meet(Kind.STORY, key, name=record.text.headline)
        if known.became:
            return
        if (there := Story.objects.filter(guid=record.guid).first()) is not None:
            became = f"story:{there.pk}"
            why = "it is here already, from elsewhere"
            self.ledger.note(Kind.STORY, key, Outcome.MERGED, became=became, why=why)
            return
        section = self.numbers.section(record.section)
        if section is None:
            raise ValueError("its section isn’t there")
        story = actions.place_story(
            section=section,
            title=record.text.headline,
            slug=slug_beside(record.text.slug, section),
            bylines=[],
            kind=record.text.kind,
            guid=record.guid.removeprefix("urn:uuid:"),
            source_uri="" if _is_known(record.source) else record.source,
        )
        self.ledger.note(Kind.STORY, key, Outcome.WAITING, became=f"story:{story.pk}")

    def take_in(self, record: records.Story) -> Arrival | None:
        """Give a story its text, its past and its state. Raises ValidationError or ValueError.

        What was edited here since an earlier run is left alone.
        """
        known = self.ledger.known(Kind.STORY, str(record.key))
        if known is None or not known.became or known.outcome == Outcome.MERGED:
            return None
        story: Story | None = known.recall(Story)
        digest = digest_of(record)
        if story is None:
            why = "it was deleted here since"
            return self._note(record, Outcome.SET_ASIDE, why=why)
        if known.digest == digest:
            return self._note(record, Outcome.IMPORTED, why=known.why)
        if known.digest and (why := self._why_not(story, known)):
            return self._note(record, Outcome.SET_ASIDE, why=why)
        body = self._write(story, record.text)
        came_withdrawn = known.data.get("state") == records.State.WITHDRAWN
        where, standing = self._keep(story, record, came_withdrawn=came_withdrawn)
        now = Story.objects.get(pk=story.pk)
        return self._note(
            record,
            Outcome.IMPORTED,
            why=f"{where}: {standing.remark}" if standing.remark else where,
            digest=digest,
            result=digest_of_text(now.get_latest_revision_as_object()),
            data=_told(record, body, standing, now, where),
        )

    @transaction.atomic
    def give_up(self, record: records.Story) -> None:
        """Take the place of a story back that was set aside: nothing of it is left here."""
        known = self.ledger.known(Kind.STORY, str(record.key))
        if known and known.outcome == Outcome.SET_ASIDE and known.became and not known.digest:
            if story := known.recall(Story):
                story.delete()
            self._note(record, Outcome.SET_ASIDE, became="")

    def _why_not(self, story: Story, known: Arrival) -> str:
        if story.locked:
            return LOCKED
        edited = known.result != digest_of_text(story.get_latest_revision_as_object())
        return EDITED if edited and not self.overwrite else ""

    def _write(self, story: Story, text: records.Text) -> Body:
        """Put a text into a story in memory."""
        body = laid_out(text.blocks, self.numbers.find)
        for name, theirs in WORDS.items():
            setattr(story, name, getattr(text, theirs))
        section: Section = story.section
        story.slug = slug_beside(text.slug, section, but=story.pk)
        story.hero_id = self.numbers.find("photo", text.hero) if text.hero else None
        social = text.social_image
        story.social_image_id = self.numbers.find("photo", social) if social else None
        story.body = StreamValue(BODY, body.blocks, is_lazy=True)
        story.bylines = [self._byline(each, at) for at, each in enumerate(text.bylines)]
        story.topics = list(self.numbers.topics(text.topics))
        return body

    def _byline(self, credit: records.Byline, at: int) -> Byline:
        if credit.role not in Role.values:
            raise ValueError(f"nobody has the role “{credit.role[:40]}”")
        author = self.numbers.author(credit.author) if credit.author else None
        name = "" if author else credit.name
        return Byline(author_id=author, name=name, role=credit.role, sort_order=at)

    def _keep(
        self, story: Story, record: records.Story, *, came_withdrawn: bool
    ) -> tuple[str, Standing]:
        """Give the story its past and its state; return what it is now."""
        standing = standing_of(record, story.section, clock.now())
        was_out = story.address is not None
        story.expire_at = record.expires
        if standing.had_readers and record.published and not was_out:
            actions.bring_address(
                story=story,
                address=record.address,
                former=record.old_addresses,
                published=record.published,
            )
        read, told = standing.past
        if read:
            actions.bring_versions(story=story, read=read, told=told)
        actions.bring_holds(story=story, holds=standing.holds_before)
        where = standing.settle(story, record, was_out=was_out and not came_withdrawn)
        if standing.had_readers and not read:
            actions.bring_versions(story=story, read=(), told=told)
        actions.bring_holds(story=story, holds=standing.holds_after)
        if record.newer:
            self._keep_newer(story, record.newer, record.newer_due)
        actions.bring_dates(
            story=Story.objects.get(pk=story.pk),
            changed=record.changed if standing.had_readers else None,
            retracted=record.retracted if standing.had_readers else None,
            public_since=standing.public_since,
            saved=record.saved if record.saved and record.saved <= clock.now() else None,
        )
        return where, standing

    def _keep_newer(self, story: Story, text: records.Text, due: datetime | None) -> None:
        draft: Story = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
        self._write(draft, text)
        answer = answer_of(text)
        if due and due > clock.now():
            actions.publish(story=draft, at=due, change=answer)
        else:
            draft.go_live_at = None
            actions.save_draft(story=draft, change=answer)

    def _note(self, record: records.Story, outcome: Outcome, **values: Any) -> Arrival:
        name = record.text.headline
        return self.ledger.note(Kind.STORY, str(record.key), outcome, name=name, **values)


def _is_known(source: str) -> bool:
    """Say whether a story here came from that place already: of one source there is one."""
    return Story.objects.filter(source_uri=source).exists()


def _told(
    record: records.Story, body: Body, standing: Standing, story: Story, where: str
) -> dict[str, Any]:
    """Return what the report says of a story besides its outcome."""
    found: dict[str, Any] = {
        "addresses": [record.address, *record.old_addresses] if standing.had_readers else [],
        "left_out": dict.fromkeys(body.why, 1),
        "extra": {"blocks": body.strange} if body.strange else {},
        "state": str(record.state),
        "remark": standing.remark,
    }
    if record.state == records.State.PUBLIC and not story.live:
        found["kept_back"] = where
    return {name: value for name, value in found.items() if value}
