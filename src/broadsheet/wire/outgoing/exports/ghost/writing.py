"""An export for Ghost: the archives that its importer takes, and what lies beside them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any

from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.exports.ghost import redirects, rows
from broadsheet.wire.outgoing.exports.ghost.archives import MAX_ARCHIVE, Archives
from broadsheet.wire.outgoing.exports.ghost.names import Names
from broadsheet.wire.outgoing.exports.media import Files, Media
from broadsheet.wire.outgoing.exports.paper import Newspaper
from broadsheet.wire.outgoing.exports.pieces import Person, Piece, dated, people_of, pieces_of
from broadsheet.wire.outgoing.exports.records import Picture

REDIRECTS, ROUTES = "redirects.json", "routes.yaml"
URL = "__GHOST_URL__"
"""Stands for the site's address in exports of Ghost 4 and later."""
FOLDERS = {
    **dict.fromkeys((".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"), "images"),
    **dict.fromkeys((".m4a", ".mp3", ".mp4", ".ogg", ".ogv", ".wav", ".webm"), "media"),
    **dict.fromkeys((".csv", ".doc", ".docx", ".epub", ".odp", ".ods", ".odt", ".pdf"), "files"),
    **dict.fromkeys((".ppt", ".pptx", ".rtf", ".txt", ".xls", ".xlsx"), "files"),
}
"""Where Ghost keeps files, by what their names end in (``uploads`` in its ``overrides.json``)."""

Tables = dict[str, list[dict[str, Any]]]


def write(folder: Path, *, most: int = MAX_ARCHIVE) -> list[Path]:
    """Write the newspaper into a folder; return the archives that Ghost imports, in order.

    Beside them: ``routes.yaml`` and ``redirects.json``, by which addresses stay or lead on.
    """
    newspaper = Newspaper(everything=True, place=place_of)
    files, names, people = Files(newspaper, place_of), Names(), people_of(newspaper)
    archives = Archives(folder, _common(newspaper, names, files, people), most)
    archives.show(_taken(files.shown_in("", *(person.portrait for person in people))))
    led = names.led + [
        redirects.redirect(each.source, each.target)
        for each in newspaper.redirects()
        if each.page is None and each.target
    ]
    for piece in pieces_of(newspaper):
        slug = names.piece(piece)
        shown = files.shown_in(piece.html, piece.hero)
        archives.add(_tables(piece, slug, files, names), _taken(shown))
        led += redirects.to_piece(piece, dated(piece, slug, piece.when, redirects.ZONE))
    archives.close()
    text = json.dumps(led, indent=1, ensure_ascii=False)
    (folder / REDIRECTS).write_text(text, "utf-8")
    (folder / ROUTES).write_text(redirects.ROUTES, "utf-8")
    return archives.paths


def place_of(each: Media) -> str:
    """Return where a file is in Ghost; at the paper, for one of a kind that Ghost doesn't take."""
    name = _name(each)
    return f"{URL}/{name}" if name else whole(each.url or "/")


def _name(each: Media) -> str:
    """Return a file's name in the archive, with a sign in it that Ghost takes out of names.

    Its importer puts new addresses of pictures into texts, then looks for pictures among files of
    any kind as well, and would put others in their place: it must not find the same name again.
    """
    kind = FOLDERS.get(PurePosixPath(each.name).suffix)
    key, _dash, rest = each.name.partition("-")
    return (
        f"content/{kind}/{key}~{rest}"
        if kind and rest
        else f"content/{kind}/~{key}"
        if kind
        else ""
    )


def _taken(found: Iterable[Media]) -> dict[str, Media]:
    return {name: each for each in found if (name := _name(each))}


def _tables(piece: Piece, slug: str, files: Files, names: Names) -> Tables:
    hero = files.pictures.get(piece.hero or 0)
    said = [piece.hero_caption or hero.caption, hero.credit] if hero else []
    caption = escape(" ".join(filter(None, said)), quote=False)
    place = place_of(hero) if hero else ""
    return {
        "posts": [rows.post_row(piece, slug=slug, hero=place)],
        "posts_meta": [rows.meta_row(piece, alt=hero.alt if hero else "", caption=caption)],
        "posts_tags": rows.link_rows(piece, "tag_id", names.tags_of(piece)),
        "posts_authors": rows.link_rows(piece, "author_id", piece.authors),
    }


def _common(newspaper: Newspaper, names: Names, files: Files, people: Iterable[Person]) -> Tables:
    """Return the rows that each archive has: settings, who signs, tags."""
    users = [
        rows.user_row(
            person,
            slug=names.author(person),
            email=names.email(person),
            portrait=_portrait(files.pictures.get(person.portrait or 0)),
        )
        for person in people
    ]
    tags = [rows.tag_row(section, *names.section(section)) for section in newspaper.sections()]
    for topic in newspaper.topics():
        if known := names.topic(topic):
            tags.append(rows.tag_row(topic, *known))
    return {
        "settings": rows.setting_rows(newspaper.paper()),
        "users": users,
        "roles": [{"id": "author", "name": "Author"}],
        "roles_users": [{"user_id": user["id"], "role_id": "author"} for user in users],
        "tags": tags,
    }


def _portrait(picture: Picture | None) -> str:
    return place_of(picture) if picture else ""
