"""What an agency’s programs overlook in their XML is mended; what can’t be is refused in a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from broadsheet.wire.incoming.formats.feeds.reader import feed_from
from broadsheet.wire.incoming.formats.nitf.reader import NITF
from broadsheet.wire.incoming.formats.xml import digest_of, mended, tree_of
from tests.wire.incoming.xml_samples import a_nitf

pytestmark = pytest.mark.sqlite

DTD = '<!DOCTYPE nitf SYSTEM "http://nitf.example/nitf-3-4.dtd">'
FEED = (
    "<rss><channel><item><guid>urn:1</guid><title>Caf&eacute; &amp; b&nbsp;r, AT&T</title></item>"
)
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="<&]"),
    max_size=30,
)


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        (f"{DTD}<nitf>caf&eacute;&nbsp;&mdash;</nitf>", "café\xa0—"),
        ("<nitf>caf&eacute;</nitf>", "café"),
        ("<nitf>AT&T &amp; R&D; &#38; & </nitf>".replace("R&D;", "R&D"), "AT&T & R&D & & "),
        ("<nitf><![CDATA[caf&eacute; R&D]]> &eacute;</nitf>", "caf&eacute; R&D é"),
        ('\n\n<?xml version="1.0"?><nitf>a</nitf>', "a"),
        ("<nitf>a\x03b\x0bc</nitf>", "abc"),
    ],
)
def test_a_fault_that_is_no_doubt_is_mended(xml: str, words: str) -> None:
    assert tree_of(xml.encode()).text == words
    assert tree_of(b"\xef\xbb\xbf" + xml.encode()).text == words


@given(TEXT, TEXT, st.sampled_from(["utf-8", "utf-16", "iso2022_jp", "cp1252"]))
def test_xml_without_a_fault_is_left_as_it_is(text: str, quoted: str, encoding: str) -> None:
    element = etree.Element("nitf", title=quoted)
    element.text = text
    data = etree.tostring(element, encoding="utf-8" if encoding != "utf-16" else encoding)
    if encoding in {"iso2022_jp", "cp1252"}:
        head = f'<?xml version="1.0" encoding="{encoding.replace("iso2022_jp", "ISO-2022-JP")}"?>'
        data = (head + data.decode()).encode(encoding, "xmlcharrefreplace")
    assert mended(data) == data


@pytest.mark.parametrize(
    ("xml", "why"),
    [
        (f"{DTD}<nitf>&house;</nitf>", "it names &house;"),
        ("<!DOC\x01TYPE a [<!ENT\x01ITY b 'c'>]><nitf>&b;</nitf>", "declares entities"),
        ("<nitf>caf\udce9</nitf>", "Invalid bytes"),
    ],
)
def test_what_is_in_doubt_is_refused_in_a_line(xml: str, why: str) -> None:
    with pytest.raises(ValueError, match=why) as refused:
        tree_of(xml.encode("utf-8", "surrogateescape"))
    assert len(str(refused.value)) < 300


def test_an_item_with_a_namespace_that_is_no_address_is_read() -> None:
    xml = a_nitf().replace("<nitf ", '<nitf xmlns:x="agency" x:made-by="them" ')
    [(_number, raw)] = NITF.items(xml.encode(), ".xml")
    assert not isinstance(raw, str)
    assert raw.read().headline == "The last ferry is kept"
    assert raw.digest == digest_of(tree_of(xml.encode()))


def test_a_feed_is_mended_too() -> None:
    xml = f"\n{FEED}</channel></rss>".encode()
    [(_number, raw)] = feed_from("https://old.example/feed").items(xml, ".xml")
    assert not isinstance(raw, str)
    assert raw.read().headline == "Café & b r, AT&T"
