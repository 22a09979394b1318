"""What a NewsML-G2 item says of itself, besides its text (NewsML-G2 2.35, ``itemMeta`` …)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from broadsheet.wire.incoming.formats.xml import LANG, Element, attribute, said, words_in
from broadsheet.wire.incoming.item import MAX_NAME
from broadsheet.wire.incoming.ledger import SetAside
from broadsheet.wire.incoming.values import line, moment
from broadsheet.wire.incoming.vocabulary import KINDS

STATUSES = {"usable", "withheld", "canceled"}
TOPICS = {
    "person": "person",
    "organisation": "organisation",
    "geoarea": "place",
    "poi": "place",
    "event": "event",
}
"""Natures of concepts (IPTC ``cpnat``) → our kinds of topic; any other is a subject."""
SUMMARIES = {"", "summary", "abstract", "intro", "standfirst"}


def code_of(element: Element | None) -> str:
    """Return what a code says, without the vocabulary it is from, in lower case."""
    code = attribute(element, "qcode") or attribute(element, "uri").rpartition("/")[2]
    return (code or attribute(element, "literal")).rpartition(":")[2].lower()


def status_of(item: Element) -> str:
    """Return what may be done with it. Raises SetAside for what NewsML-G2 doesn't know."""
    code = code_of(item.find("itemMeta/pubStatus")) or "usable"
    code = {"cancelled": "canceled"}.get(code, code)
    if code not in STATUSES:
        raise SetAside(f"its pubStatus “{line(code, at_most=40)}” is none that NewsML-G2 knows")
    embargo = item.find("itemMeta/embargoed")
    if code == "usable" and embargo is not None and not words_in(embargo):
        return "withheld"  # embargoed until somebody says otherwise (section 15.2)
    return code


def embargo_of(item: Element) -> datetime | None:
    """Return when it may be public. Raises SetAside for what is no time with a zone."""
    return moment(said(item, "itemMeta/embargoed"), "embargoed")


def language_of(item: Element) -> str:
    """Return the language its text is in."""
    return attribute(item.find("contentMeta/language"), "tag", at_most=35) or line(
        item.get(LANG), at_most=35
    )


def named(element: Element | None, language: str = "") -> str:
    """Return what a party, place or subject is called, in this language rather than another."""
    if element is None:
        return ""
    names = [(each, words_in(each, at_most=MAX_NAME)) for each in element.iterfind("name")]
    names = [(each, name) for each, name in names if name]
    ours = [name for each, name in names if (each.get(LANG) or "")[:2] == language[:2]]
    return ours[0] if ours else names[0][1] if names else ""


def who(item: Element, *paths: str) -> str:
    """Return the names of the parties at the first of these paths that names any."""
    for path in paths:
        found = [
            named(each) or attribute(each, "literal", at_most=MAX_NAME)
            for each in item.iterfind(path)
        ]
        if names := ", ".join(dict.fromkeys(filter(None, found))):
            return names
    return ""


def credit_of(item: Element) -> str:
    """Return whose copy, or picture, it is."""
    line_of_it = said(item, "contentMeta/creditline")
    others = ("contentMeta/infoSource", "itemMeta/provider", "rightsInfo/copyrightHolder")
    return line(line_of_it or who(item, *others), at_most=255)


def terms_of(item: Element) -> str:
    """Return what may be done with it, in its source's words, and its copyright."""
    found = [said(item, f"rightsInfo/{name}") for name in ("usageTerms", "copyrightNotice")]
    return line(" / ".join(filter(None, found)))


def summary_of(item: Element) -> str:
    """Return the paragraph under the headline."""
    for each in item.iterfind("contentMeta/description"):
        words = words_in(each)
        if words and attribute(each, "role").rpartition(":")[2].lower() in SUMMARIES:
            return words
    return ""


def kind_of(item: Element) -> str:
    """Return our kind of story for its genre."""
    for genre in item.iterfind("contentMeta/genre"):
        for word in (*(words_in(name).lower() for name in genre.iterfind("name")), code_of(genre)):
            if word in KINDS:
                return KINDS[word]
    return "report"


def topics_of(item: Element, language: str) -> Iterator[tuple[str, str]]:
    """Yield the (kind, name)s of what it is about."""
    for subject in item.iterfind("contentMeta/subject"):
        nature = attribute(subject, "type").rpartition(":")[2].lower()
        yield TOPICS.get(nature, "subject"), named(subject, language)
