"""One ``<newsItem>`` of NewsML-G2 → an Item."""

from __future__ import annotations

from datetime import datetime

from broadsheet.wire.incoming.formats.newsml import meta
from broadsheet.wire.incoming.formats.newsml.pictures import picture_of
from broadsheet.wire.incoming.formats.nitf import body as nitf_body
from broadsheet.wire.incoming.formats.nitf import item as nitf_item
from broadsheet.wire.incoming.formats.xml import (
    Element,
    attribute,
    digest_of,
    each_once,
    html_in,
    said,
    words_in,
)
from broadsheet.wire.incoming.item import (
    MAX_HEADLINE,
    MAX_NAME,
    Item,
    by_whom,
    checked_uri,
    headline_of,
    urgency_of,
)
from broadsheet.wire.incoming.ledger import SetAside
from broadsheet.wire.incoming.pictures import Picture
from broadsheet.wire.incoming.text import Text, not_too_long
from broadsheet.wire.incoming.values import MANY, moment_to_compare


def uri_of(item: Element) -> str:
    """Return what an item is known by. Raises SetAside."""
    return checked_uri(item.get("guid"), missing="it has no guid")


def version_of(item: Element) -> datetime | None:
    """Return when this version of it was made. Raises SetAside for what is no time."""
    return moment_to_compare(said(item, "itemMeta/versionCreated"), "versionCreated")


def class_of(item: Element) -> str:
    """Return whether it is ``text``, ``picture``, ``video`` …"""
    return meta.code_of(item.find("itemMeta/itemClass")) or "text"


def read(item: Element, pictures: tuple[Element, ...]) -> Item:
    """Return what an item says, with the items that are its pictures.

    Raises SetAside when it is nothing that we can print.
    """
    if (found := class_of(item)) != "text":
        raise SetAside(f"its itemClass is {found[:40]}: we take text, and the pictures with it")
    nitf = item.find("contentSet/inlineXML/nitf")
    text = _text(item, nitf)
    own = said(item, "contentMeta/headline") or (
        nitf_item.headline_in(nitf) if nitf is not None else ""
    )
    headline, is_ours = headline_of(own or said(item, "itemMeta/title"), text)
    slugline = said(item, "contentMeta/slugline", at_most=MAX_HEADLINE)
    language = meta.language_of(item)
    shown = [*_inside(item, nitf), *filter(None, map(picture_of, pictures))]
    return Item(
        uri=uri_of(item),
        digest=digest_of(item, *pictures),
        version=version_of(item),
        status=meta.status_of(item),
        embargoed_until=meta.embargo_of(item),
        headline=headline,
        slug_from=slugline if is_ours and slugline else headline,
        headline_is_ours=is_ours,
        standfirst=meta.summary_of(item),
        text=text,
        byline=_byline(item, nitf),
        dateline=meta.who(item, "contentMeta/located")
        or said(item, "contentMeta/dateline", at_most=MAX_NAME),
        credit_line=meta.credit_of(item),
        usage_terms=meta.terms_of(item),
        kind=meta.kind_of(item),
        language=language,
        topics=tuple(each_once(meta.topics_of(item, language)))[:MANY],
        pictures=tuple(shown[:MANY]),
        notes=_notes(item, nitf, text, pictures),
        slugline=slugline,
        urgency=urgency_of(said(item, "contentMeta/urgency")),
    )


def _text(item: Element, nitf: Element | None) -> Text | None:
    """Return its body: NITF or XHTML within it, or plain text. Raises SetAside."""
    if nitf is not None and (text := nitf_body.text_in(nitf)):
        return text
    for inline in item.iterfind("contentSet/inlineXML"):
        page = inline.find("html/body")
        if page is not None and words_in(page):
            return not_too_long(Text(html_in(page), html=True))
    for inline in item.iterfind("contentSet/inlineData"):
        form = attribute(inline, "contenttype").lower()
        value = inline.text or ""
        if value.strip() and not inline.get("encoding") and form.partition("/")[0] in {"", "text"}:
            return not_too_long(Text(value, html="html" in form))
    return None


def _byline(item: Element, nitf: Element | None) -> str:
    by = said(item, "contentMeta/by") or (nitf_item.byline_in(nitf) if nitf is not None else "")
    return by_whom(by or meta.who(item, "contentMeta/creator"))


def _inside(item: Element, nitf: Element | None) -> tuple[Picture, ...]:
    if nitf is None:
        return ()
    credit, terms = meta.credit_of(item), meta.terms_of(item)
    return nitf_body.pictures_in(nitf, credit=credit, terms=terms)


def _notes(
    item: Element, nitf: Element | None, text: Text | None, pictures: tuple[Element, ...]
) -> tuple[str, ...]:
    notes = list(nitf_item.notes_in(nitf)) if nitf is not None else []
    if note := said(item, "itemMeta/edNote", at_most=200):
        notes.append(f"note to editors: {note}")
    if text is None and item.find("contentSet") is not None:
        notes.append("its text is in none of the forms that we read (NITF, XHTML, plain)")
    if lost := sum(picture_of(each) is None for each in pictures):
        notes.append(f"{lost} pictures left out: no file of them is named")
    return tuple(notes)
