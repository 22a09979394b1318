"""What arrived, beside what left: a line for each kind of thing, and what differs by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from broadsheet.lib.html import text_of
from peers.found import Found, Story

_WORD = re.compile(r"\w+")


@dataclass
class Line:
    """A kind of thing: how many left, how many arrived as they were, which didn't."""

    name: str
    left: int
    arrived: int
    differ: list[str] = field(default_factory=list)


def words_of(html: str) -> Counter[str]:
    """Return the words that a reader sees: systems change quotation marks and dashes."""
    return Counter(_WORD.findall(text_of(html).casefold()))


def plain(text: str) -> str:
    """Return a short text as its words: some systems keep it as HTML, or on one line."""
    return " ".join(unescape(text).split())


def compare(ours: Found, theirs: Found, *, longest_standfirst: int = 0) -> list[Line]:
    """Return a line for each kind of thing. Stories are known by their headlines."""
    there = {plain(story.title): story for story in theirs.stories}

    def line(name: str, same: Callable[[Story, Story], bool], only: bool = False) -> Line:
        left = [story for story in ours.stories if not only or story.path]
        differ = [
            story.title
            for story in left
            if (found := there.get(plain(story.title))) is None or not same(story, found)
        ]
        return Line(name, len(left), len(left) - len(differ), differ)

    def standfirst(mine: Story, found: Story) -> bool:
        said, here = plain(mine.standfirst), plain(found.standfirst)
        is_cut = longest_standfirst and len(said) > longest_standfirst
        return said == here or bool(is_cut and here.endswith("…") and said.startswith(here[:-1]))

    return [
        _line("Authors", ours.authors, theirs.authors),
        _sections(ours, theirs),
        _line("Topics", ours.topics, theirs.topics),
        line("Stories and pages", lambda mine, found: mine.stands == found.stands),
        line("… their state", lambda mine, found: mine.state == found.state),
        line("… their day, to the second",
             lambda mine, found: not mine.published or mine.published == found.published),
        line("… who signs first", lambda mine, found: mine.author in {"", found.author}),
        line("… their section", lambda mine, found: mine.sections[:1] == found.sections[:1]
             or not mine.sections),
        line("… their topics", lambda mine, found: set(mine.topics) == set(found.topics)),
        line("… their standfirst", standfirst),
        line("… their main picture, by its alternative text",
             lambda mine, found: plain(mine.hero)[:190] == plain(found.hero)[:190]),
        line("… pictures in the text", lambda mine, found: mine.html.count("<img")
             == found.html.count("<img")),
        line("… every word of the text", lambda mine, found: not words_of(mine.html)
             - words_of(found.html)),
        line("… their address, of what is public", lambda mine, found: mine.path == found.path,
             only=True),
    ]  # fmt: skip


def _sections(ours: Found, theirs: Found) -> Line:
    """Compare sections and where they lie; their names alone, in a system that has tags."""
    if theirs.sections:
        return _line("Sections, in their tree", ours.sections, theirs.sections)
    return _line("Sections, as tags", {name for name, _above in ours.sections}, theirs.topics)


def _line(name: str, left: set[Any], there: set[Any]) -> Line:
    missing = left - there
    return Line(name, len(left), len(left) - len(missing), sorted(map(str, missing)))
