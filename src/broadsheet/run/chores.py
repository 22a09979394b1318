"""What the worker and the scheduler keep doing, as dotted names.

A chore takes no arguments, returns how many things it did, and may be run any
number of times: its truth is in its own room's tables.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils.module_loading import import_string

Chore = Callable[[], int]

WORKER: tuple[str, ...] = (
    "broadsheet.fronts.tasks.refresh_weather",
    "broadsheet.photos.tasks.print_new_pictures",
    "broadsheet.newsroom.tasks.send_notices",
    "broadsheet.newsletters.tasks.send_outgoing_mail",
    "broadsheet.newsletters.tasks.make_numbers",
    "broadsheet.newsletters.tasks.send_numbers",
    "broadsheet.newsletters.tasks.read_returns",
    "broadsheet.newsletters.tasks.count_months",
    "broadsheet.newsletters.tasks.forget_what_is_over",
    "broadsheet.readership.tasks.count_visits",
    "broadsheet.wire.tasks.move_papers_in",
    "broadsheet.wire.webhooks.tasks.deliver_due",
    "broadsheet.wire.webhooks.tasks.forget_what_is_over",
    "broadsheet.wire.subscriptions.tasks.look_at_what_is_due",
    "broadsheet.wire.websub.tasks.ping_due",
    "broadsheet.wire.websub.tasks.forget_what_is_over",
    "broadsheet.wire.indexnow.tasks.tell_due",
    "broadsheet.wire.indexnow.tasks.forget_what_is_over",
    "broadsheet.wire.applenews.tasks.place_due",
    "broadsheet.staff.tasks.send_reset_letters",
    "broadsheet.staff.tasks.forget_what_is_over",
)
WORKER_SECONDS = 2.0

PRESS = ("broadsheet.press.tasks.print_due",)
PRESS_SECONDS = 0.05

SCHEDULER = (
    "broadsheet.newsroom.tasks.publish_due",
    "broadsheet.fronts.tasks.release_due",
    "broadsheet.newsroom.tasks.withdraw_expired",
)
SCHEDULER_SECONDS = 0.5


def load(names: tuple[str, ...]) -> dict[str, Chore]:
    """Return the functions that the dotted ``names`` mean. Raises ImportError."""
    return {name: import_string(name) for name in names}
