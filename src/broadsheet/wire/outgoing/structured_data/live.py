"""A story that is covered live, by schema.org's LiveBlogPosting and Google's guide to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from broadsheet.newsroom.live.models import Coverage, Entry
from broadsheet.newsroom.live.queries import words_of_entry
from broadsheet.newsroom.readiness import pictures_in
from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.structured_data import article
from broadsheet.wire.outgoing.structured_data.paper import publisher
from broadsheet.wire.outgoing.structured_data.person import by_author
from broadsheet.wire.outgoing.structured_data.values import Node, moment, pictures


def node(page: Mapping[str, Any]) -> Node:
    """Return the story with these entries: each a BlogPosting at its anchor."""
    coverage: Coverage = page["coverage"]
    entries: list[Entry] = page["entries"]
    url = whole(page["story"].address or "/")
    told = article.node(page)
    changed = [each.updated_at or each.published_at for each in entries]
    newest = max((moment(each) for each in changed), default="")
    return {
        **{name: value for name, value in told.items() if name != "dateline"},
        "@type": "LiveBlogPosting",
        "dateModified": max(told["dateModified"], newest),
        "coverageStartTime": moment(coverage.opened_at),
        "coverageEndTime": moment(coverage.closed_at),
        "liveBlogUpdate": [_update(each, url, page) for each in entries],
    }


def _update(entry: Entry, url: str, page: Mapping[str, Any]) -> Node:
    words = words_of_entry(entry)
    said = " ".join(each.text for each in words.passages)
    photo = next((photo for photo, _alt in pictures_in(entry.body)), None)
    here = f"{url}#{entry.anchor}"
    return {
        "@type": "BlogPosting",
        "@id": here,
        "url": here,
        "headline": words.headline or said[:LONGEST_HEADLINE],
        "articleBody": said,
        "datePublished": moment(entry.published_at),
        "dateModified": moment(entry.updated_at or entry.published_at),
        "author": [by_author(each) for each in entry.authors.all()]
        or publisher(page["publication"]),
        "image": pictures(photo),
    }


LONGEST_HEADLINE = 110
"""Characters; what Google shows of a headline at most."""
