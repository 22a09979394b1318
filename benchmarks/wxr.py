"""A WordPress export of any size, from a seed: ``python -m benchmarks.wxr --help``.

Written as it is made, so that its size is no matter of memory: sections, authors, tags,
pictures whose files lie beside it, and posts in WordPress's own blocks, with comments. The same
counts make the same bytes.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from datetime import datetime
from html import escape
from pathlib import Path

from PIL import Image

from benchmarks.corpus import SECTIONS, Author, Corpus, Item

SITE = "https://old.example.org"
TAGS = 200
"""Tags of the paper; a post has up to ``MOST_TAGS`` of them."""

MOST_TAGS, MOST_COMMENTS = 4, 3
POSTS_A_PICTURE = 10
"""One post in so many shows a picture."""

WORDS_A_POST = 720
FIRST_POST = 1_000_000
"""Posts are numbered from here on, pictures from 1: no two things have one number."""

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.4.3" created="2026-01-05 10:00" -->
<rss version="2.0"
\txmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
\txmlns:content="http://purl.org/rss/1.0/modules/content/"
\txmlns:wfw="http://wellformedweb.org/CommentAPI/"
\txmlns:dc="http://purl.org/dc/elements/1.1/"
\txmlns:wp="http://wordpress.org/export/1.2/"
>
<channel>
\t<title>The Measured Courier</title>
\t<link>{site}</link>
\t<description></description>
\t<language>en-GB</language>
\t<wp:wxr_version>1.2</wp:wxr_version>
\t<wp:base_site_url>{site}</wp:base_site_url>
\t<wp:base_blog_url>{site}</wp:base_blog_url>
"""
TAIL = "</channel>\n</rss>\n"


class Export:
    """A paper of ``posts`` posts of ``words`` words, with so many pictures in its library."""

    def __init__(self, posts: int, *, words: int = WORDS_A_POST, pictures: int = 20) -> None:
        self.corpus = Corpus(posts, words=words)
        self.pictures = pictures

    def write(self, folder: Path) -> Path:
        """Write the export into a folder, and its pictures below ``uploads``; return the file."""
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, self.pictures + 1):
            path = folder / "uploads" / _place(number)
            path.parent.mkdir(parents=True, exist_ok=True)
            _picture(number).save(path, quality=80)
        file = folder / "export.xml"
        with file.open("w", encoding="utf-8") as out:
            out.writelines(self.parts())
        return file

    def parts(self) -> Iterator[str]:
        """Yield the export, piece after piece."""
        yield HEAD.format(site=SITE)
        yield from (_author(number, each) for number, each in enumerate(self.corpus.authors, 1))
        yield from (_category(number, name) for number, name in enumerate(SECTIONS, 1))
        yield from (_tag(number) for number in range(1, TAGS + 1))
        yield from (_attachment(number) for number in range(1, self.pictures + 1))
        yield from (self.post(item) for item in self.corpus)
        yield TAIL

    def post(self, item: Item) -> str:
        """Return a story as an item of the export."""
        random_ = random.Random(f"wxr-{item.number}")
        shows = self.pictures and item.number % POSTS_A_PICTURE == 0
        picture = random_.randint(1, self.pictures) if shows else 0
        tags = random_.sample(range(1, TAGS + 1), random_.randint(0, MOST_TAGS))
        terms = [_term("category", item.section.lower(), item.section)]
        terms += [_term("post_tag", f"subject-{number}", f"Subject {number}") for number in tags]
        hero = _meta("_thumbnail_id", str(picture)) if picture else ""
        comments = random_.randint(0, MOST_COMMENTS)
        more = "".join([*terms, hero, *(_comment(item, at, random_) for at in range(comments))])
        when = datetime.fromisoformat(item.published_at)
        return _item(
            FIRST_POST + item.number,
            "post",
            title=item.headline,
            link=f"{SITE}/{when:%Y/%m/%d}/{item.slug}/",
            creator=item.author,
            body=_body(item, picture),
            excerpt=item.standfirst,
            when=when,
            slug=item.slug,
            state="publish",
            more=more,
        )


def _item(number: int, kind: str, *, when: datetime, **values: str) -> str:
    moment = f"{when:%Y-%m-%d %H:%M:%S}"
    return f"""<item>
<title>{_cdata(values["title"])}</title>
<link>{values["link"]}</link>
<pubDate>{when:%a, %d %b %Y %H:%M:%S} +0000</pubDate>
<dc:creator>{_cdata(values["creator"])}</dc:creator>
<guid isPermaLink="false">{SITE}/?p={number}</guid>
<content:encoded>{_cdata(values["body"])}</content:encoded>
<excerpt:encoded>{_cdata(values["excerpt"])}</excerpt:encoded>
<wp:post_id>{number}</wp:post_id>
<wp:post_date>{_cdata(moment)}</wp:post_date>
<wp:post_date_gmt>{_cdata(moment)}</wp:post_date_gmt>
<wp:comment_status>{_cdata("open")}</wp:comment_status>
<wp:post_name>{_cdata(values["slug"])}</wp:post_name>
<wp:status>{_cdata(values["state"])}</wp:status>
<wp:post_parent>0</wp:post_parent>
<wp:post_type>{_cdata(kind)}</wp:post_type>
<wp:post_password>{_cdata("")}</wp:post_password>
<wp:is_sticky>0</wp:is_sticky>
{values["more"]}</item>
"""


