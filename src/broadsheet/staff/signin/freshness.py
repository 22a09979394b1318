"""How long ago somebody last showed, in this session, that it is them."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.backends.base import SessionBase

from broadsheet.lib import clock

FRESH = timedelta(minutes=15)
"""So long one need not show it again before a form that touches accounts is opened."""

KEY = "fresh_at"


def note_fresh(session: SessionBase) -> None:
    """Note that whoever has this session has shown just now that it is them."""
    session[KEY] = clock.now().timestamp()


def is_fresh(session: SessionBase, *, within: timedelta = FRESH) -> bool:
    """Say whether that was shown lately."""
    age = clock.now().timestamp() - session.get(KEY, 0)
    return 0 <= age < within.total_seconds()
