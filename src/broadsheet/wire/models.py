"""The room's tables, for Django."""

from broadsheet.wire.inbox.models import Copy, Decision, Status
from broadsheet.wire.moving.models import Arrival, Kind, Move, Outcome

__all__ = ["Arrival", "Copy", "Decision", "Kind", "Move", "Outcome", "Status"]
