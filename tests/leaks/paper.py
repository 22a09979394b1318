"""The public paper into which secrets are put: every kind of page that readers have."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from broadsheet.fronts.actions import arrange
from broadsheet.masthead.models import HomePage, InformationPage, Publication
from broadsheet.newsletters.actions import open_list
from broadsheet.newsroom import actions
from broadsheet.newsroom.live import actions as live
from broadsheet.newsroom.live.blocks import EntryBlock
from broadsheet.newsroom.models import Answer, Byline, ChangeKind, Section, Story
from broadsheet.photos.models import Attachment
from broadsheet.photos.renditions import print_renditions
from broadsheet.topics.models import Topic
from tests.factories import a_draft, a_paper, a_section, a_topic, an_author, an_entry
from tests.leaks.canaries import Canaries, body_of
from tests.pictures import a_photo

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
"""The hour at which everything is looked at. In New York it is seven in the morning."""

NOBODY = 999_983
"""A key that no row has: what public stories point to while there is no secret."""


def link(page: int) -> str:
    """Return a link to a page, as rich text is stored."""
    return f'<a linktype="page" id="{page}">this</a>'


def pointers(page: int) -> list[dict[str, Any]]:
    """Return a body in which everything that can point to another page does."""
    to = link(page)
    return [
        {"type": "also_read", "value": {"story": page, "text": ""}},
        {"type": "paragraph", "value": f"<p>See {to}.</p>"},
        {"type": "list", "value": {"ordered": False, "items": [f"<p>{to}</p>"]}},
        {"type": "fact_box", "value": {"title": "Facts", "text": f"<p>{to}</p>"}},
        {"type": "question_answer", "value": {"question": "Why?", "answer": f"<p>{to}</p>"}},
        {"type": "block_quote", "value": {"quote": f"<p>{to}</p>", "attribution": "", "url": ""}},
        {"type": "timeline", "value": {"title": "", "events": [{"when": "Now", "text": to}]}},
        {"type": "correction", "value": {"kind": "correction", "date": "2026-11-18", "text": to}},
    ]


@dataclass
class Paper:
    """The rows of the public paper that tests name."""

    home: HomePage
    world: Section
    europe: Section
    business: Section
    topic: Topic
    stories: list[Story] = field(default_factory=list)
    pointers: Any = None
    told: Any = None
    document: Any = None
    taken_back: Canaries = field(default_factory=Canaries)
    """What an entry of the second story said, which is covered live, before it was taken back."""


def a_public_paper() -> Paper:
    """Found a paper with two months of stories, some of which point to secrets to come."""
    home = a_paper()
    world = a_section("World")
    paper = Paper(
        home=home,
        world=world,
        europe=a_section("Europe", under=world),
        business=a_section("Business"),
        topic=a_topic(),
    )
    _masthead(home)
    open_list(name="Morning", slug="morning", description="Each day at six.")
    for number in range(18):
        paper.stories.append(_a_story(paper, number))
    _special(paper)
    _cover(paper)
    picks = {"front": paper.stories[3:5], "dont-miss": paper.stories[8:10]}
    arrange(section=None, picks=picks)
    arrange(section=world, picks={"front": paper.stories[5:6]})
    return paper


def _masthead(home: Page) -> None:
    logo = a_photo("The nameplate", size=(80, 80))
    print_renditions(photo=logo)
    Publication.objects.update(
        tagline="Harbour and city", logo=logo, email="desk@example.org", founded=1901
    )
    for title, purpose, body in (
        ("About", "about", "<p>Who we are.</p>"),
        ("Contact", "contact", "<p>Write to us.</p>"),
    ):
        page = InformationPage(title=title, slug=title.lower(), purpose=purpose, body=body)
        home.add_child(instance=page)
        page.save_revision().publish()


def _a_story(paper: Paper, number: int) -> Story:
    """Return a story of its own day and length, with the words that searches look for."""
    author = an_author() if number % 2 else an_author("Ravi Castellan", life="Writes of money.")
    text = "<p>The harbour was quiet and the ferry ran late. " + "Tide. " * (number * 3) + "</p>"
    section = (paper.world, paper.world, paper.europe, paper.business)[number % 4]
    return _published(
        paper,
        f"Harbour story {number}",
        slug=f"harbour-{number}",
        standfirst="Ferry words" if number % 3 else "",
        section=section if number < 12 else paper.world,
        hero=a_photo(f"Quay {number}") if number % 9 == 0 else None,
        bylines=[Byline(author=author)],
        topics=[paper.topic] if number % 2 else [],
        body=[("paragraph", text)],
        when=NOW - timedelta(days=number // 3 * 6, hours=3 + number % 3),
    )


def _special(paper: Paper) -> None:
    """Add what was withdrawn, moved, corrected, what points to secrets, a newer draft's story."""
    corrected = paper.stories[0]
    corrected.standfirst = "Ferry words, late and early"
    note = Answer(kind=ChangeKind.CORRECTION, text="It ran late.", wrong="It ran early.")
    actions.publish(story=corrected, change=note)
    before = NOW - timedelta(days=3)
    withdrawn = _published(paper, "Withdrawn", slug="withdrawn", when=before)
    actions.withdraw(story=withdrawn)
    moved = _published(paper, "Moved", slug="moved", when=before)
    actions.change_address(story=moved, address="/2026/11/17/moved-here/")
    paper.pointers = _published(paper, "Pointers", slug="pointers", when=before)
    point(paper, page=NOBODY)
    paper.document = Attachment.objects.create(
        title="The budget", file=ContentFile(b"a budget", "budget.txt")
    )
    paper.told = _published(
        paper,
        "Told",
        slug="told",
        when=before,
        hero=a_photo("Told"),
        body=[
            ("paragraph", "<p>Harbour told.</p>"),
            ("document", {"file": paper.document, "title": "", "description": ""}),
        ],
    )


def _cover(paper: Paper) -> None:
    """Cover the second story live: one entry is public, one was."""
    Story.objects.filter(pk=paper.stories[1].pk).update(kind="live")
    paper.stories[1].refresh_from_db()
    story, canary = paper.stories[1], paper.taken_back
    live.open_coverage(story=story, by=None)
    an_entry(story, "The ferry has left.", headline="Away", is_key=True)
    body = entry_body(canary, photo=a_photo("Pier").pk)
    entry = an_entry(story, headline=canary("headline"), is_key=True, body=body)
    live.take_back(entry=entry, by=None)


def entry_body(canary: Canaries, *, photo: int) -> Any:
    """Return an entry's body of every block, a canary in each text."""
    children = EntryBlock().child_blocks.items()
    return json.dumps(body_of(children, canary, {ImageChooserBlock: photo}))


def point(paper: Paper, *, page: int) -> None:
    """Let a public story and a standing page point to a page, whatever it is."""
    Story.objects.filter(pk=paper.pointers.pk).update(body=json.dumps(pointers(page)))
    about = f"<p>Who we are: {link(page)}</p>"
    InformationPage.objects.filter(slug="about").update(body=about)


def _published(paper: Paper, title: str, *, when: datetime, **fields: Any) -> Story:
    draft = a_draft(title, **{"section": paper.world, **fields})
    return actions.publish(story=draft, first_published=when)
