"""A body is what WordPress showed of it: its paragraphs, pictures and embeds, and all its words."""

from __future__ import annotations

import re
from collections import Counter
from html import escape, unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.wire.moving.records import Post
from broadsheet.wire.moving.wordpress.body.library import Library, Page
from broadsheet.wire.moving.wordpress.body.paragraphs import paragraphs
from broadsheet.wire.moving.wordpress.body.shortcodes import values_of
from broadsheet.wire.moving.wordpress.body.shown import shown

from .samples import attachment, export, item, post, read

TUBE = "https://www.youtube.com/watch?v=abcdefghijk"
TUBE_FRAME = f'<figure><iframe src="{TUBE}"></iframe></figure>'


def page(**pictures: str) -> Page:
    library = Library(
        pictures={number.lstrip("n"): address for number, address in pictures.items()},
        below={"5": ["1", "2"]},
    )
    return Page(library, number="5")


def one_line(html: str) -> str:
    return re.sub(r"\s*\n\s*", "", html).replace("\n", "")


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("One\ntwo\n\nThree", "<p>One<br />two</p><p>Three</p>"),
        ("One\r\n\r\nTwo", "<p>One</p><p>Two</p>"),
        ("One<br><br />Two<br>\nthree", "<p>One</p><p>Two<br>three</p>"),
        ("Text\n<h2>Head\n</h2>\nmore", "<p>Text</p><h2>Head</h2><p>more</p>"),
        ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "<ul><li>a</li><li>b</li></ul>"),
        (
            "<blockquote>He said\n\nso</blockquote>",
            "<blockquote><p>He said</p><p>so</p></blockquote>",
        ),
        ("<div>bare</div>", "<div>bare</div>"),
        ("<div>\n\nspaced\n\n</div>", "<div><p>spaced</p></div>"),
        ("<p>One\n\ntwo</p>", "<p>One</p><p>two</p>"),
        ("<b>Bold</b> and <em>so\non</em>", "<p><b>Bold</b> and <em>so<br />on</em></p>"),
        ("<table>\n<tr>\n<td>cell</td>\n</tr>\n</table>", "<table><tr><td>cell</td></tr></table>"),
        (" \n\n ", ""),
    ],
)
def test_classic_text_gets_the_paragraphs_that_readers_saw(written: str, html: str) -> None:
    assert one_line(shown(written, page())) == html


def test_a_program_keeps_its_lines() -> None:
    assert paragraphs("<pre>a\n\n  b</pre>").strip() == "<pre>a\n\n  b</pre>"


@pytest.mark.parametrize(
    ("written", "html"),
    [
        (
            '[caption id="a" width="3"]<a href="/x"><img src="/x.jpg"></a> A <i>view</i>[/caption]',
            '<figure><a href="/x"><img src="/x.jpg"></a><figcaption>A <i>view</i></figcaption>'
            "</figure>",
        ),
        (
            '[caption caption="Old way"]<img src="/x.jpg" />[/caption]',
            '<figure><img src="/x.jpg" /><figcaption>Old way</figcaption></figure>',
        ),
        (
            '[gallery ids="2,1"]',
            '<figure><img src="/two.jpg" alt=""></figure>'
            '<figure><img src="/one.jpg" alt=""></figure>',
        ),
        (
            "[gallery exclude=1]",
            '<figure><img src="/two.jpg" alt=""></figure>',
        ),
        ("[embed width=5]" + TUBE + "[/embed]", TUBE_FRAME),
        ("[youtube=abcdefghijk]", TUBE_FRAME),
        (f"Look:\n{TUBE}\nthere", f"<p>Look:</p>{TUBE_FRAME}<p>there</p>"),
        ("https://elsewhere.example/a", "<p>https://elsewhere.example/a</p>"),
        ("[audio mp3='/a.mp3']", '<figure><audio src="/a.mp3"></audio></figure>'),
        ("[video]/a.mp4[/video]", '<figure><video src="/a.mp4"></video></figure>'),
        ("[sourcecode]if a < b: c[/sourcecode]", "<pre>if a &lt; b: c</pre>"),
        ("[[gallery]] is a code", "<p>[gallery] is a code</p>"),
        ("a[test] = [note 1] [/x]", "<p>a[test] = [note 1] [/x]</p>"),
        ("<pre>x[gallery]</pre>", "<pre>x[gallery]</pre>"),
        ('<a title="[gallery]">x</a>', '<p><a title="[gallery]">x</a></p>'),
        (
            "[vc_row][vc_column width='1/2'][vc_column_text]Words[/vc_column_text][/vc_column]"
            "[/vc_row]",
            "<p>Words</p>",
        ),
        (
            '[et_pb_section][et_pb_text title="Head"]One[/et_pb_text]'
            '[et_pb_image src="https://a.b/c.jpg"][/et_pb_section]',
            '<h3>Head</h3><p>One</p><figure><img src="https://a.b/c.jpg" alt=""></figure>',
        ),
        (
            '[td_block_text_with_title custom_title="More"]Text[/td_block_text_with_title]',
            "<h3>More</h3><p>Text</p>",
        ),
        ("[vc_raw_html]JTNDYiUzRWElM0MlMkZiJTNF[/vc_raw_html]", "<p><b>a</b></p>"),
        ("One<!--more Read on-->\n\nTwo<!--nextpage-->", "<p>One</p><p>Two</p>"),
    ],
)
def test_short_codes_show_what_they_stand_for(written: str, html: str) -> None:
    assert one_line(shown(written, page(n1="/one.jpg", n2="/two.jpg"))) == html


