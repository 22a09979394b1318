"""What readers could see of an item. Nothing rises: what isn't known is a draft."""

from __future__ import annotations

from broadsheet.wire.moving.records import State
from broadsheet.wire.moving.wordpress.item import Item

_STATES = {
    "publish": State.PUBLIC,
    "future": State.SCHEDULED,
    "pending": State.PENDING,
    "private": State.PRIVATE,
    "trash": State.TRASHED,
}


def state_of(item: Item) -> State:
    """Return an item's state."""
    return state_named(item.text("wp:status"), locked=bool(item.text("wp:post_password")))


def state_named(status: str, *, locked: bool) -> State:
    """Return a state; a password (``locked``) makes what was public or planned private."""
    state = _STATES.get(status, State.DRAFT)
    return State.PRIVATE if locked and state in {State.PUBLIC, State.SCHEDULED} else state
