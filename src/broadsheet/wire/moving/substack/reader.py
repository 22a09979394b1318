"""A Substack export, record by record: a list of the posts, and a file of HTML for each."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from django.core.exceptions import ValidationError

from broadsheet.wire.moving.archive import Archive
from broadsheet.wire.moving.lead import lead_of
from broadsheet.wire.moving.records import Broken, Other, Record
from broadsheet.wire.moving.substack.body import body_of
from broadsheet.wire.moving.substack.posts import post_of

LIST = "posts.csv"
DELIMITERS = ",;\t"
NEEDED = {"post_id", "title", "is_published", "audience"}
READERS = "subscribers: `broadsheet readers import` takes them"
OPENED = "who got and who opened a post: that isn’t kept about readers here"
UNKNOWN = "no post of the list has this file"


def records_of(archive: Archive) -> Iterator[Record]:
    """Yield each post of the list, and each file that none of them has.

    Raises ValidationError where there is no such list.
    """
    place = next((each for each in archive.names if each.rpartition("/")[2] == LIST), "")
    if not place:
        raise ValidationError(f"This is no Substack export: there is no {LIST} in it.")
    above = place.removesuffix(LIST)
    names, used = set(archive.names), {place}
    seen: dict[str, int] = {}
    for line, row in _rows(archive, place):
        key = (row.get("post_id") or "").strip()
        if not key or None in row or None in row.values():
            yield Broken(f"{place}, line {line}", "it isn’t a post as the list’s head has them")
        elif key in seen:
            why = f"it is the same post as in line {seen[key]}"
            yield Other(f"{key}~{line}", "post", row.get("title") or key, why)
        else:
            seen[key] = line
            file = f"{above}posts/{key}.html"
            used.add(file)
            yield from _records(archive, file if file in names else "", row)
    yield from (_other(each) for each in archive.names if each not in used)


def _rows(archive: Archive, place: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of the list with the lines in which they end."""
    try:
        text = archive.text(place)
    except ValueError as problem:
        raise ValidationError(f"{place} can’t be read: {problem}.") from problem
    rows = csv.DictReader(StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        if not set(rows.fieldnames or ()) >= NEEDED:
            raise ValidationError(f"{place} has no columns {', '.join(sorted(NEEDED))}.")
        for row in rows:
            yield rows.line_num, row
    except csv.Error as problem:
        raise ValidationError(f"{place} is no list: {problem}, line {rows.line_num}.") from problem


def _delimiter(text: str) -> str:
    """Return what parts the cells: a spreadsheet that saved the list may have put its own."""
    head = text.partition("\n")[0]
    return max(DELIMITERS, key=head.count)


def _records(archive: Archive, file: str, row: dict[str, str]) -> Iterator[Record]:
    """Yield a post and its first picture; a post without a file has no text of its own."""
    try:
        body = archive.text(file) if file else ""
    except ValueError as problem:
        yield Broken(file, str(problem))
        return
    lead = lead_of(body_of(body))
    if lead.picture:
        yield lead.picture
    yield post_of(row, lead)


def _other(name: str) -> Other:
    base = name.rpartition("/")[2]
    if base.endswith(".csv") and base.startswith(("email_list", "subscribers")):
        return Other(name, "list of readers", name, READERS)
    why = OPENED if base.endswith((".opens.csv", ".delivers.csv")) else UNKNOWN
    return Other(name, "file", name, why)