@pytest.mark.parametrize(
    ("written", "html"),
    [
        (
            '<!-- wp:paragraph {"align":"left"} -->\n<p>One\ntwo</p>\n<!-- /wp:paragraph -->',
            "<p>One\ntwo</p>",
        ),
        (
            f'<!-- wp:embed {{"url":"{TUBE}"}} --><figure class="wp-block-embed">'
            f'<div class="wp-block-embed__wrapper">\n{TUBE}\n</div><figcaption>Look</figcaption>'
            "</figure><!-- /wp:embed -->",
            f'<figure class="wp-block-embed"><iframe src="{TUBE}"></iframe>'
            "<figcaption>Look</figcaption></figure>",
        ),
        ('<!-- wp:block {"ref":7} /-->', "<p>Shared</p>"),
        ("<!-- wp:footnotes /-->", "<ol><li>A note</li></ol>"),
        (
            '<!-- wp:cover {"url":"/c.jpg"} --><p>On it</p><!-- /wp:cover -->',
            '<figure><img src="/c.jpg" alt=""></figure>\n\n<p>On it</p>',
        ),
        ('<!-- wp:broken {"a": --><p>Still</p>', "<p>Still</p>"),
        ("<p>Cut off</p><!-- wp:paragraph", "<p>Cut off</p><!-- wp:paragraph"),
    ],
)
def test_blocks_show_what_the_editor_showed(written: str, html: str) -> None:
    here = page()
    here.library.blocks["7"] = "<!-- wp:paragraph --><p>Shared</p><!-- /wp:paragraph -->"
    here.footnotes = '[{"id":"a","content":"A note"}]'
    assert shown(written, here) == html
    assert not here.unseen


def test_what_cannot_be_shown_is_named_with_all_that_it_said(tmp_path: Path) -> None:
    block = '<!-- wp:acf/quote {"data":{"text":"So it is"}} /-->'
    found = post(tmp_path, item(body=f"<!-- wp:paragraph --><p>a</p>{block}"))
    assert found.extra["not shown"] == ['block acf/quote {"data":{"text":"So it is"}}']
    assert post(tmp_path, item(body="[gallery ids='9']")).extra["not shown"] == [
        "[gallery ids='9']"
    ]


def test_a_gallery_shows_pictures_that_come_later_in_the_file(tmp_path: Path) -> None:
    first = attachment(8, "https://old.example/a.jpg", post_parent="1")
    second = attachment(9, "https://old.example/b.jpg")
    records = read(tmp_path, export(item(1, body='[gallery][gallery ids="9"]'), first, second))
    (found,) = [each for each in records if isinstance(each, Post)]
    assert re.findall(r'src="([^"]+)"', found.body) == [
        "https://old.example/a.jpg",
        "https://old.example/b.jpg",
    ]


def test_what_a_builder_fetches_is_named(tmp_path: Path) -> None:
    found = post(tmp_path, item(body="[td_block_3 limit=4][vc_row][/vc_row]"))
    assert found.extra["not shown"] == ["[td_block_3 limit=4]"]


def test_galleries_without_end_end() -> None:
    here = page(**{f"n{number}": "/a.jpg" for number in range(1000)})
    here.library.below["5"] = [str(number) for number in range(1000)]
    assert len(shown("[gallery]" * 1000, here)) < 2_000_000


def test_blocks_that_share_each_other_end() -> None:
    ring = '<!-- wp:block {"ref":7} /--><!-- wp:block {"ref":7} /-->'
    here = page()
    here.library.blocks["7"] = f"<p>x</p>{ring}"
    assert shown(ring, here).count("x") < 100
    assert here.unseen


@pytest.mark.parametrize(
    "hostile",
    ["[caption]" * 40_000, "[vc_row][" * 40_000, "<pre>" * 40_000, "<div>" * 40_000, " " * 400_000,
     "<!-- wp:a " * 40_000, "<br>" * 100_000, "\n \n" * 100_000, "[gallery " * 40_000,
     "<p>a\n\n" * 40_000, "[vc_row]" * 200 + "a" + "[/vc_row]" * 200],
    ids=range(11),
)  # fmt: skip
def test_no_text_takes_long(hostile: str) -> None:
    assert len(shown(hostile, page())) < 20 * len(hostile) + 100


WORD = re.compile(r"\w+")
PARTS = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<li>", "<b>", "</b>", "<br>", "\n", "\n\n", " ", "<h2>",
     "</h2>", "<blockquote>", "</blockquote>", "<pre>", "</pre>", "[caption]", "[/caption]",
     "[vc_row]", "[/vc_row]", "[embed]", "[/embed]", "[x]", "[", "]", "[[gallery]]", "<", ">",
     "&amp;",
     "<!-- ", " -->", "<code>", "</code>", "<table>", "<td>", "[sourcecode]", "[/sourcecode]"]
)  # fmt: skip
TEXTS = st.lists(st.one_of(PARTS, st.text(max_size=12).map(lambda text: escape(text))), max_size=40)


MARKUP = re.compile(r"<!--.*?-->|</?[a-z0-9]+ ?/?>|\[/?\w+\]", re.DOTALL)


def words(html: str) -> Counter[str]:
    return Counter(WORD.findall(unescape(MARKUP.sub(" ", html))))


@given(TEXTS)
def test_no_word_is_lost_whatever_stands_around_it(parts: list[str]) -> None:
    text = "".join(parts)
    assert not words(text) - words(shown(text, page()))


@given(TEXTS)
def test_paragraphs_change_no_word(parts: list[str]) -> None:
    text = "".join(parts)
    assert words(text) == words(paragraphs(text))


@given(st.text(max_size=200))
def test_whatever_a_code_says_is_read(said: str) -> None:
    values, loose = values_of(said)
    assert all(isinstance(value, str) for value in (*values.values(), *loose))
