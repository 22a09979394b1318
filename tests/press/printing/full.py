"""A paper in which there is one of everything that pages show."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from wagtail.contrib.redirects.models import Redirect

from broadsheet.fronts.actions import arrange, note_weather
from broadsheet.fronts.models import Place
from broadsheet.fronts.weather.state import WeatherState
from broadsheet.lib import clock
from broadsheet.masthead.models import InformationPage, Policy, Publication
from broadsheet.newsletters.actions import open_list
from broadsheet.newsroom import actions
from broadsheet.newsroom.live import actions as live
from broadsheet.newsroom.models import Answer, Byline, ChangeKind, Story
from broadsheet.photos.models import Attachment
from broadsheet.photos.tasks import print_new_pictures
from tests.factories import a_draft, a_paper, a_section, a_story, a_topic, an_author, an_entry
from tests.pictures import a_photo


def a_full_paper() -> Story:
    """Return the story that shows everything, in a paper that has everything."""
    home = a_paper()
    for purpose in (Policy.ABOUT, Policy.CONTACT):
        title = str(purpose.label)
        page = InformationPage(title=title, slug=purpose.value, purpose=purpose, owner=None)
        home.add_child(instance=page)
    paper = Publication.load()
    paper.logo, paper.email, paper.tagline = a_photo("Logo"), "desk@example.org", "By the sea"
    paper.save()
    open_list(name="Morning", slug="morning")
    note_weather(state=WeatherState(celsius=4.0, observed_at=clock.now()))
    business = a_section("Business")
    others = [a_story(section=a_section("Markets", under=business), hero=a_photo())]
    others += [a_story(section=a_section("World"), topics=[a_topic()]) for _ in range(8)]
    story = a_story("Everything", **_everything(others[0]))
    for section in (None, business):
        arrange(section=section, picks={Place.FRONT: others[:2], Place.DONT_MISS: others[-2:]})
    actions.withdraw(story=others[3])
    actions.change_address(story=others[4], address="/2026/elsewhere/")
    amend(others[5])
    cover(others[6])
    Redirect.objects.create(old_path="/old", redirect_page=business)
    a_draft("Nobody knows")
    print_new_pictures()
    return story


def cover(story: Story) -> None:
    """Cover a story live: with a key moment, a picture, a correction, what was taken back."""
    Story.objects.filter(pk=story.pk).update(kind="live")
    story.refresh_from_db()
    live.open_coverage(story=story, by=None)
    picture = [("picture", {"photo": a_photo(), "caption": "", "alt": ""})]
    an_entry(story, body=picture, headline="Away", is_key=True, authors=[an_author()])
    live.take_back(entry=an_entry(story), by=None)
    an_entry(story, publish_it=False)


def amend(story: Story) -> None:
    """Change a story twice: it has three versions, and notes of every kind."""
    for number, kind in enumerate((ChangeKind.CORRECTION, ChangeKind.UPDATE), start=1):
        story.body = [("paragraph", f"<p>There were {number + 1} boats.</p>")]
        said = Answer(kind=kind, text=f"It was {number}.", wrong=f"{number} boats")
        story = actions.publish(story=story, change=said)
    for kind in (ChangeKind.CLARIFICATION, ChangeKind.RETRACTION):
        actions.issue_correction(story=story, kind=kind, text="We could not stand by it.")
    story.refresh_from_db()
    actions.change_address(story=story, address="/2026/amended/")


def _everything(other: Story) -> dict[str, Any]:
    """Return the fields of a story that shows whatever a story can."""
    photo = a_photo("In the text")
    file = Attachment.objects.create(title="Sound", file=ContentFile(b"ID3", name="sound.mp3"))
    link = f'<p>See <a linktype="page" id="{other.pk}">this</a> and <b>that</b>.</p>'
    document = f'<p>Or <a linktype="document" id="{file.pk}">hear</a>.</p>'
    picture = {"photo": photo, "alt": "", "caption": "A quay"}
    author = an_author("Rosa Vance", portrait=a_photo("Portrait"), life="She writes.")
    note = {"kind": "correction", "date": date(2026, 11, 1), "text": "<p>Four, not five.</p>"}
    return {
        "section": other.section,
        "hero": a_photo("Hero"),
        "social_image": a_photo("Social"),
        "topics": [a_topic(), a_topic("Lisbon", "place")],
        "bylines": [Byline(author=author), Byline(name="Guest", role="data")],
        "body": [
            ("paragraph", link + document),
            ("picture", picture),
            ("gallery", {"title": "", "pictures": [{"photo": photo, "caption": ""}]}),
            ("also_read", {"story": other, "text": ""}),
            ("audio", {"file": file, "title": "Hear", "transcript": ""}),
            ("video", {"file": file, "poster": photo, "captions": None, "caption": ""}),
            ("document", {"file": file, "title": "The file", "description": ""}),
            ("correction", note),
            ("sources", {"items": [{"text": "The port", "url": "https://example.org/"}]}),
        ],
    }
