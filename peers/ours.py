"""Says what is in our paper, as JSON, by the walk that every export reads: ``peers.ours DIR``."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from broadsheet.run.environment import set_up

KINDS = {"public": "public", "scheduled": "scheduled"}


def main(folder: Path) -> None:
    """Print it."""
    set_up(folder)
    from broadsheet.wire.outgoing.exports.paper import Newspaper  # noqa: PLC0415

    newspaper = Newspaper(everything=True)
    sections = {each.key: each for each in newspaper.sections()}
    topics = {each.key: each.name for each in newspaper.topics()}
    pictures = {each.key: each for each in newspaper.pictures()}
    stories: list[dict[str, Any]] = []
    shown: set[str] = set()
    for story in newspaper.stories():
        text, when = story.text, story.due or story.published
        state = KINDS.get(story.state, "kept back")
        hero = pictures.get(text.hero or 0)
        shown |= {hero.name} if hero else set()
        shown |= set(re.findall(r'<img src="[^"]+/media/([^"]+)"', text.html))
        stories.append({
            "title": text.headline,
            "state": state,
            "published": f"{when:%Y-%m-%d %H:%M:%S}" if when and state != "kept back" else "",
            "standfirst": text.standfirst,
            "author": next((line.name for line in text.bylines if line.role == "by"), ""),
            "sections": [sections[story.section].name],
            "topics": [topics[key] for key in text.topics],
            "path": story.address if state == "public" else "",
            "hero": hero.alt if hero else "",
            "html": text.html,
        })  # fmt: skip
    stories += [
        {"title": page.title, "state": "public", "published": "", "standfirst": page.intro,
         "author": "", "sections": [], "topics": [], "path": page.address, "hero": "",
         "html": page.html, "stands": True}
        for page in newspaper.pages()
    ]  # fmt: skip
    names = {key: each.name for key, each in sections.items()}
    found = {
        "authors": [each.name for each in newspaper.authors()],
        "sections": [(each.name, names.get(each.above or 0, "")) for each in sections.values()],
        "topics": list(topics.values()),
        "pictures": [
            {"alt": each.alt, "caption": each.caption, "credit": each.credit, "bytes": 1}
            for each in pictures.values()
        ],
        "shown": sorted(shown),
        "stories": stories,
        "zone": newspaper.paper().timezone,
    }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
