"""The notes on a story as readers see them, wherever they were written.

A note is told of a change (``Amendment``), or stands in the text where somebody put it (a
correction block); both read the same, on the story, on the page of corrections and in feeds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from broadsheet.newsroom.models import PUTS_RIGHT, Amendment, ChangeKind

LABELS: dict[str, Any] = {
    ChangeKind.UPDATE: _("Update"),
    ChangeKind.CLARIFICATION: _("Clarification"),
    ChangeKind.CORRECTION: _("Correction"),
    ChangeKind.RETRACTION: _("Retraction"),
}
PARAGRAPHS = re.compile(r"\s*\n\s*")
LONGEST_FRAGMENT = 90
"""Characters of a passage that a link to it names."""


@dataclass(frozen=True)
class Note:
    """A note: its ``text`` is rich text, ``wrong`` plain.

    ``key`` names it on its story's page, and ``at`` is its moment: of a note in a text neither
    is known. ``comparison`` is where both texts stand, ``passage`` leads to the sentence.
    """

    kind: str
    date: date
    text: str
    key: str = ""
    at: datetime | None = None
    wrong: str = ""
    comparison: str = ""
    passage: str = ""

    @property
    def puts_right(self) -> bool:
        """Say whether something was wrong or unclear: an update only brings news."""
        return self.kind in PUTS_RIGHT


def label(kind: str) -> str:
    """Return what readers call a kind of note; “Correction” for any other."""
    return str(LABELS.get(kind, LABELS[ChangeKind.CORRECTION]))


def told(
    amendments: Iterable[Amendment], *, address: str, compared: bool, zone: ZoneInfo
) -> list[Note]:
    """Return the notes of amendments, in their order; without those that tell readers nothing.

    Each must know ``before_number`` and ``after_number``. ``compared`` says whether readers may
    see the versions of the story at ``address``.
    """
    return [_told(each, address, compared, zone) for each in amendments if each.text]


def _told(each: Any, address: str, compared: bool, zone: ZoneInfo) -> Note:
    differs = compared and each.before_number != each.after_number
    return Note(
        kind=each.kind,
        date=each.made_at.astimezone(zone).date(),
        text=in_paragraphs(each.text),
        key=f"note-{each.pk}",
        at=each.made_at,
        wrong=each.wrong,
        comparison=f"{address}versions/{each.before_number}/" if differs else "",
        passage=_link_to(each.passage),
    )


def in_the_text(body: Any) -> Iterator[Note]:
    """Yield the notes that stand in a body."""
    for block in body:
        if block.block_type == "correction":
            yield Note(block.value["kind"], block.value["date"], block.value["text"].source)


def in_paragraphs(text: str) -> str:
    """Return plain text as HTML, a paragraph a line."""
    return "".join(f"<p>{escape(line)}</p>" for line in PARAGRAPHS.split(text.strip()) if line)


def _link_to(passage: str) -> str:
    """Return a link to a sentence of the page (WICG, Scroll To Text Fragment); “” for none.

    A browser that doesn't know such links stays where it is.
    """
    words = passage[:LONGEST_FRAGMENT]
    if len(passage) > LONGEST_FRAGMENT:
        words = words.rpartition(" ")[0]
    return f"#:~:text={quote(words, safe='').replace('-', '%2D')}" if words else ""
