"""What the editor says of a text while it is written. Hints: none of it blocks a publication.

Each check is a function from a story to findings. What must be there before a story can go
out is asked elsewhere (``readiness``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from broadsheet.newsroom.checks import archive, days, lengths, links, names, pictures, style
from broadsheet.newsroom.checks.finding import Finding

Check = Callable[[Any], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    lengths.headline,
    lengths.standfirst,
    pictures.unsaid,
    links.dead_ends,
    archive.put_right_since,
    days.without_dates,
    names.without_offices,
    style.long_sentences,
    style.passives,
)


def findings(story: Any) -> list[Finding]:
    """Return everything that the checks find in this text of a story, in the checks' order."""
    return [found for check in CHECKS for found in check(story)]
