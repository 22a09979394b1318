"""A Medium export, record by record: a page for each post, and much about who wrote them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.core.exceptions import ValidationError

from broadsheet.lib.html import tree_of
from broadsheet.wire.moving.archive import Archive
from broadsheet.wire.moving.medium.post import NoPost, records_of_post
from broadsheet.wire.moving.records import Broken, Other, Paper, Post, Record

PROFILE = "profile/profile.html"
MADE_BY = "Medium"
LOOKED_AT = 20
NOT_KEPT = "what Medium keeps about its account isn’t the paper’s"


def records_of(archive: Archive) -> Iterator[Record]:
    """Yield each post, and each file that is none. Raises ValidationError where no post is."""
    posts = [each for each in archive.names if _is_post(each)]
    if not any(_is_mediums(archive, each) for each in posts[:LOOKED_AT]):
        raise ValidationError("This is no Medium export: there is no post of Medium’s in it.")
    yield _paper(archive)
    first: dict[str, tuple[str, Post | Other]] = {}
    for name in archive.names:
        if not _is_post(name):
            yield _once(Other(name, "file", name, NOT_KEPT), name, first)
            continue
        try:
            *rest, last = records_of_post(name, archive.text(name))
        except (NoPost, ValueError) as problem:
            yield Broken(name, str(problem))
            continue
        yield from rest
        yield _once(last, name, first)


def _once(record: Record, name: str, first: dict[str, tuple[str, Post | Other]]) -> Record:
    """Return a post or an answer; the same once more is told of, and another is another."""
    if not isinstance(record, Post | Other):
        return record
    before, known = first.setdefault(record.key, (name, record))
    if before == name:
        return record
    if _words_of(known) == _words_of(record):
        return Other(name, "post", name, f"it is the same post as {before}")
    return replace(record, key=f"{record.key} {name}")


def _words_of(record: Post | Other) -> tuple[str, str]:
    return (record.title, record.body) if isinstance(record, Post) else (record.kind, record.name)


def _is_mediums(archive: Archive, name: str) -> bool:
    try:
        return "h-entry" in archive.text(name)
    except ValueError:
        return False


def _is_post(name: str) -> bool:
    return name.endswith(".html") and name.split("/")[-2:-1] == ["posts"]


def _paper(archive: Archive) -> Paper:
    """Return whose posts they are, by the profile."""
    name = next((each for each in archive.names if each.endswith(PROFILE)), "")
    try:
        tree = tree_of(archive.text(name) if name else "")
    except ValueError:
        return Paper(url="", made_by=MADE_BY)
    title, link = tree.select_one(".p-name"), tree.select_one("a.u-url")
    return Paper(
        url=str(link.get("href") or "") if link else "",
        title=" ".join(title.get_text().split()) if title else "",
        made_by=MADE_BY,
    )
