"""A paper on which somebody has filled in every field there is, and meant harm with each.

Nothing went through a form: what forms refuse is here as well, as an old version, an
import or a restored backup could have left it.
"""

from __future__ import annotations

import json
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Comment, CommentReply, Workflow

from broadsheet.fronts.models import Front, Pick, Place
from broadsheet.masthead.models import InformationPage, Policy, Publication
from broadsheet.newsletters.models import List
from broadsheet.newsroom import actions
from broadsheet.newsroom.blocks import BodyBlock
from broadsheet.newsroom.models import Author, Byline, Kind, Section, Story
from broadsheet.photos.models import Attachment, Photo
from broadsheet.topics.models import Kind as TopicKind
from broadsheet.topics.models import Topic
from tests.factories import a_paper, ed, max_reads, pru
from tests.hostile.corpus import storable
from tests.hostile.pen import LAWFUL, Pen, everything, shortest
from tests.pictures import a_picture

STORIES = 12
BODY = BodyBlock()


def found() -> Pen:
    """Make the cruel paper, and return a pen that knows its pictures."""
    home = a_paper()
    photo, file = _photo(), _file()
    pen = shortest(photo=photo.pk, file=file.pk)
    pen.fill(photo).save()
    pen.fill(file).save()
    _masthead(pen, home, photo)
    background = actions.publish(story=_story(pen, "background", body=[]))
    pen = shortest(photo=photo.pk, file=file.pk, story=background.pk)
    every = everything(photo=photo.pk, file=file.pk, story=background.pk)
    for number in range(STORIES):
        body = every.body(BODY)
        story = _story(pen, f"cruel-{number}", body=body, hero=photo, kind=_kind(number))
        if number % 2:
            story.canonical_url = ""  # a story that is our own is in the maps as well
        if story.kind == Kind.OBITUARY:
            actions.take_out_of_drawer(story=story, reason="The day has come.")
        actions.publish(story=story)
    for name, body in _whole_corpus(every).items():
        actions.publish(story=_story(pen, name, body=body))
    _front(background)
    _letters(pen)
    _desk(pen, Story.objects.get(slug="cruel-0"))
    return pen


def _kind(number: int) -> str:
    return Kind.values[number % len(Kind.values)]


def _photo() -> Photo:
    return Photo.objects.create(
        title="x", description="x", file=ContentFile(a_picture(size=(40, 30)), name="x.jpg")
    )


def _file() -> Attachment:
    return Attachment.objects.create(title="x", file=ContentFile(b"%PDF-1.4", name="x.pdf"))


def _masthead(pen: Pen, home: Any, photo: Photo) -> None:
    paper = pen.fill(Publication.load())
    profile = {"platform": pen.text(40), "url": pen.address()}
    profiles = [{"type": "profile", "value": {**profile, "url": pen.address()}} for _ in range(18)]
    paper.profiles = json.dumps(profiles)
    paper.save()
    for purpose in Policy.values:
        page = pen.fill(InformationPage(slug=purpose.lower(), purpose=purpose))
        home.add_child(instance=page)
        page.save_revision().publish()
    for slug, under in (("world", home), ("asia", None)):
        section = actions.open_section(
            parent=under or Section.objects.get(slug="world"), title=slug, slug=slug
        )
        pen.fill(section).save_revision().publish()
    for number, kind in enumerate(("staff", "agency", "team")):
        pen.fill(Author(slug=f"author-{number}", kind=kind, portrait=photo)).save()
        _elsewhere(pen, f"author-{number}")
    for kind in TopicKind.values:
        topic = pen.fill(Topic(slug=kind, kind=kind))
        topic.office = topic.office if kind == TopicKind.PERSON else ""
        topic.save()
    pen.fill(ed()).save()
    pen.fill(Collection.get_first_root_node().add_child(name="x")).save()


def _elsewhere(pen: Pen, slug: str) -> None:
    links = "\n".join(pen.address() for _ in range(18))
    Author.objects.filter(slug=slug).update(links=links)


def _story(pen: Pen, slug: str, *, body: list[Any], **fields: Any) -> Story:
    small = slug.startswith("cruel-")  # the others are too long to be in every feed
    bylines = [Byline(author=author) for author in Author.objects.all() if small]
    bylines += [pen.fill(Byline(role=role)) for role in ("by", "photographs", "data")]
    text = [{"type": "paragraph", "value": "<p>The harbour was quiet.</p>"}]
    section = Section.objects.get(slug="asia" if slug.endswith("1") else "world")
    story = pen.fill(Story(slug=slug, live=False, has_unpublished_changes=True, **fields))
    story.body = json.dumps([*text, *body])
    story.bylines = bylines
    section.add_child(instance=story)
    story.topics.set(Topic.objects.all() if small else [])
    return story


