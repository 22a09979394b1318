"""What readers wrote under the stories of the paper that moves: kept, and shown to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from broadsheet.wire.moving.ledger import Ledger
from broadsheet.wire.moving.models import Arrival, Kind, Outcome
from broadsheet.wire.moving.records import Post


def rows_of(post: Post, ledger: Ledger) -> Iterator[Arrival]:
    """Yield what is taken down of each comment under a story."""
    for comment in post.comments:
        yield ledger.row(
            Kind.COMMENT,
            comment.key,
            Outcome.IMPORTED,
            name=f"{comment.author}: {comment.text[:80]}",
            why="kept, and shown to nobody",
            data={
                **asdict(comment),
                "written": comment.written.isoformat() if comment.written else "",
                "story": post.key,
            },
        )
