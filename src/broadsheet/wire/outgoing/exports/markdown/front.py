"""What stands before a text: its front matter, by the names that Hugo and Jekyll know.

https://gohugo.io/content-management/front-matter/ and https://jekyllrb.com/docs/front-matter/
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from broadsheet.wire.outgoing.exports.plain import moment
from broadsheet.wire.outgoing.exports.records import (
    Hold,
    Note,
    Page,
    Picture,
    Section,
    State,
    Story,
    Text,
    Topic,
)
from broadsheet.wire.outgoing.exports.texts import by_name


@dataclass(frozen=True)
class Around:
    """What stories refer to, by key."""

    sections: Mapping[int, Section]
    topics: Mapping[int, Topic]

    def chain(self, key: int) -> list[str]:
        """Return the names of a section and of those that it lies in, the highest first."""
        section = self.sections[key]
        if section.above is None or section.above not in self.sections:
            return [section.name]
        return [*self.chain(section.above), section.name]


def of_story(story: Story, text: Text, around: Around, *, state: State) -> dict[str, Any]:
    """Return what stands before one of a story's texts, which is in this state."""
    topics = filter(None, map(around.topics.get, text.topics))
    found = {
        "title": text.headline,
        **_visible(state == State.PUBLIC),
        "state": str(state),
        "date": moment(story.published or story.saved),
        "lastmod": moment(story.changed),
        "publishDate": moment(story.due),
        "expiryDate": moment(story.expires),
        "slug": text.slug,
        **_addresses(story.address, story.old_addresses),
        "canonical": text.canonical,
        "description": text.standfirst,
        "kicker": text.kicker,
        "kind": text.kind,
        "dateline": text.dateline,
        "authors": [each.name for each in text.bylines if each.role == "by"],
        "credits": [
            {"name": each.name, "role": each.role} for each in text.bylines if each.role != "by"
        ],
        "categories": around.chain(story.section),
        "tags": [each.name for each in topics],
        "image": _image(text),
        "credit": text.credit_line,
        "usage": text.usage_terms,
        "seo": _known(title=text.seo_title, description=text.seo_description),
        "notes": [_note(note) for note in story.notes if note.text],
        "retracted": moment(story.retracted),
        "holds": [_hold(hold) for hold in story.holds if not hold.lifted],
        "guid": story.guid,
    }
    return _known(**found)


def of_page(page: Page) -> dict[str, Any]:
    """Return what stands before a page that stands."""
    visible = _visible(page.is_public)
    return _known(
        title=page.title,
        description=page.intro,
        slug=page.slug,
        purpose=page.purpose,
        **visible,
        **_addresses(page.address, ()),
    )


def _visible(is_public: bool) -> dict[str, bool]:
    """Return how Hugo (draft) and Jekyll (published) are told what they must not show."""
    return {"draft": not is_public, "published": is_public}


def _addresses(address: str, old: tuple[str, ...]) -> dict[str, Any]:
    """Return the address as Hugo and Jekyll call it, and those that lead to it."""
    return {
        "url": address,
        "permalink": address,
        "aliases": list(old),
        "redirect_from": list(old),
    }


def _image(text: Text) -> dict[str, str]:
    hero = next((each for each in text.pictures if each.key == text.hero), None)
    return _told(hero, text.hero_caption) if hero else {}


def _told(picture: Picture, caption: str) -> dict[str, str]:
    return _known(
        path=by_name(picture),
        alt=picture.alt,
        caption=caption or picture.caption,
        credit=picture.credit,
        licence=picture.licence,
    )


def _note(note: Note) -> dict[str, str]:
    return _known(kind=note.kind, date=moment(note.at), text=note.text, wrong=note.wrong)


def _hold(hold: Hold) -> dict[str, str]:
    return _known(kind=hold.kind, until=moment(hold.until), reason=hold.reason)


def _known(**values: Any) -> dict[str, Any]:
    """Return what there is of these: a thing that is false is there."""
    return {name: value for name, value in values.items() if value not in ("", [], {}, None)}
