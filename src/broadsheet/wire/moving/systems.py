"""The systems that papers come from: how each one's files are read."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.exceptions import ValidationError

from broadsheet.lib.connector import Connector
from broadsheet.masthead.models import Publication
from broadsheet.wire.incoming.pictures import TIMEOUT
from broadsheet.wire.moving.act import Records, Source, move_in
from broadsheet.wire.moving.archive import opened
from broadsheet.wire.moving.broadsheet.act import move_paper_in
from broadsheet.wire.moving.broadsheet.folder import Folder
from broadsheet.wire.moving.ghost import reader as ghost
from broadsheet.wire.moving.ghost.facts import facts_of
from broadsheet.wire.moving.ghost.redirects import redirects_of
from broadsheet.wire.moving.how import How
from broadsheet.wire.moving.library import Library
from broadsheet.wire.moving.medium import reader as medium
from broadsheet.wire.moving.models import Move
from broadsheet.wire.moving.pages import reader as pages
from broadsheet.wire.moving.pages.story import Wishes
from broadsheet.wire.moving.pages.walk import saved_in
from broadsheet.wire.moving.pages.warc import captured_in, is_warc, unpack_pictures
from broadsheet.wire.moving.records import Paper, Record
from broadsheet.wire.moving.report.place import reports
from broadsheet.wire.moving.report.writing import Written, write
from broadsheet.wire.moving.spool import read_once
from broadsheet.wire.moving.substack import reader as substack
from broadsheet.wire.moving.wordpress import reader as wordpress
from broadsheet.wire.moving.wordpress.live import reader as live
from broadsheet.wire.moving.wordpress.live.site import MAX_BYTES, NoAnswer, Site, site_at
from broadsheet.wire.moving.wordpress.live.site import TIMEOUT as SITE_TIMEOUT
from broadsheet.wire.moving.wordpress.refusals import NotAnExport


def move_wordpress(files: list[Path], *, how: How, media: Path | None = None) -> Written:
    """Move a paper in from the files of a WordPress export; return its report.

    ``media`` is a copy of its folder of uploads. Raises what ``move_in`` raises, and
    ValidationError for what is no such export.
    """

    known: list[wordpress.Facts] = []

    def records() -> Iterator[Record]:
        try:
            known.extend([] if known else [wordpress.facts_of(files)])
            yield from wordpress.records_of(*files, facts=known[0])
        except NotAnExport as reason:
            raise ValidationError(str(reason)) from reason
        except FileNotFoundError as missing:
            raise ValidationError(f"{missing.filename} isn’t there.") from None

    paper = next((each for each in records() if isinstance(each, Paper)), None)
    name = f"WordPress: {paper.url or paper.title}" if paper else "WordPress"
    return _moved(Source(name, records, _library(media, how)), how)


def move_site(address: str, *, how: How, site: Site | None = None) -> Written:
    """Move a paper in from a WordPress that answers programs; return its report.

    Raises what ``move_in`` raises, and ValidationError where no such site answers.
    """
    try:
        found = site or site_at(address, Connector(max_bytes=MAX_BYTES, timeout=SITE_TIMEOUT))
        with read_once(live.records_of(found)) as records:
            paper = next(each for each in records() if isinstance(each, Paper))
            name = f"WordPress: {paper.url or paper.title}"
            return _moved(Source(name, records, _library(None, how)), how)
    except NoAnswer as reason:
        raise ValidationError(str(reason)) from reason


def move_ghost(
    file: Path,
    *,
    how: How,
    media: Path | None = None,
    url: str = "",
    redirects: Path | None = None,
) -> Written:
    """Move a paper in from a Ghost export; return its report.

    ``media`` is a copy of its folder content/images, ``url`` is where its pages were,
    ``redirects`` its redirects.json. Raises what ``move_in`` raises, and ValidationError for what
    is no such export.
    """

    def records() -> Iterator[Record]:
        yield from ghost.records_of(file, url)
        if redirects is not None:
            yield from redirects_of(redirects)

    try:
        facts = facts_of(file, url)
        deque(redirects_of(redirects) if redirects else (), maxlen=0)
    except FileNotFoundError as missing:
        raise ValidationError(f"{missing.filename} isn’t there.") from None
    if how.fetch and not facts.url:
        raise ValidationError("A Ghost export doesn’t say where its pictures are: give --url too.")
    name = f"Ghost: {facts.known_by or file.name}"
    return _moved(Source(name, records, _library(media, how)), how)


def move_pages(place: Path, *, how: How, publish: bool = False) -> Written:
    """Move in the saved pages of a folder, or of a web archive (WARC); return its report.

    They come as drafts, unless somebody says (``publish``) that all of them were public.
    Raises what ``move_in`` raises, and ValidationError where no page is.
    """
    wishes = Wishes(publish, Publication.load().zone)
    found = captured_in(place) if is_warc(place) else saved_in(place)
    with read_once(pages.records_of(found, wishes)) as records, TemporaryDirectory() as unpacked:
        root = place if place.is_dir() else place.parent
        if is_warc(place):
            root = Path(unpacked)
            unpack_pictures(place, records(), root)
        return _moved(Source("Saved pages", records, _library(root, how)), how)


def move_broadsheet(folder: Path, *, how: How) -> Written:
    """Move a paper of ours in from the folder that ``broadsheet export ninjs`` wrote.

    Raises ValidationError for what is no such folder.
    """
    found = Folder(folder)
    return _reported(lambda report: move_paper_in(found, how, report), found.posts, how)


def move_substack(file: Path, *, how: How) -> Written:
    """Move in the posts of a Substack export, a ZIP file; return its report.

    Raises what ``move_in`` raises, and ValidationError for what is no such export.
    """
    with opened(file) as archive:
        source = Source("Substack", lambda: substack.records_of(archive), _library(None, how))
        return _moved(source, how)


def move_medium(file: Path, *, how: How) -> Written:
    """Move in the posts of a Medium export, a ZIP file; return its report.

    Raises what ``move_in`` raises, and ValidationError for what is no such export.
    """
    with opened(file) as archive:
        source = Source("Medium", lambda: medium.records_of(archive), _library(None, how))
        return _moved(source, how)


def _library(folder: Path | None, how: How) -> Library:
    most = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    return Library(folder, Connector(max_bytes=most, timeout=TIMEOUT) if how.fetch else None)


def _moved(source: Source, how: How) -> Written:
    return _reported(lambda report: move_in(source, how, report), source.records, how)


def _reported(
    move_it: Callable[[Callable[[Move], None]], None], records: Records, how: How
) -> Written:
    written: list[Written] = []

    def report(move: Move) -> None:
        written.append(write(move, how.report or reports() / f"{move.pk}", records()))

    move_it(report)
    return written[0]