def _whole_corpus(pen: Pen) -> dict[str, list[dict[str, Any]]]:
    """Return bodies that hold every payload: as paragraphs, in a list, in cells, as labels."""
    every = len(storable())
    kinds = BODY.child_blocks
    paragraphs = [pen.block(kinds["paragraph"]) for _ in range(every)]
    charts = [
        {**pen.block(kinds["chart"], 150), "kind": kind} for kind in ("bar", "line", "column")
    ]
    return {
        "paragraphs": [{"type": "paragraph", "value": each} for each in paragraphs],
        "list": [{"type": "list", "value": pen.block(kinds["list"], every)}],
        "table": [{"type": "table", "value": pen.block(kinds["table"], 54)}],  # 54 × 54 hold all
        "sources": [{"type": "sources", "value": pen.block(kinds["sources"], 500)}],
        "charts": [{"type": "chart", "value": chart} for chart in charts],
    }


def _front(background: Story) -> None:
    for section in (None, Section.objects.get(slug="world")):
        front = Front(section=section)
        front.picks = [
            Pick(story=story, place=place)
            for story in (background, *Story.objects.filter(slug__in=["cruel-1", "table"]))
            for place in Place.values[:1]
        ]
        front.save()
        front.save_revision().publish()


def _letters(pen: Pen) -> None:
    for number in range(2):
        pen.fill(List(slug=f"list-{number}")).save()
    data = {"email": "max@example.org", "list": ["list-0", "list-1"]}
    max_reads().post("/-/newsletters/sign-up", data, HTTP_USER_AGENT=pen.text())


def _desk(pen: Pen, story: Story) -> None:
    """Leave behind what the newsroom's own work leaves: versions, remarks, a refusal."""
    somebody = ed()
    pen.fill(story).save_revision(user=somebody)
    remark = Comment.objects.create(
        page=story, user=somebody, text=pen.text(), contentpath="title", position=""
    )
    CommentReply.objects.create(comment=remark, user=somebody, text=pen.text())
    Redirect.objects.create(old_path="/old", redirect_link=LAWFUL[0], is_permanent=True)
    workflow = Workflow.objects.first()
    if workflow:
        state = workflow.start(story, somebody)
        state.current_task_state.reject(user=pru(), comment=pen.text())


def addresses() -> list[str]:
    """Return where readers find all of it, pages and feeds and what machines read."""
    lists = ["/", "/authors/", "/topics/", "/corrections/", "/newsletters/", "/nowhere/"]
    stories = Story.objects.live().order_by("pk")
    lists += [story.address for story in stories]
    year, month, day = str(stories[0].address).split("/")[1:4]  # the paper's day
    lists += [f"/{year}/{month}/", f"/{year}/{month}/{day}/"]
    sections, authors = Section.objects.live(), Author.objects.all()
    subjects = [each.url for each in (*sections, *authors, *Topic.objects.all())]
    lists += [*subjects, *(page.url for page in InformationPage.objects.live())]
    fed = ["/", sections[0].url, authors[0].url, subjects[-1]]
    return [*lists, *(f"{each}feed.{form}" for each in fed for form in ("rss", "atom", "json"))]


def session() -> str:
    """Return the key of a session in which Pru, who may see everything, is signed in."""
    browser = Client(HTTP_HOST="127.0.0.1")
    browser.force_login(pru())
    return browser.cookies["sessionid"].value


def desk() -> list[str]:
    """Return pages of the editor that show what was filled in, each with scripts of its own."""
    story, section = Story.objects.get(slug="cruel-0"), Section.objects.all()[0]
    first, last = story.revisions.earliest("pk").pk, story.revisions.latest("pk").pk
    pages = [f"{story.pk}/{part}" for part in ("edit/", "history/", "delete/", "view_draft/")]
    pages += [f"{story.pk}/revisions/compare/{first}...{last}/", f"{section.pk}/"]
    pages += [f"{story.pk}/workflow_history/", f"{section.pk}/edit/"]
    pages += ["", "search/?q=alert"]
    rooms = [f"pages/{each}" for each in pages]
    rooms += ["", "images/", f"images/{Photo.objects.all()[0].pk}/", "documents/", "users/"]
    rooms += [
        f"stories/{story.pk}/also-read/",
        f"stories/{story.pk}/previews/",
        "reports/site-history/",
        "reports/workflow/",
    ]
    rooms += ["collections/", "redirects/", "list/"]
    for model in (Author, Topic, Front):
        name = f"snippets/{model._meta.app_label}/{model._meta.model_name}"
        rooms += [f"{name}/", f"{name}/edit/{model.objects.all()[0].pk}/"]
    rooms.append(f"settings/broadsheet_masthead/publication/{Publication.load().pk}/")
    return [f"/-/desk/{room}" for room in rooms]


MACHINES = ["/sitemap.xml", "/news-sitemap.xml", "/sitemaps/pages.xml", "/robots.txt", "/trust.txt"]
MACHINES += ["/.well-known/security.txt", "/manifest.webmanifest"]
