"""Django's sessions in the database, with two limits and an owner.

A session ends when nobody has used it for ``IDLE``, and in any case ``LONGEST`` after the
sign-in (ASVS 5.0, 7.3.1 and 7.3.2).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, cast

from django.contrib.sessions.backends import db

from broadsheet.lib import clock
from broadsheet.staff.models import Session

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=14)

SEEN_EVERY = timedelta(minutes=5)
"""How exactly it is known when a session was last used: a read needn't cost a write."""

FACTS = "whose"
"""Where, among a session's data, it stands who uses it since when, where and with what."""


def begin(session: Any, *, device: str, region: str) -> None:
    """Note that somebody signs in with this session now."""
    now = clock.now()
    session[FACTS] = {
        "began": now.timestamp(),
        "seen": now.timestamp(),
        "device": device,
        "region": region,
    }
    session.set_expiry(now + LONGEST)


def touch(session: Any) -> None:
    """Note that whoever signed in with this session is there."""
    facts, now = session.get(FACTS), clock.now().timestamp()
    if facts and now - facts["seen"] > SEEN_EVERY.total_seconds():
        session[FACTS] = {**facts, "seen": now}


class SessionStore(db.SessionStore):
    """Reads and writes sessions."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return the table."""
        return Session

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing if it was idle for too long."""
        held: dict[str, Any] = super().load()
        facts = held.get(FACTS)
        if facts and clock.now().timestamp() - facts["seen"] > IDLE.total_seconds():
            self._session_key = None
            return {}
        return held

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row, with what can be asked of it in columns."""
        row = cast("Session", super().create_model_instance(data))
        facts = data.get(FACTS, {})
        row.user_id = data.get("_auth_user_id") if facts else None
        row.began_at = _moment(facts["began"]) if facts else None
        row.seen_at = _moment(facts["seen"]) if facts else clock.now()
        row.device, row.region = facts.get("device", ""), facts.get("region", "")
        return row


def _moment(timestamp: float) -> datetime:
    return datetime.fromtimestamp(timestamp, UTC)
