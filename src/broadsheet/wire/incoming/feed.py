"""The act of importing a feed once, from its address or a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from broadsheet.lib.connector import Answer, Connector, ConnectorError
from broadsheet.wire.incoming.act import Report, import_entries
from broadsheet.wire.incoming.entries import Entry, in_bytes
from broadsheet.wire.incoming.files import entries
from broadsheet.wire.incoming.formats.feeds.reader import feed_from
from broadsheet.wire.incoming.ledger import SET_ASIDE
from broadsheet.wire.incoming.names import section_for_the_rest
from broadsheet.wire.incoming.story import Wishes

MAX_BYTES = 2 * 1024 * 1024
TIMEOUT = 10.0
"""Seconds for a feed."""

ACCEPT = (
    "application/feed+json, application/atom+xml, application/rss+xml, application/xml;q=0.9, "
    "text/xml;q=0.9, application/json;q=0.8, */*;q=0.1"
)


class NoFeed(Exception):  # noqa: N818  what happened, not a type
    """There is no feed to be had; the text says why. ``answer`` is the server's, if it gave one."""

    def __init__(self, why: str, answer: Answer | None = None) -> None:
        super().__init__(why)
        self.answer = answer


def import_feed(
    source: str,
    *,
    report: Report,
    section: str = "",
    credit: str = "",
    terms: str = "",
    overwrite: bool = False,
    dry_run: bool = False,
    connector: Connector | None = None,
) -> int:
    """Make drafts of what is in the feed at an address, or in a file; return how many weren't.

    ``credit`` and ``terms`` stand where the feed says neither. Raises ValidationError when there
    is no such section; a feed that can't be had is reported in a line.
    """
    wishes = Wishes(section_for_the_rest(section), overwrite=overwrite)

    def found() -> Iterator[Entry]:
        form = feed_from(source, credit=credit, terms=terms)
        if not is_address(source):
            yield from entries([Path(source)], form)
        elif isinstance(answer, str):
            yield Entry(source, 0, None, answer)
        else:
            yield from in_bytes(answer, form, source=source)

    answer = _asked(source, connector) if is_address(source) else b""
    ledger = import_entries(
        found, wishes=wishes, report=report, dry_run=dry_run, connector=connector
    )
    return ledger.counts[SET_ASIDE]


def is_address(source: str) -> bool:
    """Say whether it is an address on the web, and no file."""
    return source.lower().startswith(("http://", "https://"))


def _asked(source: str, connector: Connector | None) -> bytes | str:
    try:
        return ask(source, connector=connector).body
    except NoFeed as reason:
        return str(reason)


def ask(
    address: str, *, known: Mapping[str, str] | None = None, connector: Connector | None = None
) -> Answer:
    """Return the answer of a feed's server: the feed, or 304 if it is as it was.

    ``known`` are the headers that say what we have (RFC 9110, 13). Raises NoFeed.
    """
    door = connector or Connector(max_bytes=MAX_BYTES, timeout=TIMEOUT)
    try:
        told = {"accept": ACCEPT, "user-agent": "Broadsheet", **(known or {})}
        answer = door.get(address, told)
    except ConnectorError as error:
        raise NoFeed(str(error)) from error
    if answer.status not in ({200, 304} if known else {200}):
        raise NoFeed(f"The server answers {answer.status}.", answer)
    return answer
