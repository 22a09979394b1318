"""What readers wrote under an item."""

from __future__ import annotations

from broadsheet.wire.moving.records import Comment
from broadsheet.wire.moving.wordpress.dates import Offsets, time_of
from broadsheet.wire.moving.wordpress.item import Item
from broadsheet.wire.moving.wordpress.words import title_of


def comments_of(item: Item, offsets: Offsets) -> tuple[Comment, ...]:
    """Return an item's comments, links from elsewhere (pingbacks) too. None is left out."""
    return tuple(
        _comment(fields, f"{item.key}~{number}", offsets)
        for number, fields in enumerate(item.comments, start=1)
    )


def _comment(fields: dict[str, str], otherwise: str, offsets: Offsets) -> Comment:
    said = {name.removeprefix("wp:comment_"): text.strip() for name, text in fields.items()}
    above = said.get("parent", "")
    return Comment(
        key=said.get("id") or otherwise,
        author=title_of(said.get("author", "")),
        email=said.get("author_email", ""),
        text=said.get("content", ""),
        written=time_of(said.get("date_gmt", ""), said.get("date", ""), offsets),
        approved=said.get("approved") == "1",
        answers=above if above.strip("0") else "",
    )
