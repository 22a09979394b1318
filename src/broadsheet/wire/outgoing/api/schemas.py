"""The shapes of what the API gives out, as JSON Schema (2020-12). Nothing else is in them."""

from __future__ import annotations

from typing import Any

from broadsheet.newsroom.models.author import AuthorKind
from broadsheet.newsroom.models.byline import Role
from broadsheet.newsroom.models.story import Kind as StoryKind
from broadsheet.topics.models import Kind as TopicKind

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
ADDRESS: Schema = {"type": "string", "format": "uri"}
MOMENT: Schema = {"type": ["string", "null"], "format": "date-time"}
KEY: Schema = {"type": "integer"}


def ref(name: str) -> Schema:
    """Return a reference to a shape by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def _or_none(shape: Schema) -> Schema:
    return {"oneOf": [shape, {"type": "null"}]}


def _of(type_: str, optional: tuple[str, ...] = (), /, **properties: Schema) -> Schema:
    found = {"type": {"const": type_}, "api_url": ADDRESS, **properties}
    return _object(found, optional)


def _object(properties: dict[str, Schema], optional: tuple[str, ...] = ()) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _list(shape: Schema) -> Schema:
    return {"type": "array", "items": shape}


def _choice(values: list[Any]) -> Schema:
    return {"type": "string", "enum": [str(value) for value in values]}


_PICTURE = {"id": KEY, "alt": TEXT, "credit": TEXT, "sizes": _list(ref("Size"))}

SCHEMAS: dict[str, Schema] = {
    "Story": _of(
        "story",
        ("html",),
        id={"type": "string", "format": "uuid"},
        url=ADDRESS,
        kind=_choice(StoryKind.values),
        kicker=TEXT,
        headline=TEXT,
        standfirst=TEXT,
        dateline=TEXT,
        published_at=MOMENT,
        changed_at=MOMENT,
        corrected_on={"type": ["string", "null"], "format": "date"},
        retracted_at=MOMENT,
        canonical_url={"type": ["string", "null"]},
        credit=TEXT,
        section=ref("Link"),
        bylines=_list(ref("Byline")),
        topics=_list(ref("Link")),
        picture=_or_none(ref("MainPicture")),
        html={"type": "string", "description": "The whole text. One story has it, a list hasn't."},
    ),
    "Section": _of(
        "section", id=KEY, name=TEXT, url=ADDRESS, description=TEXT, above=_or_none(ref("Link"))
    ),
    "Author": _of(
        "author",
        id=KEY,
        name=TEXT,
        url=ADDRESS,
        kind=_choice(AuthorKind.values),
        role=TEXT,
        life=TEXT,
        email={"type": ["string", "null"]},
        elsewhere=_list(ADDRESS),
    ),
    "Topic": _of(
        "topic",
        id=KEY,
        name=TEXT,
        url=ADDRESS,
        kind=_choice(TopicKind.values),
        description=TEXT,
        office=TEXT,
    ),
    "Picture": _of("picture", **_PICTURE),
    "MainPicture": _of("picture", **_PICTURE, caption=TEXT),
    "Size": _object({"url": ADDRESS, "media_type": TEXT, "width": KEY, "height": KEY}),
    "Byline": _object(
        {"name": TEXT, "role": _choice(Role.values), "author": _or_none(ref("Link"))}
    ),
    "Link": _object(
        {
            "id": KEY,
            "type": _choice(["section", "author", "topic"]),
            "api_url": ADDRESS,
            "name": TEXT,
        }
    ),
    "Meta": _object({"limit": KEY, "next": {"type": ["string", "null"], "format": "uri"}}),
    "Problem": _object({"status": KEY, "title": TEXT, "detail": TEXT}, ("detail",)),
}


def list_of(name: str) -> Schema:
    """Return the shape of a page of a list."""
    return _object({"meta": ref("Meta"), "items": _list(ref(name))})
