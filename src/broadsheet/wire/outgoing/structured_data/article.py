"""A story, by Google's guide to Article and schema.org's types of news."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from broadsheet.lib.html import text_of
from broadsheet.newsroom.models import Byline, Kind, Story
from broadsheet.newsroom.wording import Note, in_the_text
from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.feeds.body import html_of
from broadsheet.wire.outgoing.feeds.references import References
from broadsheet.wire.outgoing.structured_data.collections import subject
from broadsheet.wire.outgoing.structured_data.paper import publisher
from broadsheet.wire.outgoing.structured_data.person import signed
from broadsheet.wire.outgoing.structured_data.values import Node, moment, pictures

TYPES = {
    Kind.EXPLAINER: "BackgroundNewsArticle",
    Kind.ANALYSIS: "AnalysisNewsArticle",
    Kind.OPINION: "OpinionNewsArticle",
    Kind.REVIEW: "ReviewNewsArticle",
    Kind.LIVE: "LiveBlogPosting",
    Kind.SPONSORED: "AdvertiserContentArticle",
}
"""Kinds of story with a type of their own; every other one is a NewsArticle."""

CREDITS = {
    "by": "author",
    "editing": "editor",
    "translation": "translator",
    "reporting": "contributor",
    "photographs": "contributor",
    "data": "contributor",
}


def node(page: Mapping[str, Any]) -> Node:
    """Return a story as its page shows it."""
    story: Story = page["story"]
    url = whole(story.address or "/")
    changed = max(filter(None, [story.published_at, story.changed_at]), default=None)
    photo = story.hero or story.social_image
    return {
        **_by_kind(story),
        "@id": f"{url}#story",
        "headline": story.headline,
        "description": story.standfirst or story.search_description,
        "url": url,
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "identifier": story.guid.urn,
        "image": pictures(photo),
        "datePublished": moment(story.published_at),
        "dateModified": moment(changed),
        **_credits(list(story.bylines.all())),
        "publisher": publisher(page["publication"]),
        "articleSection": story.section.title,
        "keywords": [topic.name for topic in story.topics.all()],
        "about": [subject(topic) for topic in story.topics.all()],
        "isAccessibleForFree": True,
        "inLanguage": page["publication"].language,
        "wordCount": _words(story),
        "creditText": story.credit_line,
        "isBasedOn": story.canonical_url,
        "correction": _corrections([*page["told"], *in_the_text(page["body"])]),
    }


def _by_kind(story: Story) -> Node:
    kind = TYPES.get(Kind(story.kind), "NewsArticle")
    if kind == "LiveBlogPosting":
        return {"@type": kind, "coverageStartTime": moment(story.published_at)}
    return {"@type": kind, **({"dateline": story.dateline} if "News" in kind else {})}


def _credits(bylines: list[Byline]) -> Node:
    found: Node = {}
    for byline in bylines:
        found.setdefault(CREDITS[byline.role], []).append(signed(byline))
    return found


def _words(story: Story) -> int:
    """Return how many words the body has, without what it only points to."""
    return len(text_of(html_of(story, url="", references=References())).split())


def _corrections(notes: Iterable[Note]) -> list[Node]:
    return [
        {
            "@type": "CorrectionComment",
            "text": text_of(note.text),
            "datePublished": note.date.isoformat(),
        }
        for note in notes
        if note.puts_right
    ]
