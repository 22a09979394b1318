"""The room's tables, for Django."""

from broadsheet.wire.moving.models import Arrival, Kind, Move, Outcome

__all__ = ["Arrival", "Kind", "Move", "Outcome"]
