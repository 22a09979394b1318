"""A letter's blocks as they are said when it goes out: words and addresses, no rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

ACROSS, BESIDE = 552, 160
"""Pixels of a picture's width: a letter is 600 wide, and 24 at each side stay white."""


class Unready(ValidationError):  # noqa: N818  what it is, not a type
    """A letter can't go out as it is: a sentence for each thing that is in the way."""

    def __init__(self, reasons: Sequence[Any]) -> None:
        super().__init__(list(reasons))


class Box(NamedTuple):
    """A picture's place, in pixels."""

    width: int
    height: int


@dataclass(frozen=True)
class Picture:
    """A picture: one size of it, by its path, as a JPEG, which every mail program shows."""

    path: str
    width: int
    height: int
    alt: str

    @property
    def across(self) -> Box:
        """Return how large it is across the letter; none is made larger than it is."""
        return self._within(ACROSS)

    @property
    def beside(self) -> Box:
        """Return how large it is beside a story."""
        return self._within(BESIDE)

    def _within(self, most: int) -> Box:
        width = min(self.width, most)
        return Box(width, round(self.height * width / self.width))


@dataclass(frozen=True)
class Part:
    """One block. ``kind`` is its type; each kind has what its template prints.

    ``title`` is a headline, a heading or a notice's title, ``text`` a standfirst or a caption,
    ``html`` rich text that was cleaned, ``path`` where a story is to be read, ``story`` its key.
    """

    kind: str
    title: str = ""
    text: str = ""
    html: str = ""
    kicker: str = ""
    by: str = ""
    path: str = ""
    story: int = 0
    size: str = ""
    credit: str = ""
    picture: Picture | None = None
