"""What a body may point to: files by their number, children of a post, blocks used in many."""

from __future__ import annotations

from dataclasses import dataclass, field

MAX_REUSED = 5_000_000
"""Characters of all blocks that posts share."""


@dataclass
class Library:
    """What the export holds beside its posts, by WordPress's numbers."""

    pictures: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    below: dict[str, list[str]] = field(default_factory=dict)
    """The pictures that were put into a post, in the order of the file."""
    blocks: dict[str, str] = field(default_factory=dict)
    _size: int = 0

    def add_block(self, number: str, html: str) -> None:
        """Keep a block that posts share, while there is room."""
        self._size += len(html)
        if self._size <= MAX_REUSED:
            self.blocks[number] = html


@dataclass
class Page:
    """The post whose body is being shown; ``unseen`` collects what can't be."""

    library: Library
    number: str = ""
    footnotes: str = ""
    unseen: list[str] = field(default_factory=list)
    grown: int = 0

    def grow(self, html: str) -> bool:
        """Count what comes in from elsewhere; False where it is more than a text can bear."""
        self.grown += len(html)
        return self.grown <= MAX_GROWTH

    def miss(self, what: str) -> None:
        """Note something that isn't shown here, once."""
        if len(self.unseen) < MAX_UNSEEN and what[:MAX_NOTE] not in self.unseen:
            self.unseen.append(what[:MAX_NOTE])


MAX_GROWTH = 1_000_000
"""Characters that shared blocks and galleries may add to a text."""

MAX_UNSEEN, MAX_NOTE = 50, 2000
