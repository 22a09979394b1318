"""One story out of two texts, by what somebody chose for each difference."""

from __future__ import annotations

from typing import Any

from broadsheet.newsroom.comparing.bodies import Body, woven
from broadsheet.newsroom.merging.two_texts import BOTH, MINE, ORDER, OWN, THEIRS, Row, TwoTexts
from broadsheet.newsroom.models import Byline, Story


class Undecided(Exception):  # noqa: N818  what it is, not a type
    """Somebody has to choose first: on these rows both sides changed the same thing."""


def merged(two: TwoTexts) -> Story:
    """Return the newest revision with what was chosen of mine in it; nothing is saved.

    Raises Undecided while a row has nothing chosen.
    """
    if any(row.chosen not in row.choices for row in two.rows):
        raise Undecided
    story = two.theirs
    for row in two.rows:
        if row.name.startswith("field."):
            _choose(story, two.mine, row)
    chosen = {row.difference.name: row.chosen for row in two.rows}
    theirs, mine, _base = two.bodies
    block = Story._meta.get_field("body").stream_block
    story.body = block.to_python(_blocks(theirs, mine, chosen))
    return story


def _choose(story: Story, mine: Story, row: Row) -> None:
    name = row.difference.name
    if row.chosen == OWN:
        setattr(story, name, row.own_words)
    elif row.chosen == THEIRS:
        return
    elif name == "bylines":
        story.bylines = [
            Byline(pk=each.pk, author=each.author, name=each.name, role=each.role, sort_order=place)
            for place, each in enumerate(mine.bylines.all())
        ]
    elif story._meta.get_field(name).many_to_many:
        own = list(getattr(mine, name).all())
        there = list(getattr(story, name).all()) if row.chosen == BOTH else []
        setattr(story, name, [*there, *(each for each in own if each not in there)])
    else:
        field: Any = story._meta.get_field(name)
        setattr(story, field.attname, getattr(mine, field.attname))


def _blocks(theirs: Body, mine: Body, chosen: dict[str, str]) -> list[dict[str, Any]]:
    """Return the merged body as it is stored. What doesn't differ is as it is in both."""
    sides = (mine, theirs) if chosen.get(ORDER) == MINE else (theirs, mine)
    result = []
    for key in woven(sides[0].keys, sides[1].keys):
        choice = chosen.get(key, THEIRS)
        if choice in {THEIRS, BOTH} and key in theirs.blocks:
            result.append(theirs.raw(key))
        if choice in {MINE, BOTH} and key in mine.blocks:
            result.append(mine.raw(key, new_key=choice == BOTH))
    return result