def _cdata(text: str) -> str:
    return f"<![CDATA[{text}]]>"


def _author(number: int, author: Author) -> str:
    return f"""<wp:author><wp:author_id>{number}</wp:author_id>\
<wp:author_login>{_cdata(author.slug)}</wp:author_login>\
<wp:author_email>{_cdata(f"{author.slug}@example.org")}</wp:author_email>\
<wp:author_display_name>{_cdata(author.name)}</wp:author_display_name></wp:author>
"""


def _category(number: int, name: str) -> str:
    return f"""<wp:category><wp:term_id>{number}</wp:term_id>\
<wp:category_nicename>{_cdata(name.lower())}</wp:category_nicename>\
<wp:category_parent>{_cdata("")}</wp:category_parent>\
<wp:cat_name>{_cdata(name)}</wp:cat_name></wp:category>
"""


def _tag(number: int) -> str:
    return f"""<wp:tag><wp:term_id>{1000 + number}</wp:term_id>\
<wp:tag_slug>{_cdata(f"subject-{number}")}</wp:tag_slug>\
<wp:tag_name>{_cdata(f"Subject {number}")}</wp:tag_name></wp:tag>
"""


def _term(domain: str, slug: str, name: str) -> str:
    return f'<category domain="{domain}" nicename="{slug}">{_cdata(name)}</category>\n'


def _meta(name: str, value: str) -> str:
    return (
        f"<wp:postmeta><wp:meta_key>{_cdata(name)}</wp:meta_key>"
        f"<wp:meta_value>{_cdata(value)}</wp:meta_value></wp:postmeta>\n"
    )


def _comment(item: Item, at: int, random_: random.Random) -> str:
    reader = random_.randint(1, 5000)
    return f"""<wp:comment><wp:comment_id>{item.number * 10 + at + 1}</wp:comment_id>\
<wp:comment_author>{_cdata(f"Reader {reader}")}</wp:comment_author>\
<wp:comment_author_email>{_cdata(f"reader{reader}@example.org")}</wp:comment_author_email>\
<wp:comment_date_gmt>{_cdata("2026-01-05 09:30:00")}</wp:comment_date_gmt>\
<wp:comment_content>{_cdata(random_.choice(item.paragraphs))}</wp:comment_content>\
<wp:comment_approved>{_cdata("1")}</wp:comment_approved>\
<wp:comment_type>{_cdata("comment")}</wp:comment_type>\
<wp:comment_parent>0</wp:comment_parent></wp:comment>
"""


def _body(item: Item, picture: int) -> str:
    """Return the text as WordPress's editor writes it, with the picture after the first lines."""
    blocks = [
        f"<!-- wp:paragraph -->\n<p>{_marked(escape(text, quote=False), at)}</p>\n"
        "<!-- /wp:paragraph -->"
        for at, text in enumerate(item.paragraphs)
    ]
    if picture:
        blocks.insert(
            1,
            f'<!-- wp:image {{"id":{picture}}} -->\n<figure class="wp-block-image">'
            f'<img src="{SITE}/wp-content/uploads/{_place(picture)}" alt="Colours {picture}" '
            f'class="wp-image-{picture}"/></figure>\n<!-- /wp:image -->',
        )
    if len(blocks) > 4:
        heading = f'<h2 class="wp-block-heading">What {item.section.lower()} says</h2>'
        blocks.insert(4, f"<!-- wp:heading -->\n{heading}\n<!-- /wp:heading -->")
    return "\n\n".join(blocks)


def _marked(text: str, at: int) -> str:
    """Return a paragraph with what paragraphs have: emphasis in some, a link in others."""
    head, space, rest = text.partition(" ")
    if at % 3 == 1:
        return f"<strong>{head}</strong>{space}{rest}"
    if at % 3 == 2:
        return f'{head} <a href="https://www.example.com/{at}/">{rest[:20]}</a>{rest[20:]}'
    return text


def _attachment(number: int) -> str:
    address = f"{SITE}/wp-content/uploads/{_place(number)}"
    return _item(
        number,
        "attachment",
        title=f"Colours {number}",
        link=f"{SITE}/colours-{number}/",
        creator="ada-almond",
        body="",
        excerpt=f"Colours, the {number}th.",
        when=datetime.fromisoformat("2025-12-01T12:00:00+00:00"),
        slug=f"colours-{number}",
        state="inherit",
        more=f"<wp:attachment_url>{_cdata(address)}</wp:attachment_url>\n"
        + _meta("_wp_attached_file", _place(number))
        + _meta("_wp_attachment_image_alt", f"Colours {number}"),
    )


def _place(number: int) -> str:
    return f"2025/12/colours-{number}.jpg"


def _picture(number: int) -> Image.Image:
    """Return a picture that is like no other: soft colours, which pack as a photograph does."""
    random_ = random.Random(f"colours-{number}")
    small = Image.new("RGB", (12, 8))
    small.putdata([tuple(random_.randint(0, 255) for _ in range(3)) for _ in range(96)])
    return small.resize((1200, 800), Image.Resampling.BICUBIC)


def main() -> int:
    """Write an export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--posts", type=int, default=2000)
    parser.add_argument("--words", type=int, default=WORDS_A_POST)
    parser.add_argument("--pictures", type=int, default=20)
    asked = parser.parse_args()
    file = Export(asked.posts, words=asked.words, pictures=asked.pictures).write(asked.folder)
    print(f"{file}: {file.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
