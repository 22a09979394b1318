"""``manage.py load corpus.json pages.json``: fills an empty Wagtail."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from wagtail.models import Page, Site

from paper.models import Author, HomePage, SectionPage, StoryPage


class Command(BaseCommand):
    """Loads the corpus through Wagtail's tree."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the two files."""
        parser.add_argument("corpus", type=Path)
        parser.add_argument("pages", type=Path)

    @transaction.atomic
    def handle(self, *_args: Any, corpus: Path, pages: Path, **_options: Any) -> None:
        """Load everything, and write down the pages."""
        paper = json.loads(corpus.read_text("utf-8"))
        home = found()
        pages_of = {
            e["name"]: SectionPage(title=e["name"], slug=e["slug"]) for e in paper["sections"]
        }
        sections = {name: home.add_child(instance=page) for name, page in pages_of.items()}
        authors = {each["slug"]: Author.objects.create(**each) for each in paper["authors"]}
        paths = []
        for story in paper["stories"]:
            section = sections[story["section"]]
            section.add_child(instance=page_of(story, authors))
            paths.append(f"/{section.slug}/{story['slug']}/")
        measured = paper["stories"][len(paths) * 3 // 4]
        places = {
            "home": "/",
            "section": f"/{sections[measured['section']].slug}/",
            "author": f"/authors/{measured['author']}/",
            "story": paths[measured["number"]],
            "stories": paths,
        }
        pages.write_text(json.dumps(places), "utf-8")


def found() -> HomePage:
    """Put our home page in the place of Wagtail's."""
    Page.objects.filter(depth__gt=1).delete()
    root = Page.get_first_root_node()
    home: HomePage = root.add_child(instance=HomePage(title="The Measured Courier", slug="home"))
    Site.objects.all().delete()
    Site.objects.create(hostname="127.0.0.1", root_page=home, is_default_site=True)
    return home


def page_of(story: dict[str, Any], authors: dict[str, Author]) -> StoryPage:
    """Return a story's page, to be put into the tree."""
    return StoryPage(
        title=story["headline"],
        slug=story["slug"],
        date=datetime.fromisoformat(story["published_at"]),
        author=authors[story["author"]],
        standfirst=story["standfirst"],
        body="".join(f"<p>{text}</p>" for text in story["paragraphs"]),
        pick=story["pick"],
    )
