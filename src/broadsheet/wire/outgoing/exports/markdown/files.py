"""The newspaper as a folder of Markdown, each text with its front matter, and its media beside.

stories/2026/812-a-ferry.md   a story; what waits after a public one: …-newer.md
pages/about.md                a page that stands
media/12-a-quay.jpg           pictures and documents, “/media/…” in the texts
data/sections.yaml …          what is no text
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from django.utils.text import slugify
from markdownify import ATX, MarkdownConverter

from broadsheet.wire.outgoing.exports.act import Export
from broadsheet.wire.outgoing.exports.markdown.front import Around, of_page, of_story
from broadsheet.wire.outgoing.exports.plain import plain
from broadsheet.wire.outgoing.exports.records import State, Story
from broadsheet.wire.outgoing.xml import legal

DATA = ("sections", "authors", "topics", "pictures", "documents", "redirects")
LONGEST_STEM = 60
_PROGRAM = re.compile(r"\{(?=[{%#])")
"""What Liquid (Jekyll) and Hugo's short codes begin with: in a text of ours it is text."""

_converter = MarkdownConverter(
    heading_style=ATX, bullets="-", escape_misc=True, sup_symbol="<sup>", sub_symbol="<sub>"
)


def write(export: Export) -> None:
    """Write the newspaper."""
    newspaper, folder = export.newspaper(root="/"), export.folder
    folder.write("data/paper.yaml", _yaml(plain(newspaper.paper())))
    for name in DATA:
        with folder.writing(f"data/{name}.yaml") as file:
            for each in getattr(newspaper, name)():
                file.write(_yaml([plain(each)]))
    for picture in newspaper.pictures():
        folder.copy(f"media/{picture.name}", picture.file)
    for document in newspaper.documents():
        folder.copy(f"media/{document.name}", document.file)
    for page in newspaper.pages():
        folder.write(f"pages/{page.slug}.md", _text(of_page(page), page.html))
    around = Around(
        {each.key: each for each in newspaper.sections()},
        {each.key: each for each in newspaper.topics()},
    )
    for story in export.stories(newspaper):
        _story(export, story, around)


def _story(export: Export, story: Story, around: Around) -> None:
    stem = slugify(story.text.slug)[:LONGEST_STEM].strip("-")
    day = story.published or story.saved
    place = f"stories/{day.year if day else 'undated'}/{story.key}{'-' if stem else ''}{stem}"
    front = of_story(story, story.text, around, state=story.state)
    export.folder.write(f"{place}.md", _text(front, story.text.html))
    if story.newer:
        front = of_story(story, story.newer, around, state=State.DRAFT)
        for name in ("url", "permalink", "aliases", "redirect_from"):
            front.pop(name, None)
        export.folder.write(f"{place}-newer.md", _text(front, story.newer.html))


def markdown(html: str) -> str:
    """Return clean HTML as Markdown that is nothing else: no HTML but <sub>, <sup>, no program."""
    text: str = _converter.convert(html)
    return _PROGRAM.sub("&#123;", text).strip()


def _text(front: dict[str, Any], html: str) -> bytes:
    return b"---\n" + _yaml(front) + f"---\n\n{markdown(html)}\n".encode()


def _yaml(value: Any) -> bytes:
    text: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100)
    return legal(text).encode()
