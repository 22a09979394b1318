"""Requests answered in the thread that reads them, without a turn of the event loop.

Granian reads requests in a thread of its own, and has the loop run a task for each: a wake-up
and two changes of thread, which cost more than an answer from memory. Here the first step of
that task is taken where the request is read; what needs the loop awaits ``TURN`` before
anything else, and goes on there. Should Granian come to do it otherwise, every step is taken in
the loop: only speed depends on this.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from contextvars import Context
from types import CoroutineType
from typing import Any

GRANIANS = "future_watcher"
"""The name of the coroutine in which Granian runs an application."""


class Turn:
    """Awaited, it ends a first step; what follows runs in the loop."""

    def __await__(self) -> Generator[None, None, None]:
        yield


TURN = Turn()


def take_first_steps_at_once(loop: asyncio.AbstractEventLoop) -> None:
    """Have ``loop`` run only those of Granian's requests that don't end with their first step."""
    soon = loop.call_soon_threadsafe

    def step(
        callback: Callable[..., object], *arguments: Any, context: Context | None = None
    ) -> asyncio.Handle | None:
        task = arguments[0] if len(arguments) > 1 else None
        if type(task) is CoroutineType and task.__name__ == GRANIANS:
            try:
                task.send(None)
            except StopIteration:
                return None
        return soon(callback, *arguments, context=context)

    loop.call_soon_threadsafe = step  # type: ignore[method-assign,assignment]
