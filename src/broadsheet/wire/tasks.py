"""What the worker does for the wire. Thin."""

from __future__ import annotations

from broadsheet.wire.moving.runs import forgetting, work


def move_papers_in() -> int:
    """Take up the import whose turn it is, and forget exports that nobody needs any more."""
    return work.look() + forgetting.forget_what_is_over()
