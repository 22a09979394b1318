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
    """Return an item's state; a password makes what was public or planned private."""
    state = _STATES.get(item.text("wp:status"), State.DRAFT)
    if item.text("wp:post_password") and state in {State.PUBLIC, State.SCHEDULED}:
        return State.PRIVATE
    return state
