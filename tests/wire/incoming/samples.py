"""Copy from an agency that there isn't, and a desk that takes it in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from broadsheet.newsroom.models import Story
from broadsheet.wire.incoming.act import import_files
from tests.factories import a_section

URI = "urn:example:ferry-1"


def an_item(uri: str = URI, **fields: Any) -> dict[str, Any]:
    """Return a ninjs 3.x item; ``None`` takes a field away."""
    values = {
        "uri": uri,
        "type": "text",
        "versionCreated": "2026-03-01T09:00:00+01:00",
        "language": "en",
        "headlines": [{"role": "main", "value": "The last ferry is kept"}],
        "by": "Ines Duarte",
        "bodies": [
            {"role": "main", "contentType": "text/html", "value": "<p>It runs on Sundays.</p>"}
        ],
        **fields,
    }
    return {name: value for name, value in values.items() if value is not None}


def a_body(html: str) -> list[dict[str, str]]:
    return [{"contentType": "text/html", "value": html}]


def a_picture_of(href: str, **fields: Any) -> dict[str, Any]:
    """Return an association; a rendition says only where it is."""
    return {
        "name": "main",
        "uri": "urn:example:picture-1",
        "type": "picture",
        "headlines": [{"value": "A ferry"}],
        "descriptions": [{"value": "A ferry leaves the quay"}],
        "by": "Leo Sandoval",
        "creditLine": "Coast Agency",
        "usageTerms": "Print and web",
        "renditions": [{"href": href, "contentType": "image/jpeg"}],
        **fields,
    }


def a_file(folder: Path, *items: Any, name: str = "copy.json") -> Path:
    """Write one item as it is, and several as a list."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(items[0] if len(items) == 1 else list(items)), "utf-8")
    return path


class Told(list[str]):
    """What an import reported, a line each, and how many it set aside."""

    set_aside = 0

    @property
    def sums(self) -> str:
        return self[-1]

    def about(self, words: str) -> str:
        """Return the one line that says this."""
        (line,) = [line for line in self if words in line]
        return line


def bring_in(*files: Path, **wishes: Any) -> Told:
    a_section()
    told = Told()
    told.set_aside = import_files(list(files), report=told.append, **wishes)
    return told


def the_story(uri: str = URI) -> Story:
    return Story.objects.get(source_uri=uri)


def newest(uri: str = URI) -> Any:
    """Return the story as its newest revision has it."""
    return the_story(uri).get_latest_revision_as_object()


def body_of(story: Any) -> list[tuple[str, Any]]:
    """Return the body's blocks as plain values, without ids."""
    return [(block["type"], _plain(block["value"])) for block in story.body.get_prep_value()]


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, dict) and set(value) == {"type", "value", "id"}:
        return _plain(value["value"])
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return value
