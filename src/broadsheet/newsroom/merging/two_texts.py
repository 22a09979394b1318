"""Somebody's kept words beside the story as it is now: what differs, and what can be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from broadsheet.newsroom.comparing.bodies import Body
from broadsheet.newsroom.comparing.differences import (
    Difference,
    block_differences,
    field_differences,
)
from broadsheet.newsroom.comparing.plain_words import block_words, field_value
from broadsheet.newsroom.merging.written import Written, comments_in, written
from broadsheet.newsroom.models import SetAside, Story
from broadsheet.newsroom.saving.staleness import name_of

THEIRS, MINE, BOTH, OWN = "theirs", "mine", "both", "own"
"""What can be chosen of two texts: one, the other, one after the other, or words of one's own."""

ORDER = "order"
"""The row that asks in whose order the blocks come."""


@dataclass
class Row:
    """A field or block on which the two texts differ, and what may come of it.

    ``chosen`` is what was chosen, or what nobody would choose otherwise: where only one side
    changed something, that. Empty: somebody has to say.
    """

    name: str
    difference: Difference
    choices: list[str]
    changed_by: str
    chosen: str = ""
    own_words: str = ""


class TwoTexts:
    """The newest revision of a story (theirs) and what one person wrote (mine)."""

    def __init__(self, kept: SetAside, story: Story) -> None:
        self.kept = kept
        self.newest = story.latest_revision
        self.theirs: Story = story.get_latest_revision_as_object()
        self.written: Written = written(kept)
        self.comments = comments_in(kept)

    @property
    def mine(self) -> Story:
        """The story as the person wanted it."""
        return self.written.story

    @property
    def onto(self) -> str:
        """What names the newest revision."""
        return name_of(self.newest)

    @cached_property
    def base(self) -> Story | None:
        """What was there when both began; None where it has been overwritten since."""
        revision = self.kept.based_on
        if revision is None or revision.created_at != self.kept.loaded_at:
            return None
        base: Story = revision.as_object()
        return base

    @cached_property
    def bodies(self) -> tuple[Body, Body, Body | None]:
        """The body of theirs, of mine, and of what was there before."""
        base = None if self.base is None else Body(self.base.body)
        theirs = Body(self.theirs.body, base)
        return theirs, Body(self.mine.body, theirs), base

    @cached_property
    def rows(self) -> list[Row]:
        """What differs, in the order of the form."""
        fields = [self._of_field(each) for each in field_differences(self.theirs, self.mine)]
        theirs, mine, _base = self.bodies
        blocks = [self._of_block(each) for each in block_differences(theirs, mine)]
        return [*fields, *self._order(), *blocks]

    def _of_field(self, difference: Difference) -> Row:
        name = difference.name
        field: Any = Story._meta.get_field(name)
        choices = [THEIRS, MINE]
        if field.many_to_many:
            choices.append(BOTH)
        if isinstance(field, models.CharField | models.TextField) and not field.choices:
            choices.append(OWN)
        values = [field_value(each, name) for each in (self.theirs, self.mine, self.base) if each]
        changed_by = _changed_by(*values) if self.base else BOTH
        chosen = "" if changed_by == BOTH else changed_by
        return Row(f"field.{name}", difference, choices, changed_by, chosen, difference.other or "")

    def _of_block(self, difference: Difference) -> Row:
        key = difference.name
        theirs, mine, base = self.bodies
        if base is None:
            changed_by = BOTH
        else:
            changed_by = _changed_by(*(each.values.get(key) for each in (theirs, mine, base)))
        both_there = None not in (difference.one, difference.other)
        chosen = "" if changed_by == BOTH else changed_by
        if changed_by == BOTH and not both_there:
            chosen = MINE if difference.one is None else THEIRS  # no words are left out unasked
        choices = [THEIRS, MINE, BOTH] if both_there else [THEIRS, MINE]
        return Row(f"block.{key}", difference, choices, changed_by, chosen)

    def _order(self) -> list[Row]:
        """Ask for the order, where the blocks that both have come in two."""
        theirs, mine, base = self.bodies
        one = [key for key in theirs.keys if key in mine.blocks]
        other = [key for key in mine.keys if key in theirs.blocks]
        if one == other:
            return []
        before = [key for key in base.keys if key in one] if base else None
        changed_by = _changed_by(one, other, before) if base else BOTH
        words = ("\n".join(_beginnings(theirs)), "\n".join(_beginnings(mine)))
        asked = Difference(ORDER, _("Order of the text"), *words)
        chosen = "" if changed_by == BOTH else changed_by
        return [Row(ORDER, asked, [THEIRS, MINE], changed_by, chosen)]


def _changed_by(theirs: Any, mine: Any, base: Any) -> str:
    if theirs == base:
        return MINE
    return THEIRS if mine == base else BOTH


def _beginnings(body: Body) -> list[str]:
    """Return the first words of each block, so that their order can be told."""
    return [" ".join(block_words(each).split()[:6]) for each in body.blocks.values()]
