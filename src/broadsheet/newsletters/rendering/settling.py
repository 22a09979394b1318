"""From what an editor composed to what is said: stories looked up, pictures found.

Stories come through the newsroom's one read of what is public, so that no letter can carry
a draft, or a story before its hour.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from broadsheet.lib.html import clean_body
from broadsheet.lib.stored_links import without_impossible
from broadsheet.newsletters.models import Letter
from broadsheet.newsletters.rendering.parts import Part, Picture
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.queries import by_keys, for_cards
from broadsheet.photos.renditions import MAIL, attach_renditions

ACROSS = ("width-800|format-jpeg", "width-400|format-jpeg", "width-1600|format-jpeg")
BESIDE = (MAIL, *ACROSS[1:])
"""Sizes of a picture, the one that suits best first."""


@dataclass
class Settled:
    """A letter's parts, and a sentence for each thing that keeps it from going out."""

    parts: list[Part] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def add(self, found: Part | str) -> None:
        """Take a part, or the sentence that says why there is none."""
        if isinstance(found, Part):
            self.parts.append(found)
        else:
            self.problems.append(found)


def settle(letter: Letter, *, coming: Collection[int] = ()) -> Settled:
    """Return what the letter says now. What can't be said is left out and told as a problem.

    ``coming`` are the keys of stories that will be public by then: no problem.
    """
    found = Settled()
    stories = _public(letter)
    blocks = list(letter.body)
    attach_renditions(_photos(blocks))
    for place, block in enumerate(blocks, start=1):
        if block.block_type == "story":
            chosen = block.value.get("story")
            with translation.override(letter.language):
                part = _story(block.value, stories.get(chosen.pk if chosen else 0))
            if part or chosen is None or chosen.pk not in coming:
                found.add(part or _not_public(place))
        elif block.block_type == "picture":
            found.add(_picture_across(block.value, place))
        else:
            found.add(_words(block.block_type, block.value))
    if not blocks:
        found.problems.append(_("There is nothing in the letter."))
    if not letter.subject.strip():
        found.problems.append(_("The letter has no subject."))
    return found


def story_keys(letter: Letter) -> list[int]:
    """Return the keys of the stories that the letter carries, in their order."""
    chosen = (block.value.get("story") for block in letter.body if block.block_type == "story")
    return [story.pk for story in chosen if story]


def _public(letter: Letter) -> dict[int, Story]:
    return {story.pk: story for story in for_cards(by_keys(story_keys(letter)))}


def _photos(blocks: Iterable[Any]) -> Iterator[Any]:
    for block in blocks:
        if block.block_type == "picture" and block.value.get("photo"):
            yield block.value["photo"]


def _words(kind: str, value: Any) -> Part:
    if kind == "text":
        return Part(kind=kind, html=said_html(value))
    if kind == "notice":
        return Part(kind=kind, title=value["title"], html=said_html(value["text"]))
    return Part(kind=kind, title=value or "")


def _story(value: Any, story: Story | None) -> Part | None:
    if story is None:
        return None
    size = value.get("size") or "row"
    own = "" if story.retracted_at else value.get("headline")
    return Part(
        kind="story",
        title=own or story.headline,
        text=value.get("standfirst") or story.standfirst,
        kicker=_kicker(story),
        by=_names(story) if story.kind == "opinion" else "",
        path=story.address or "",
        story=story.pk,
        size=size,
        picture=_picture(story.hero, "", ACROSS if size == "lead" else BESIDE),
    )


def _not_public(place: int) -> str:
    # Nothing of the story is named: not everybody who writes letters may know of every draft.
    words = _("Block %(place)s is a story that readers can’t see: publish it, or take it out.")
    return words % {"place": place}


def _kicker(story: Story) -> str:
    if story.kind == "sponsored":
        return _("Sponsored")
    return story.kicker or story.section.title


def _names(story: Story) -> str:
    return ", ".join(
        byline.author.name if byline.author else byline.name
        for byline in story.bylines.all()
        if byline.role == "by"
    )


def _picture_across(value: Any, place: int) -> Part | str:
    photo = value.get("photo")
    picture = _picture(photo, value.get("alt") or "", ACROSS)
    if picture and picture.alt:
        caption = value.get("caption") or photo.caption
        return Part(kind="picture", text=caption, credit=photo.credit, picture=picture)
    if photo is None:
        words = _("Block %(place)s is a picture that isn’t there any more: take it out.")
    elif picture is None:
        words = _("The picture in block %(place)s is still being made ready: try again shortly.")
    else:
        words = _("The picture in block %(place)s has no alternative text. Write one.")
    return words % {"place": place}


def _picture(photo: Any, alt: str, specs: Iterable[str]) -> Picture | None:
    """Return the size of a picture that suits best, of those that there are."""
    if photo is None:
        return None
    made = {each.filter_spec: each for each in photo.renditions.all()}
    best = next((made[spec] for spec in specs if spec in made), None)
    return best and Picture(best.url, best.width, best.height, alt or photo.description)


def said_html(text: Any) -> str:
    """Return rich text as HTML, cleaned by the one policy; links lead only where readers may go."""
    stored = str(getattr(text, "source", text))
    return clean_body(expand_db_html(without_impossible(stored)))
