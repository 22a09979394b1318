"""One ``<nitf>`` → an Item (NITF 3.6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from broadsheet.lib import clock
from broadsheet.wire.incoming.formats.nitf.body import media_left_out, pictures_in, text_in
from broadsheet.wire.incoming.formats.xml import (
    LANG,
    Element,
    attribute,
    digest_of,
    each_once,
    first,
    said,
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
from broadsheet.wire.incoming.values import MANY, line, moment, moment_to_compare
from broadsheet.wire.incoming.vocabulary import KINDS

STATUSES = {
    "usable": "usable",
    "embargoed": "usable",
    "info": "usable",
    "advisory": "withheld",
    "withheld": "withheld",
    "canceled": "canceled",
    "cancelled": "canceled",
}
"""NITF's ``management-status`` → ours; an advisory is for editors only."""

ALL_ZONES = timedelta(hours=12)
"""A clock that says no zone is at most so far behind Greenwich's."""

NAMED = {"person": "person", "org": "organisation", "location": "place", "event": "event"}


def uri_of(nitf: Element) -> str:
    """Return what an item is known by. Raises SetAside."""
    found = nitf.find(".//doc-id")
    number, source = attribute(found, "id-string"), attribute(found, "regsrc")
    uri = f"{source}:{number}" if source and number and ":" not in number else number
    return checked_uri(uri, missing="it has no doc-id")


def version_of(nitf: Element) -> datetime | None:
    """Return when this version was issued. Raises SetAside for what is no time."""
    return moment_to_compare(_norm(nitf, "date.issue"), "date.issue")


def _norm(nitf: Element, name: str) -> str:
    return attribute(nitf.find(f".//docdata/{name}"), "norm")


def _embargo(nitf: Element) -> datetime | None:
    """Return when it may be public. Raises SetAside where that depends on a zone it doesn't say."""
    found = _norm(nitf, "date.release")
    try:
        naive = datetime.fromisoformat(found)
        if naive.tzinfo is None and naive.replace(tzinfo=UTC) + ALL_ZONES < clock.now():
            return None  # it is past everywhere
    except (ValueError, OverflowError):
        pass  # said below
    return moment(found, "date.release")


def _status(nitf: Element, embargo: datetime | None) -> str:
    named = attribute(nitf.find(".//docdata"), "management-status", at_most=40).lower()
    if named and named not in STATUSES:
        raise SetAside(f"its management-status “{named}” is none that NITF knows")
    if named == "embargoed" and embargo is None:
        return "withheld"  # nobody says until when
    return STATUSES[named or "usable"]


def read(nitf: Element) -> Item:
    """Return what it says. Raises SetAside when it is nothing that we can print."""
    text = text_in(nitf)
    headline, is_ours = headline_of(headline_in(nitf), text)
    slugline = attribute(nitf.find(".//du-key"), "key", at_most=MAX_HEADLINE)
    credit, terms = credit_in(nitf), _terms(nitf)
    embargo = _embargo(nitf)
    return Item(
        uri=uri_of(nitf),
        digest=digest_of(nitf),
        version=version_of(nitf),
        status=_status(nitf, embargo),
        embargoed_until=embargo,
        headline=headline,
        slug_from=slugline if is_ours and slugline else headline,
        headline_is_ours=is_ours,
        standfirst=said(nitf, ".//body.head/abstract"),
        text=text,
        byline=byline_in(nitf),
        dateline=said(
            nitf, ".//body.head/dateline/location", ".//body.head/dateline", at_most=MAX_NAME
        ),
        credit_line=credit,
        usage_terms=terms,
        kind=_kind(nitf),
        language=line(nitf.get(LANG) or nitf.get("baselang"), at_most=35),
        topics=tuple(each_once(_topics(nitf)))[:MANY],
        pictures=pictures_in(nitf, credit=credit, terms=terms),
        notes=notes_in(nitf),
        slugline=slugline,
        urgency=urgency_of(attribute(nitf.find(".//urgency"), "ed-urg")),
    )


def headline_in(nitf: Element) -> str:
    """Return the headline."""
    return said(nitf, ".//hedline/hl1", "head/title", ".//body.head/hedline")


def byline_in(nitf: Element) -> str:
    """Return who signs."""
    return by_whom(said(nitf, ".//body.head/byline/person", ".//body.head/byline"))


def notes_in(nitf: Element) -> tuple[str, ...]:
    """Return what whoever imports should know."""
    notes = []
    if note := attribute(nitf.find(".//ed-msg"), "info", at_most=200):
        notes.append(f"note to editors: {note}")
    if others := media_left_out(nitf):
        notes.append(f"{others} media left out: no picture, or no file of it is named")
    return tuple(notes)


def credit_in(nitf: Element) -> str:
    """Return whose copy it is."""
    holder = attribute(nitf.find(".//doc.copyright"), "holder", at_most=255)
    source = attribute(nitf.find(".//doc-id"), "regsrc", at_most=255)
    return said(nitf, ".//body.head/distributor", at_most=255) or holder or source


def _terms(nitf: Element) -> str:
    rights = first(nitf, ".//doc.rights")
    found = [said(nitf, ".//body.head/rights")]
    found += [attribute(rights, name) for name in ("type", "limitations")]
    copyright_of = nitf.find(".//doc.copyright")
    if holder := attribute(copyright_of, "holder"):
        found.append(" ".join(filter(None, ["©", attribute(copyright_of, "year"), holder])))
    return line(" / ".join(filter(None, found)))


def _kind(nitf: Element) -> str:
    for each in nitf.iterfind(".//tobject.property"):
        word = attribute(each, "tobject.property.type").lower()
        if word in KINDS:
            return KINDS[word]
    return "report"


def _topics(nitf: Element) -> Iterator[tuple[str, str]]:
    for name, kind in NAMED.items():
        for each in nitf.iterfind(f".//identified-content/{name}"):
            yield kind, said(each, ".", at_most=MAX_NAME) or attribute(each, "value")[:MAX_NAME]
    for each in nitf.iterfind(".//tobject.subject"):
        parts = ("detail", "matter", "type")
        found = [attribute(each, f"tobject.subject.{part}", at_most=MAX_NAME) for part in parts]
        yield "subject", next(filter(None, found), "")
