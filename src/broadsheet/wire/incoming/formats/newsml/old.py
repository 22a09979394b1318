"""One ``<NewsItem>`` of NewsML 1.x → an Item: what its lines say, and the NITF or XHTML in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from broadsheet.wire.incoming.formats.nitf import body as nitf_body
from broadsheet.wire.incoming.formats.nitf import item as nitf_item
from broadsheet.wire.incoming.formats.xml import (
    LANG,
    Element,
    attribute,
    digest_of,
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
from broadsheet.wire.incoming.text import Text, not_too_long
from broadsheet.wire.incoming.values import line, moment, moment_to_compare
from broadsheet.wire.incoming.vocabulary import KINDS

STATUSES = {
    **dict.fromkeys(("usable", "", "embargoed"), "usable"),
    "withheld": "withheld",
    **dict.fromkeys(("canceled", "cancelled"), "canceled"),
}


@dataclass(frozen=True)
class OldItem:
    """One item, as it came."""

    element: Element

    @property
    def uri(self) -> str:
        """What it is known by, whatever its revision (NewsML 1.2, 5.5.1). Raises SetAside."""
        place = "Identification/NewsIdentifier"
        names = ("ProviderId", "DateId", "NewsItemId")
        parts = [said(self.element, f"{place}/{name}") for name in names]
        found = f"urn:newsml:{':'.join(parts)}" if parts[2] else ""
        return checked_uri(found, missing="it has no NewsItemId")

    @property
    def version(self) -> datetime | None:
        """When this revision of it was made. Raises SetAside."""
        made = said(self.element, "NewsManagement/ThisRevisionCreated")
        return moment_to_compare(made, "ThisRevisionCreated")

    @property
    def digest(self) -> str:
        """SHA-256 of it."""
        return digest_of(self.element)

    def read(self) -> Item:
        """Return what it says. Raises SetAside."""
        item = self.element
        nitf, text = item.find(".//nitf"), _text(item)
        headline, is_ours = headline_of(_headline(item, nitf), text)
        slugline = said(item, ".//NewsLines/SlugLine", at_most=MAX_HEADLINE)
        embargo = _embargo(item)
        return Item(
            uri=self.uri,
            digest=self.digest,
            version=self.version,
            status=_status(item, embargo),
            embargoed_until=embargo,
            headline=headline,
            slug_from=slugline if is_ours and slugline else headline,
            headline_is_ours=is_ours,
            standfirst=said(item, ".//NewsLines/SubHeadLine"),
            text=text,
            byline=_byline(item),
            dateline=said(item, ".//NewsLines/DateLine", at_most=MAX_NAME),
            credit_line=_credit(item),
            usage_terms=_terms(item),
            kind=next(filter(None, (KINDS.get(word) for word in _genres(item))), "report"),
            language=line(item.get(LANG), at_most=35),
            topics=(),
            pictures=(),
            notes=_notes(item),
            slugline=slugline,
            urgency=urgency_of(attribute(item.find("NewsManagement/Urgency"), "FormalName")),
        )


def _headline(item: Element, nitf: Element | None) -> str:
    own = said(item, ".//NewsLines/HeadLine")
    return own or (nitf_item.headline_in(nitf) if nitf is not None else "")


def _status(item: Element, embargo: datetime | None) -> str:
    named = attribute(item.find("NewsManagement/Status"), "FormalName", at_most=40).lower()
    if named not in STATUSES:
        raise SetAside(f"its Status “{named}” is none that NewsML knows")
    return "withheld" if named == "embargoed" and embargo is None else STATUSES[named]


def _embargo(item: Element) -> datetime | None:
    """Return when its status changes from Embargoed. Raises SetAside for what is no time."""
    if attribute(item.find("NewsManagement/Status"), "FormalName").lower() != "embargoed":
        return None
    return moment(said(item, "NewsManagement/StatusWillChange/DateAndTime"), "StatusWillChange")


def _text(item: Element) -> Text | None:
    """Return the NITF in it, or the longest XHTML, or plain text. Raises SetAside."""
    nitf = item.find(".//DataContent/nitf")
    if nitf is not None and (text := nitf_body.text_in(nitf)):
        return text
    pages = [each for each in item.iterfind(".//DataContent/html/body") if words_in(each)]
    if pages:
        return not_too_long(Text(html_in(max(pages, key=lambda each: len(words_in(each)))), True))
    for content in item.iterfind(".//ContentItem"):
        form = attribute(content.find("MimeType"), "FormalName").lower()
        value = said(content, "DataContent")
        if value and form in {"", "text/plain"}:
            return not_too_long(Text(content.find("DataContent").text or "", html=False))
    return None


def _byline(item: Element) -> str:
    own = said(item, ".//NewsLines/ByLine")
    return by_whom(own or _party(item, "Creator"))


def _party(item: Element, role: str) -> str:
    found = item.find(f".//AdministrativeMetadata/{role}/Party")
    return attribute(found, "FormalName", at_most=MAX_NAME)


def _credit(item: Element) -> str:
    others = _party(item, "Source") or _party(item, "Provider")
    own = said(item, ".//NewsLines/CreditLine", at_most=255)
    return own or others or said(item, "Identification/NewsIdentifier/ProviderId", at_most=255)


def _terms(item: Element) -> str:
    paths = (".//UsageRights/UsageType", ".//NewsLines/RightsLine", ".//NewsLines/CopyrightLine")
    return line(" / ".join(filter(None, (said(item, path) for path in paths))))


def _genres(item: Element) -> Iterator[str]:
    for each in item.iterfind(".//DescriptiveMetadata/Genre"):
        yield attribute(each, "FormalName").lower()


def _notes(item: Element) -> tuple[str, ...]:
    notes = []
    others = {
        attribute(each.find("MimeType"), "FormalName", at_most=40)
        for each in item.iterfind(".//ContentItem")
        if each.get("Href")
    }
    if others:
        notes.append(f"files left out, which NewsML 1 names only: {', '.join(sorted(others))}")
    return tuple(notes)
