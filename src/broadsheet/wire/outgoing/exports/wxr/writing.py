"""An export for WordPress: the files that its importer takes, and what lies beside them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from broadsheet.lib import clock
from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.exports.media import Media, keep
from broadsheet.wire.outgoing.exports.paper import Newspaper
from broadsheet.wire.outgoing.exports.pieces import Piece, dated, pieces_of
from broadsheet.wire.outgoing.exports.unique import Seconds, Slugs
from broadsheet.wire.outgoing.exports.wxr.head import opening
from broadsheet.wire.outgoing.exports.wxr.items import file_item, piece_item
from broadsheet.wire.outgoing.exports.wxr.parts import MAX_FILE, Parts
from broadsheet.wire.outgoing.exports.wxr.site import Site, site_of
from broadsheet.wire.outgoing.xml import Xml

UPLOADS, REDIRECTS = "uploads", "redirects.csv"


def write(folder: Path, *, most: int = MAX_FILE) -> list[Path]:
    """Write the newspaper into a folder; return the files that WordPress imports, in order.

    Beside them: ``uploads/``, pictures and documents as they came, and ``redirects.csv``,
    addresses that lead on, for the plugin Redirection. No file is larger than ``most`` bytes,
    but for one story.
    """
    newspaper = Newspaper(everything=True, place=_address)
    site = site_of(newspaper)
    parts, files = Parts(folder, opening(site), most), _Files(site)
    (folder / UPLOADS).mkdir()
    for each in site.files:
        keep(each, folder / UPLOADS / each.name)
    with (folder / REDIRECTS).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("source", "target", "regex", "code"))
        table.writerows(
            (each.source, each.target, 0, each.status)
            for each in newspaper.redirects()
            if each.page is None and each.target
        )
        slugs, seconds = Slugs(), Seconds()
        for piece in pieces_of(newspaper):
            name = slugs.free(_last(piece))
            when = seconds.free("page" if piece.stands else "post", piece.title, piece.when)
            parts.add(piece_item(piece, name=name, when=when, site=site), files.of(piece))
            table.writerows(_redirects(piece, dated(piece, name, when, site.paper.timezone)))
    for item in files.unused():
        parts.add(item(), {})
    parts.close()
    return parts.paths


def _address(each: Media) -> str:
    """Return where readers get a file; where it will be, for what readers never got."""
    return whole(each.url or f"/wp-content/{UPLOADS}/{each.name}")


class _Files:
    """Makes items of pictures and documents: each with one second, the same in every part.

    That is its first story's: the library of WordPress lies in the order of days.
    """

    def __init__(self, site: Site) -> None:
        self._site, self._seconds = site, Seconds()
        self._when: dict[int, datetime] = {}

    def of(self, piece: Piece) -> dict[int, Callable[[], Xml]]:
        """Return what makes the items of all that a piece shows, by their numbers."""
        shown, day = self._site.files.shown_in(piece.html, piece.hero), piece.saved
        return {self._site.number_of(each): partial(self._item, each, day) for each in shown}

    def unused(self) -> Iterator[Callable[[], Xml]]:
        """Yield what makes the items of what no story has shown."""
        for each in self._site.files:
            if self._site.number_of(each) not in self._when:
                yield partial(self._item, each, clock.now())

    def _item(self, each: Media, day: datetime) -> Xml:
        number = self._site.number_of(each)
        if number not in self._when:
            self._when[number] = self._seconds.free("attachment", each.title, day)
        return file_item(each, when=self._when[number], site=self._site)


def _last(piece: Piece) -> str:
    """Return a slug: the last step of the address, which stays as it is that way."""
    return piece.address.rstrip("/").rpartition("/")[2] or piece.slug or f"story-{piece.key}"


def _redirects(piece: Piece, target: str) -> Iterable[tuple[str, str, int, int]]:
    """Yield rows of the table: where a piece was before, and where it can't stay."""
    if not piece.address:
        return
    for source in dict.fromkeys((*piece.former, piece.address)):
        if source.rstrip("/") != target.rstrip("/"):
            yield source, target, 0, 301
