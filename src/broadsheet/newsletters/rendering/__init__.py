"""A letter as it is sent: HTML and text, drawn once, when its number begins to go out."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from broadsheet.newsletters.models import Carried, Letter
from broadsheet.newsletters.rendering.clicks import counted
from broadsheet.newsletters.rendering.mail import mail_html
from broadsheet.newsletters.rendering.marks import LEAVE, PREFERENCES, fill
from broadsheet.newsletters.rendering.parts import Part, Unready
from broadsheet.newsletters.rendering.plain import plain_text
from broadsheet.newsletters.rendering.settling import settle, story_keys
from broadsheet.newsletters.rendering.sizes import shortened

__all__ = ["LEAVE", "PREFERENCES", "Drawn", "Part", "Unready", "draw", "fill", "freeze", "rough"]


@dataclass(frozen=True)
class Drawn:
    """A letter, drawn. ``html`` and ``text`` hold the marks for a reader's own links."""

    html: str
    text: str
    parts: list[Part]


def draw(letter: Letter) -> Drawn:
    """Return the letter as it would be sent now; nothing is written.

    Raises Unready, with a sentence for each thing that is in the way: a story that isn't
    public, a picture without alternative text, a letter that Gmail would cut off.
    """
    settled = settle(letter)
    if settled.problems:
        raise Unready(settled.problems)
    parts, html = shortened(settled.parts, lambda parts: mail_html(letter, parts))
    return Drawn(html=html, text=plain_text(letter, parts), parts=parts)


def rough(letter: Letter) -> tuple[Drawn, list[str]]:
    """Return the letter as far as it can be drawn, and what keeps it from going out."""
    if letter.html:
        return Drawn(html=letter.html, text=letter.text, parts=[]), []
    settled = settle(letter)
    parts, problems = settled.parts, settled.problems
    try:
        parts, html = shortened(parts, lambda parts: mail_html(letter, parts))
    except Unready as error:
        html, problems = mail_html(letter, parts), [*problems, *error.messages]
    return Drawn(html=html, text=plain_text(letter, parts), parts=parts), problems


def freeze(letter: Letter) -> None:
    """Draw the letter and keep what was drawn, for ever. Belongs into the act that sends.

    The number's ``ordinal`` must be known. Raises Unready as ``draw`` does, and FrozenError
    for a letter that was frozen before.
    """
    drawn = draw(letter)
    html = counted(drawn.html, drawn.parts, number=letter.number)
    kept: dict[str, Any] = {"html": html, "text": drawn.text}
    kept["parts"] = [asdict(part) for part in drawn.parts]
    Letter.objects.filter(pk=letter.pk).update(**kept)
    Carried.objects.bulk_create(
        [Carried(number=letter.number, story_id=pk) for pk in sorted(set(story_keys(letter)))],
        ignore_conflicts=True,
    )
    for name, value in kept.items():
        setattr(letter, name, value)
