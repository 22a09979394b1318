"""Small exports, written as WordPress writes them."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from broadsheet.wire.moving.records import Post, Record
from broadsheet.wire.moving.wordpress.reader import records_of

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.4" created="2024-03-02 09:00" -->
<rss version="2.0"
\txmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
\txmlns:content="http://purl.org/rss/1.0/modules/content/"
\txmlns:dc="http://purl.org/dc/elements/1.1/"
\txmlns:wp="http://wordpress.org/export/1.2/"
>
<channel>
\t<title>The Old Herald</title>
\t<link>https://old.example</link>
\t<language>en-GB</language>
\t<wp:wxr_version>1.2</wp:wxr_version>
\t<wp:base_blog_url>https://old.example</wp:base_blog_url>
"""
TAIL = "</channel>\n</rss>\n"


def item(number: int | str = 1, kind: str = "post", more: str = "", **fields: str) -> str:
    """An item; ``fields`` by short names, ``more`` is XML that goes into it."""
    values = {
        "title": f"<title><![CDATA[{fields.pop('title', f'Story {number}')}]]></title>",
        "link": f"<link>{fields.pop('link', f'https://old.example/2024/03/story-{number}/')}</link>",
        "guid": f"<guid>{fields.pop('guid', f'https://old.example/?p={number}')}</guid>",
        "creator": f"<dc:creator><![CDATA[{fields.pop('creator', 'rosa')}]]></dc:creator>",
        "body": f"<content:encoded><![CDATA[{fields.pop('body', 'Words.')}]]></content:encoded>",
        "excerpt": f"<excerpt:encoded><![CDATA[{fields.pop('excerpt', '')}]]></excerpt:encoded>",
    }
    fields = {
        "post_id": str(number),
        "post_date": "2024-03-01 12:00:00",
        "post_date_gmt": "2024-03-01 17:00:00",
        "post_name": f"story-{number}",
        "status": "publish",
        "post_parent": "0",
        "post_type": kind,
        "post_password": "",
        "is_sticky": "0",
    } | fields
    own = "".join(f"<wp:{name}><![CDATA[{text}]]></wp:{name}>\n" for name, text in fields.items())
    return f"<item>\n{''.join(values.values())}\n{own}{more}</item>\n"


def meta(name: str, value: str) -> str:
    """A custom field."""
    return (
        f"<wp:postmeta><wp:meta_key><![CDATA[{name}]]></wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>\n"
    )


def attachment(number: int, url: str, more: str = "", **fields: str) -> str:
    """A file of the media library."""
    address = f"<wp:attachment_url><![CDATA[{url}]]></wp:attachment_url>\n"
    return item(number, "attachment", address + more, status="inherit", **fields)


def export(*parts: str) -> str:
    """A whole export."""
    return HEAD + "".join(parts) + TAIL


def read(folder: Path, text: str | bytes) -> list[Record]:
    """Write an export, and read it."""
    file = folder / "export.xml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(records_of(file))


R = TypeVar("R")


def only(kind: type[R], records: list[Record]) -> R:
    """The one record of a kind."""
    (found,) = [record for record in records if isinstance(record, kind)]
    return found


def post(folder: Path, *parts: str) -> Post:
    """The one post of an export of these items."""
    return only(Post, read(folder, export(*parts)))
