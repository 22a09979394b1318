"""What the worker does about people. Thin."""

from __future__ import annotations

from broadsheet.lib import clock
from broadsheet.staff.models import Tries
from broadsheet.staff.sessions.acts import over
from broadsheet.staff.signin.resets import send_due
from broadsheet.staff.signin.tries import FORGOTTEN


def send_reset_letters() -> int:
    """Send the links to new passwords that were asked for; return how many went."""
    return send_due()


def forget_what_is_over() -> int:
    """Delete sessions that have ended and tries of long ago; return how many that were."""
    old = Tries.objects.filter(last__lt=clock.now() - FORGOTTEN)
    if not over().exists() and not old.exists():
        return 0
    return over().delete()[0] + old.delete()[0]
