"""The whole newspaper, to be read by whatever writes an export of it.

    newspaper = Newspaper()                  # what is public; Newspaper(everything=True) for all
    for section in newspaper.sections(): ...
    for story in newspaper.stories():
        story.text.html

Each method reads anew, as often as it is called, in a bounded number of queries for a hundred
things; of a picture no more is kept in memory than its number. All is as ``records`` says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from broadsheet.wire.outgoing.exports import records
from broadsheet.wire.outgoing.exports.addresses import redirects
from broadsheet.wire.outgoing.exports.comments import comments
from broadsheet.wire.outgoing.exports.fronts import fronts
from broadsheet.wire.outgoing.exports.masthead import (
    authors,
    paper,
    sections,
    standing_pages,
    topics,
)
from broadsheet.wire.outgoing.exports.pictures import documents, pictures
from broadsheet.wire.outgoing.exports.stories import chosen, stories
from broadsheet.wire.outgoing.exports.texts import Place, Reading, by_name


@dataclass(frozen=True)
class Newspaper:
    """A newspaper as it is exported: what is public, or ``everything``.

    ``place`` says where a file is in the export, as a path that begins with a slash, by default
    ``/media/NAME``, or as a whole address; ``root`` is what our own addresses in texts begin with
    instead of their first slash: “/” leaves them as they are, by default they are whole.
    """

    everything: bool = False
    place: Place = by_name
    root: str = ""

    def paper(self) -> records.Paper:
        """Return what the publication says of itself."""
        return paper()

    def sections(self) -> list[records.Section]:
        """Return the sections, each after the one that it lies in."""
        return sections(everything=self.everything)

    def authors(self) -> Iterator[records.Author]:
        """Yield those who sign, by name."""
        return authors(everything=self.everything)

    def topics(self) -> Iterator[records.Topic]:
        """Yield what stories are about, by name."""
        return topics(everything=self.everything)

    def pictures(self) -> Iterator[records.Picture]:
        """Yield the pictures, each once."""
        return pictures(everything=self.everything)

    def documents(self) -> Iterator[records.Document]:
        """Yield the documents, sounds and films, each once."""
        return documents(everything=self.everything)

    def count(self) -> int:
        """Return how many stories there are."""
        return chosen(everything=self.everything).count()

    def stories(self) -> Iterator[records.Story]:
        """Yield the stories, in the order in which they were made."""
        return stories(Reading(self.everything, self.place, self.root))

    def pages(self) -> list[records.Page]:
        """Return the pages that stand, in their order."""
        return standing_pages(Reading(self.everything, self.place, self.root))

    def fronts(self) -> Iterator[records.Front]:
        """Yield what editors chose for fronts; of an export of what is public, nothing."""
        yield from fronts() if self.everything else ()

    def comments(self) -> Iterator[records.Comment]:
        """Yield what readers wrote elsewhere; of an export of what is public, nothing."""
        yield from comments() if self.everything else ()

    def redirects(self) -> Iterator[records.Redirect]:
        """Yield the addresses that lead on, or are gone for ever."""
        return redirects(everything=self.everything)
