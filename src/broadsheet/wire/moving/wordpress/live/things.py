"""Files of the library and comments, as the API gives them."""

from __future__ import annotations

from broadsheet.wire.moving.records import Comment, Other, Picture
from broadsheet.wire.moving.wordpress.addresses import path_of
from broadsheet.wire.moving.wordpress.live.values import Thing, inner, moment, number, text
from broadsheet.wire.moving.wordpress.words import plain, title_of


def picture_of(thing: Thing) -> Picture | Other:
    """Return a picture; a file of another kind by name, with where it can be had."""
    key, url, title = number(thing, "id"), text(thing, "source_url"), title_of(text(thing, "title"))
    if text(thing, "media_type") != "image" or not url:
        why = f"It is no picture: fetch it from {url}" if url else "It has no address."
        return Other(key, "file", title or key, why)
    taken = inner(thing, "media_details", "image_meta")
    return Picture(
        key=key,
        url=url,
        path=text(inner(thing, "media_details"), "file"),
        title=title,
        alt=plain(text(thing, "alt_text")),
        caption=plain(text(thing, "caption")),
        credit=plain(text(taken, "credit") or text(taken, "copyright")),
        page=path_of(text(thing, "link")),
    )


def comment_of(thing: Thing, offset: float) -> Comment:
    """Return what a reader wrote under a story. The site keeps e-mail addresses to itself."""
    return Comment(
        key=number(thing, "id"),
        author=title_of(text(thing, "author_name")),
        email="",
        text=text(thing, "content"),
        written=moment(thing, "date", offset),
        approved=text(thing, "status") == "approved",
        answers=number(thing, "parent"),
    )
