"""The room's tables, for Django."""

from broadsheet.wire.inbox.models import Copy, Decision, Status
from broadsheet.wire.moving.models import Arrival, Kind, Move, Outcome
from broadsheet.wire.moving.runs.models import Run, RunState, System

__all__ = [
    "Arrival",
    "Copy",
    "Decision",
    "Kind",
    "Move",
    "Outcome",
    "Run",
    "RunState",
    "Status",
    "System",
]
