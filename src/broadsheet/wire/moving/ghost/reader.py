"""An export, record by record: the publication, who wrote, tags, what stays behind; then the posts
in the order of the file. The file is read twice, and never held.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from broadsheet.wire.moving.ghost.addresses import files_in, resolved
from broadsheet.wire.moving.ghost.export import MAX_ROW, Row, rows_of
from broadsheet.wire.moving.ghost.facts import Facts, facts_of
from broadsheet.wire.moving.ghost.others import others_of
from broadsheet.wire.moving.ghost.posts import hero_of, post_of
from broadsheet.wire.moving.ghost.tags import record_of
from broadsheet.wire.moving.ghost.texts.fragments import Unreadable
from broadsheet.wire.moving.ghost.values import key, short, text
from broadsheet.wire.moving.records import Broken, Other, Paper, Picture, Post, Record

TEXTS = ("html", "lexical", "mobiledoc", "markdown", "plaintext")


def records_of(path: Path, url: str = "") -> Iterator[Record]:
    """Yield what an export says. Each of its posts is one record: a post, something that stands
    there twice, or what is broken.

    ``url`` is where the paper's pages were: exports don't say it. Raises NotAnExport before the
    first record, or never; OSError where the file can't be read.
    """
    facts = facts_of(path, url)
    yield Paper(facts.url, facts.setting("title"), _language(facts), "Ghost")
    yield from _people(facts)
    public = (tag for tag in facts.tags.values() if not tag.is_internal)
    yield from (record_of(tag, facts.sections) for tag in public)
    yield from others_of(facts)
    seen: set[str] = set()
    # A broken export may have its posts in two places: each is known by its place among all.
    posts = (row for row in rows_of(path) if row.table == "posts")
    for number, row in enumerate(posts, start=1):
        yield from _post(row, f"post {number}", facts, seen)


def _language(facts: Facts) -> str:
    return facts.setting("locale", "lang", "default_locale", "defaultLang")[:35]


def _people(facts: Facts) -> Iterator[Record]:
    for known, person in facts.people.items():
        yield person
        if address := resolved(facts.portraits[known], facts.url):
            yield Picture(address, address, title=person.name, alt=person.name)


def _post(row: Row, where: str, facts: Facts, seen: set[str]) -> Iterator[Record]:
    """Yield the post that a row is, and before it what it shows and leads to."""
    if not isinstance(row.value, dict):
        said = f"it has more than {MAX_ROW:,} characters" if row.is_too_long else "it is no post"
        yield Broken(where, said)
        return
    fields = row.value
    known = next(filter(None, (key(fields.get(name)) for name in ("id", "uuid", "slug"))), where)
    title = short(fields, "title")
    if known in seen:
        yield Other(f"{known}~{where}", "post", title, "it stands in the export twice")
    elif not title and not text(fields, "slug", *TEXTS):
        yield Broken(where, "it has neither a title nor a text")
    else:
        seen.add(known)
        try:
            post = post_of(fields, known, facts)
        except Unreadable as problem:
            yield Broken(f"{where}: {title}", str(problem))
            return
        if hero := hero_of(fields, facts):
            yield hero
        yield from _files(post)
        yield post


def _files(post: Post) -> Iterator[Other]:
    for address in files_in(post.body):
        yield Other(address, "file", address, "it is no picture: copy it to where it was by hand")
