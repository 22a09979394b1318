"""One ninjs object → an Item: what it says, in our words. Pure: asks no database, reads no file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from broadsheet.wire.incoming.formats.ninjs.fields import moment_in, named_alike, objects
from broadsheet.wire.incoming.formats.ninjs.pictures import left_out, pictures_of
from broadsheet.wire.incoming.formats.ninjs.texts import best_text, said
from broadsheet.wire.incoming.formats.ninjs.vocabulary import KNOWN, READ, TOPICS
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
from broadsheet.wire.incoming.values import MANY, line, parts_of, words
from broadsheet.wire.incoming.vocabulary import KINDS

STATUSES = {"usable", "withheld", "canceled"}


def uri_of(data: Mapping[str, Any]) -> str:
    """Return what an item is known by. Raises SetAside when it can't be known by anything."""
    fields = named_alike(data)
    found = fields.get("uri") or fields.get("guid")
    return checked_uri(found, missing="it has no uri or guid")


def digest_of(data: Mapping[str, Any]) -> str:
    """Return the SHA-256 of an object, whatever the order of its fields."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def version_of(data: Mapping[str, Any]) -> datetime | None:
    """Return when this version of the item was made. Raises SetAside for what is no time."""
    return moment_in(named_alike(data), "versioncreated")


def read(data: Mapping[str, Any]) -> Item:
    """Return what an object says. Raises SetAside when it is nothing that we can print."""
    uri = uri_of(data)
    fields = named_alike(data)
    _check_type(fields)
    moment_in(fields, "firstcreated")
    text = best_text(fields)
    found = said(fields, "headline", "headlines") or line(fields.get("title"))
    headline, is_ours = headline_of(found, text)
    return Item(
        uri=uri,
        digest=digest_of(data),
        version=moment_in(fields, "versioncreated"),
        status=_status(fields),
        embargoed_until=_embargo(fields),
        headline=headline,
        slug_from=headline if not is_ours else line(fields.get("slugline")) or headline,
        headline_is_ours=is_ours,
        standfirst=said(fields, "description", "descriptions", not_roles={"usage", "caption"}),
        text=text,
        byline=_byline(fields),
        dateline=line(fields.get("located"), at_most=MAX_NAME),
        credit_line=_credit(fields),
        usage_terms=line(fields.get("usageterms")) or line(fields.get("copyrightnotice")),
        kind=_kind(fields),
        language=line(fields.get("language"), at_most=35),
        topics=_topics(fields),
        pictures=pictures_of(fields),
        notes=_notes(fields, data),
        slugline=line(fields.get("slugline"), at_most=MAX_HEADLINE),
        urgency=urgency_of(fields.get("urgency")),
        unknown=tuple(name for name in data if not named_alike({name: 0}).keys() & KNOWN),
    )


def _check_type(fields: Mapping[str, Any]) -> None:
    kind = line(fields.get("type")).lower()
    if not kind and (fields.get("eventdetails") or fields.get("plannedcoverage")):
        kind = "plan or event"
    if kind not in {"", "text"}:
        raise SetAside(
            f"its type is {line(kind, at_most=40)}: we take text, and the pictures in it"
        )


def _status(fields: Mapping[str, Any]) -> str:
    status = line(fields.get("pubstatus") or "usable").lower()
    status = {"cancelled": "canceled", "stat:usable": "usable"}.get(status, status)
    if status not in STATUSES:
        raise SetAside(f"its pubstatus “{line(status, at_most=40)}” is none that ninjs knows")
    return status


def _embargo(fields: Mapping[str, Any]) -> datetime | None:
    """Return the later one where an item has both names of it."""
    found = [moment_in(fields, "embargoed"), moment_in(fields, "embargoeduntil")]
    return max((each for each in found if each), default=None)


def _byline(fields: Mapping[str, Any]) -> str:
    by = line(fields.get("by")) or line(fields.get("byline"))
    return by_whom(by)


def _credit(fields: Mapping[str, Any]) -> str:
    names = [line(fields.get("creditline"))]
    if not names[0]:
        sources = fields.get("infosources") or fields.get("infosource")
        names = [line(each.get("name")) for each in objects(sources)]
        names = names if any(names) else [line(fields.get("copyrightholder"))]
    return line(", ".join(dict.fromkeys(filter(None, names))), at_most=255)


def _kind(fields: Mapping[str, Any]) -> str:
    for genre in objects(fields.get("genres") or fields.get("genre")):
        for key in ("name", "literal", "code", "uri"):
            word = line(genre.get(key)).lower()
            is_address = key == "uri" and "://" in word
            tail = parts_of(word).path.rpartition("/")[2] if is_address else word
            if tail in KINDS:
                return KINDS[tail]
    return "report"


def _topics(fields: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for name, kind in TOPICS.items():
        for each in objects(fields.get(name)):
            topic = words(each.get("name"), html=False, at_most=MAX_NAME)
            if topic:
                found.setdefault((kind, topic.casefold()), (kind, topic))
    return tuple(found.values())


def _notes(fields: Mapping[str, Any], data: Mapping[str, Any]) -> tuple[str, ...]:
    notes = []
    if note := line(fields.get("ednote"), at_most=200):
        notes.append(f"note to editors: {note}")
    if "\\u0000" in json.dumps(data):
        notes.append("NUL characters left out")
    if others := left_out(fields):
        notes.append(f"associations left out: {', '.join(others)}")
    for name, value in fields.items():
        if name in READ and isinstance(value, list | dict) and len(value) > MANY:
            notes.append(f"only the first {MANY} of its {name} were taken")
    return tuple(notes)
