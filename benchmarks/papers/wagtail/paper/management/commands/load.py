"""``manage.py load corpus.json pages.json``: fills an empty Wagtail.

In bulk, since 100,000 calls of ``add_child`` take an hour; the rows are the same, and the search
index is built afterwards by Wagtail's own command.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, transaction
from wagtail.models import Page, Site

from paper.models import Author, HomePage, SectionPage, StoryPage

BATCH = 500


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
            paths.append(f"/{sections[story['section']].slug}/{story['slug']}/")
        for name, section in sections.items():
            own = [story for story in paper["stories"] if story["section"] == name]
            for start in range(0, len(own), BATCH):
                add(section, own[start : start + BATCH], authors)
        call_command("update_index", verbosity=0)
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


def add(section: SectionPage, stories: list[dict[str, Any]], authors: dict[str, Author]) -> None:
    """Put stories into a section, after those that it has."""
    pages = [
        page_in(section, story, section.numchild + place)
        for place, story in enumerate(stories, start=1)
    ]
    Page.objects.bulk_create(pages)
    columns = "page_ptr_id, date, author_id, standfirst, body, pick"
    rows = [
        (
            page.pk,
            story["published_at"],
            authors[story["author"]].pk,
            story["standfirst"],
            "".join(f"<p>{text}</p>" for text in story["paragraphs"]),
            story["pick"],
        )
        for page, story in zip(pages, stories, strict=True)
    ]
    with connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(rows[0]))
        cursor.executemany(f"INSERT INTO paper_storypage ({columns}) VALUES ({marks})", rows)
    section.numchild += len(stories)
    section.save(update_fields=["numchild"])


def page_in(section: SectionPage, story: dict[str, Any], place: int) -> Page:
    """Return Wagtail's row of a story, the ``place``-th of its section."""
    moment = datetime.fromisoformat(story["published_at"])
    return Page(
        title=story["headline"],
        draft_title=story["headline"],
        slug=story["slug"],
        path=Page._get_path(section.path, section.depth + 1, place),
        depth=section.depth + 1,
        url_path=f"{section.url_path}{story['slug']}/",
        content_type=ContentType.objects.get_for_model(StoryPage),
        locale=section.locale,
        first_published_at=moment,
        last_published_at=moment,
    )
