"""Small exports, written as Ghost writes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeVar

from broadsheet.wire.moving.ghost.reader import records_of
from broadsheet.wire.moving.records import Post, Record

OLD = "https://old.example"
T = TypeVar("T")


def a_row(number: int | str = 1, **fields: Any) -> dict[str, Any]:
    """A post, published."""
    return {
        "id": f"post{number}",
        "title": f"Story {number}",
        "slug": f"story-{number}",
        "html": f"<p>Words of {number}.</p>",
        "type": "post",
        "status": "published",
        "visibility": "public",
        "featured": 0,
        "created_at": "2024-02-28T10:00:00.000Z",
        "updated_at": "2024-03-02T10:00:00.000Z",
        "published_at": "2024-03-01T17:00:00.000Z",
        **fields,
    }


def a_user(known: str, name: str, **fields: Any) -> dict[str, Any]:
    """Somebody of the staff."""
    return {"id": known, "name": name, "slug": known, "email": f"{known}@old.example", **fields}


def a_tag(known: str, name: str, **fields: Any) -> dict[str, Any]:
    """A tag."""
    return {"id": known, "name": name, "slug": known, "visibility": "public", **fields}


def tagged(post: str, *tags: str) -> list[dict[str, Any]]:
    """Links of a post to its tags, the last one first, as no one promises an order."""
    rows = [{"post_id": post, "tag_id": tag, "sort_order": at} for at, tag in enumerate(tags)]
    return rows[::-1]


def signed(post: str, *users: str) -> list[dict[str, Any]]:
    """Links of a post to who signs it, the last one first."""
    rows = [{"post_id": post, "author_id": user, "sort_order": at} for at, user in enumerate(users)]
    return rows[::-1]


def an_export(*posts: Any, **tables: Any) -> dict[str, Any]:
    """An export of Ghost 5."""
    settings = [{"key": "title", "value": "The Old Herald"}, {"key": "locale", "value": "en"}]
    data = {"posts": list(posts), "settings": settings, **tables}
    return {"db": [{"meta": {"exported_on": 1700000000000, "version": "5.80.0"}, "data": data}]}


def a_file(folder: Path, export: Any) -> Path:
    """The file of an export: of bytes and text as they are, of anything else as JSON."""
    path = folder / "old.ghost.json"
    if isinstance(export, bytes):
        path.write_bytes(export)
    else:
        path.write_text(export if isinstance(export, str) else json.dumps(export))
    return path


def read(folder: Path, export: Any, url: str = "") -> list[Record]:
    """All that an export says."""
    return list(records_of(a_file(folder, export), url))


def of(kind: type[T], records: list[Record]) -> list[T]:
    """The records of one kind."""
    return [each for each in records if isinstance(each, kind)]


def a_post(folder: Path, **fields: Any) -> Post:
    """What a single post of these fields is."""
    [post] = of(Post, read(folder, an_export(a_row(**fields)), OLD))
    return post
