"""Whatever a file holds, it is read, or refused in one line; and one bad item costs no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.wire.moving.records import Broken, Other, Picture, Post
from broadsheet.wire.moving.wordpress.refusals import NotAnExport

from .samples import HEAD, TAIL, export, item, meta, only, post, read

LAUGHS = (
    '<!DOCTYPE data [<!ENTITY a0 "dos">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    + "]>"
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no XML at all",
        "<html><body>Not found</body></html>",
        "<!DOCTYPE html><html></html>",
        "<rss><channel><title>A feed</title><item><title>One</title></item></channel></rss>",
        export().replace("1.2</wp:wxr_version>", "abc</wp:wxr_version>"),
        export().replace("1.2</wp:wxr_version>", "2.0</wp:wxr_version>"),
        LAUGHS + HEAD + "<item><title>&a8;</title></item>" + TAIL,
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + export(),
        "<?xml version='1.0'?>" + "<a>" * 10_000,
        "<rss>" + "<title>" * 100_000,
        "x" * 3_000_000,
        b"PK\x03\x04" + bytes(1000),
        bytes(range(256)) * 100,
    ],
    ids=range(14),
)
def test_what_is_no_export_is_refused_in_a_line(tmp_path: Path, text: str | bytes) -> None:
    with pytest.raises(NotAnExport) as refused:
        read(tmp_path, text)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "bad",
    [
        "<item><title>Endless<wp:post_id>9</wp:post_id></item>\n",
        "<item>" + "<a>" * 10_000 + "</item>\n",
        item(9).replace("Words.]]>", "Words."),
        "<item>" + "<b/>" * 300_000 + "</item>\n",
    ],
    ids=["no end", "deep", "endless CDATA", "wide"],
)
def test_a_bad_item_is_broken_and_costs_no_other(tmp_path: Path, bad: str) -> None:
    records = read(tmp_path, export(item(1), bad, item(2)))
    assert only(Broken, records).where.startswith("item 2")
    assert [each.key for each in records if isinstance(each, Post)] == ["1", "2"]


def test_an_item_that_is_not_closed_ends_where_the_next_begins(tmp_path: Path) -> None:
    records = read(tmp_path, export(item(1).replace("</item>", ""), item(2)))
    assert [each.key for each in records if isinstance(each, Post)] == ["1", "2"]


def test_a_story_about_exports_is_one_story(tmp_path: Path) -> None:
    told = (item(8) + item(9)).replace("]]>", "]]]]><![CDATA[>")
    records = read(tmp_path, export(item(1, body=told), item(2)))
    assert [each.key for each in records if isinstance(each, Post)] == ["1", "2"]


def test_an_export_that_is_cut_off_gives_what_is_whole(tmp_path: Path) -> None:
    records = read(tmp_path, HEAD + item(1) + item(2)[:-30])
    assert only(Post, records).key == "1"
    assert only(Broken, records).where == "item 2"


def test_a_name_in_brackets_is_never_looked_up(tmp_path: Path) -> None:
    text = export("<item><title>&xxe; &mdash; R&D</title><wp:post_type>post</wp:post_type></item>")
    assert only(Post, read(tmp_path, text)).title == "&xxe; — R&D"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("<![CDATA[a]]]]><![CDATA[>b]]>", "a]]>b"),
        ("<![CDATA[Nested <![CDATA[ tags ]]> :)]]>", "Nested <![CDATA[ tags ]]> :)"),
        ("\n<![CDATA[one]]><![CDATA[two]]>\n", "onetwo"),
        ("&lt;p&gt;One &amp;amp; two&lt;/p&gt;", "<p>One &amp; two</p>"),
        ("<p>bare</p> & more", "<p>bare</p> & more"),
        ("<![CDATA[says </item> and <item> and </content:encoded>]]>", None),
    ],
)
def test_a_text_is_what_wordpress_meant(tmp_path: Path, written: str, read_as: str | None) -> None:
    field = meta("f", "-").replace("<![CDATA[-]]>", written)
    assert post(tmp_path, item(more=field)).extra["f"] == [read_as or written[9:-3]]


def test_stray_bytes_and_signs_that_xml_forbids_hide_no_story(tmp_path: Path) -> None:
    text = export(item(title="Caf\x01é at 5\x0b")).encode()
    mixed = text.replace(b"Words.", "Zürich “quoted”".encode("cp1252"))
    found = only(Post, read(tmp_path, b"\xef\xbb\xbf" + mixed))
    assert (found.title, found.body) == ("Café at 5", "<p>Zürich “quoted”</p>")


def test_warnings_that_a_site_prints_before_its_export_hide_it_not(tmp_path: Path) -> None:
    said = "<br />\n<b>Warning</b>: Undefined index in <b>/www/a.php</b> on line <b>3</b><br />\n"
    assert only(Post, read(tmp_path, said + export(item(title="Whole")))).title == "Whole"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "iso-8859-1", "utf-8"])
def test_an_export_in_another_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    text = export(item(title="Zürich")).replace('encoding="UTF-8"', 'encoding="ISO-8859-1"')
    assert only(Post, read(tmp_path, text.encode(encoding))).title == "Zürich"


SCRAPS = st.sampled_from(
    ["<item>", "</item>", "<![CDATA[", "]]>", "<", ">", "&", "\0", "<!--", "-->", "[caption]",
     "<!-- wp:embed ", '"', "</wp:postmeta>", "<wp:comment>", "%00", "http://[", "0", ""]
)  # fmt: skip
WHOLE = export(
    item(1, body="a\n\nb [gallery]", more=meta("_thumbnail_id", "2")),
    item(2, "attachment"),
    item(3, "guest-author"),
    item(4, "page", status="draft"),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 30), SCRAPS), max_size=6))
def test_whatever_is_cut_out_or_put_in_is_read_or_refused(
    tmp_path: Path, wounds: list[tuple[int, int, str]]
) -> None:
    text = WHOLE
    for at, length, scrap in wounds:
        text = text[:at] + scrap + text[at + length :]
    try:
        records = read(tmp_path, text)
    except NotAnExport:
        return
    assert all(record.key for record in records if isinstance(record, Post | Picture | Other))


KINDS = st.sampled_from(["post", "page", "attachment", "nav_menu_item", "movie", "revision", ""])
ITEMS = st.lists(st.tuples(st.integers(0, 5), KINDS, st.sampled_from(["A", "B"])), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ITEMS)
def test_each_item_is_one_record_of_its_own(
    tmp_path: Path, items: list[tuple[int, str, str]]
) -> None:
    parts = [item(number, kind, title=title) for number, kind, title in items]
    records = read(tmp_path, export(*parts))
    found = [record.key for record in records if isinstance(record, Post | Picture | Other)]
    assert len(found) == len(set(found)) == len(items)
