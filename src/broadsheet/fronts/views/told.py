"""What readers are told of a story's changes, where it stands."""

from __future__ import annotations

from typing import Any

from broadsheet.masthead.models import NotePlace
from broadsheet.masthead.queries import publication
from broadsheet.newsroom import versions
from broadsheet.newsroom.models import ChangeKind, Story


def told_of(story: Story) -> dict[str, Any]:
    """Return the notes on a story, where the paper puts them, and its versions."""
    paper, told = publication(), versions.notes_of(story)
    above = {ChangeKind.RETRACTION}
    if paper.corrections_stand == NotePlace.TOP:
        above |= {ChangeKind.CORRECTION, ChangeKind.CLARIFICATION}
    if paper.updates_stand == NotePlace.TOP:
        above.add(ChangeKind.UPDATE)
    return {
        "told": told,
        "told_above": [note for note in told if note.kind in above],
        "told_below": [note for note in told if note.kind not in above],
        "versions": [
            {"number": number, "at": at, "url": versions.path_of(story.address or "", number)}
            for number, at in versions.numbers(story)
        ],
    }
