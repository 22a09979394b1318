"""The acts on lists and on readers' consents. Nothing else writes them."""

from broadsheet.newsletters.actions.forgetting import forget
from broadsheet.newsletters.actions.leaving import (
    leave,
    leave_by_mail,
    note_bounce,
    note_complaint,
)
from broadsheet.newsletters.actions.lists import open_list
from broadsheet.newsletters.actions.moving import AddressTakenError, agree_to_move, ask_to_move
from broadsheet.newsletters.actions.numbers import send_test, write_number
from broadsheet.newsletters.actions.preferences import (
    Wishes,
    ask_for_link,
    leave_everything,
    send_fresh_link,
    set_preferences,
)
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
    "AddressTakenError",
    "Hand",
    "LinkOverError",
    "TooManyError",
    "Wishes",
    "agree_to_move",
    "ask_for_link",
    "ask_to_move",
    "confirm",
    "forget",
    "leave",
    "leave_by_mail",
    "leave_everything",
    "note_bounce",
    "note_complaint",
    "open_list",
    "send_fresh_link",
    "send_test",
    "set_preferences",
    "sign_up",
    "write_number",
]
