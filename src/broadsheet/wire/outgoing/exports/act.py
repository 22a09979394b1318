"""The act of keeping up an export: a newspaper → a folder, again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from broadsheet.wire.outgoing.exports.folder import Folder
from broadsheet.wire.outgoing.exports.paper import Newspaper
from broadsheet.wire.outgoing.exports.records import Story
from broadsheet.wire.outgoing.exports.texts import Place, by_name


@dataclass(frozen=True)
class Export:
    """What a format is given: where to write, and what."""

    folder: Folder
    everything: bool
    advance: Callable[[], None]

    def newspaper(self, *, place: Place = by_name, root: str = "") -> Newspaper:
        """Return the newspaper to write; the arguments are ``Newspaper``'s."""
        return Newspaper(everything=self.everything, place=place, root=root)

    def stories(self, newspaper: Newspaper) -> Iterator[Story]:
        """Yield its stories, and show how far it is."""
        for story in newspaper.stories():
            yield story
            self.advance()


def keep_up(
    form: str, root: Path, write: Callable[[Export], None], *, everything: bool = False
) -> Folder:
    """Write what is public, or everything, by a format's function; return what was done.

    Into the same folder again: only what changed is written, what is gone is taken away. Stopped
    or failed, what was written stands, and the next export goes on from it. Raises OSError, and
    ValidationError for a folder that holds anything else.
    """
    folder = Folder(root, form=form)
    try:
        with _progress(Newspaper(everything=everything).count()) as advance:
            write(Export(folder, everything, advance))
    except BaseException:
        folder.stop()
        raise
    folder.close()
    return folder


@contextmanager
def _progress(size: int) -> Iterator[Callable[[], None]]:
    """Show how far it is and when it will be done, where somebody looks."""
    console = Console(stderr=True)
    columns = (TextColumn("Writing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("Writing", total=size)
        yield lambda: progress.advance(task)
