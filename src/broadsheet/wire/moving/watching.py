"""Who looks on while a paper moves in, and may end that between two things of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from broadsheet.wire.moving.models import Move


class Stopped(Exception):  # noqa: N818  what happened, not a type
    """Whoever looks on ends it here. What is done is kept; the next run goes on."""


class Watch(Protocol):
    """Is told how far it is."""

    def met(self) -> None:
        """Hear that one more thing of the source was looked at. May raise Stopped."""

    def moving(self, move: Move, size: int) -> AbstractContextManager[Callable[[], None]]:
        """Give what is called after each of ``size`` stories, and may raise Stopped."""


class OnTerminal:
    """Shows how far it is and when it will be done, where somebody looks. Ctrl-C ends it."""

    def met(self) -> None:
        """Show nothing: to look at them is fast."""

    @contextmanager
    def moving(self, move: Move, size: int) -> Iterator[Callable[[], None]]:
        """Give what is called after each story."""
        console = Console(stderr=True)
        columns = (
            TextColumn("Moving in"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
            task = progress.add_task("Moving in", total=size)
            yield lambda: progress.advance(task)
