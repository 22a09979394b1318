"""Files of the library and comments, as the API gives them."""

from __future__ import annotations

from datetime import timedelta

from broadsheet.wire.moving.records import Comment, Other, Picture
from broadsheet.wire.moving.wordpress.live.values import Thing, inner, moment, number, text
from broadsheet.wire.moving.wordpress.others import file_of
from broadsheet.wire.moving.wordpress.pictures import page_of
from broadsheet.wire.moving.wordpress.words import plain, title_of


def picture_of(thing: Thing, site: str) -> Picture | Other:
    """Return a picture; a file of another kind by name, with where it can be had."""
    key, url, title = number(thing, "id"), text(thing, "source_url"), title_of(text(thing, "title"))
    if text(thing, "media_type") != "image" or not url:
        return file_of(key, title or key, url)
    taken = inner(thing, "media_details", "image_meta")
    return Picture(
        key=key,
        url=url,
        path=text(inner(thing, "media_details"), "file"),
        title=title,
        alt=plain(text(thing, "alt_text")),
        caption=plain(text(thing, "caption")),
        credit=plain(text(taken, "credit") or text(taken, "copyright")),
        page=page_of(text(thing, "link"), site),
    )


def comment_of(thing: Thing, offset: timedelta) -> Comment:
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
