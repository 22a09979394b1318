"""What goes stale when live coverage changes.

An entry touches its chunk alone; that there is another chunk, an end, or a gap, the pages that
name the chunks.
"""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.newsroom.live.models import Coverage, Entry, EntryChange, chunk_of
from broadsheet.press.recorder import declare


def coverage(story: int | None) -> str:
    """Return the key of a story's coverage as a whole: its chunks, its gaps, its end."""
    return f"coverage:{story}"


def entries(story: int | None, chunk: int) -> str:
    """Return the key of the entries of a chunk."""
    return f"entries:{story}:{chunk}"


def moments(story: int | None) -> str:
    """Return the key of a story's key moments."""
    return f"moments:{story}"


def declare_all() -> None:
    """Tell the press as what it reads these rows; ``actions.py`` tells of their changes."""
    declare(Coverage, lambda each: {coverage(each.story_id)})
    declare(Entry, _of_entry)
    declare(EntryChange, lambda _each: ())  # changes only with its entry


def _of_entry(entry: Entry) -> Iterable[str]:
    return {entries(entry.story_id, chunk_of(entry.number))} if entry.number else ()
