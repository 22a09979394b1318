"""The paper that is measured: the demo's edition with few pictures, and stories that are hard.

Called inside a publication, by its own command: ``publish(Path("addresses.json"))``.
"""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from broadsheet.demo.load import load_edition
from broadsheet.demo.reading import Edition, read_edition
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Author, Byline, Section, Story
from broadsheet.topics.models import Topic

EVERY_BLOCK = Path(__file__).parents[1] / "demo" / "sample"
STORIES = 24
PICTURES = 4
PORTRAITS = 2
WORDS = 700
LONG = "Schleusenwärterwitwenrentenauszahlungsstellenleiterinnenkonferenzbeschluss"


def publish(answer: Path) -> None:
    """Fill the publication; write the addresses of its hard stories, by name, to ``answer``."""
    edition = with_few_pictures(shorter(read_edition()))
    load_edition(print, edition)
    load_edition(print, read_edition(EVERY_BLOCK))
    stories = {
        "plain": _story("Seven hundred words", "plain", body=prose(edition)),
        "long": _story(LONG, "long", body=prose(edition)[:1]),
        "withdrawn": _story("Taken back", "withdrawn", body=prose(edition)[:1]),
        "lead": Story.objects.get(slug="port-bond-vote"),
        "blocks": Story.objects.get(slug="quay-opens"),
        "opinion": Story.objects.filter(kind="opinion").latest("published_at"),
    }
    actions.withdraw(story=stories["withdrawn"])
    answer.write_text(json.dumps({name: story.address for name, story in stories.items()}))


def shorter(edition: Edition) -> Edition:
    """The newest stories of the edition, and the picks of those."""
    kept = {slug: edition.stories[slug] for slug in edition.by_age()[-STORIES:]}
    picks = [each for each in edition.publication["picks"] if each["story"] in kept]
    return replace(edition, stories=kept, publication={**edition.publication, "picks": picks})


def with_few_pictures(edition: Edition) -> Edition:
    """The same edition with the same few pictures in it again and again: quick to print."""
    every = [each for story in edition.stories.values() for each in story.get("pictures", [])]
    kept = every[:PICTURES]
    slugs = itertools.cycle(each["slug"] for each in kept)
    instead = {each["slug"]: slug for each, slug in zip(every, slugs, strict=False)}
    stories = {
        slug: {key: _told(value, instead) for key, value in story.items() if key != "pictures"}
        for slug, story in edition.stories.items()
    }
    next(iter(stories.values()))["pictures"] = kept
    authors = [
        {**author, "portrait": author.get("portrait") if number < PORTRAITS else None}
        for number, author in enumerate(edition.authors)
    ]
    return replace(edition, stories=stories, authors=authors)


def _told(value: Any, instead: dict[str, str]) -> Any:
    """Return a value in which other slugs stand instead of some."""
    if isinstance(value, dict):
        return {key: _told(each, instead) for key, each in value.items()}
    if isinstance(value, list):
        return [_told(each, instead) for each in value]
    return instead.get(value, value) if isinstance(value, str) else value


def prose(edition: Edition, words: int = WORDS) -> list[tuple[str, str]]:
    """Return paragraphs out of the edition that hold this many words, or a few more."""
    body: list[tuple[str, str]] = []
    count = 0
    for block in (block for story in edition.stories.values() for block in story["body"]):
        if block["type"] == "paragraph" and "[^" not in block["text"] and count < words:
            body.append(("paragraph", block["text"]))
            count += len(block["text"].split())
    assert count >= words
    return body


def _story(title: str, slug: str, body: list[tuple[str, str]]) -> Story:
    draft = actions.write_story(
        section=Section.objects.get(slug="world"),
        title=title,
        slug=slug,
        standfirst="A thing that happened at the water, told by those who were there that night.",
        kicker="Measured",
        dateline="Port Saltmere",
        bylines=[Byline(author=author) for author in Author.objects.order_by("pk")[:2]],
        topics=Topic.objects.order_by("pk")[:4],
        body=body,
    )
    return actions.publish(story=draft)
