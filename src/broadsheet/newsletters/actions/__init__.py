"""The acts on lists and on readers' consents. Nothing else writes them."""

from broadsheet.newsletters.actions.leaving import leave, note_bounce, note_complaint
from broadsheet.newsletters.actions.lists import open_list
from broadsheet.newsletters.actions.record import (
    A_DAY,
    AN_HOUR,
    Hand,
    LinkOverError,
    TooManyError,
)
from broadsheet.newsletters.actions.signing_up import VALID_FOR, confirm, sign_up

__all__ = [
    "AN_HOUR",
    "A_DAY",
    "VALID_FOR",
    "Hand",
    "LinkOverError",
    "TooManyError",
    "confirm",
    "leave",
    "note_bounce",
    "note_complaint",
    "open_list",
    "sign_up",
]
