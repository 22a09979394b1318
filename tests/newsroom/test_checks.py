"""While somebody writes, the editor hints; whoever finds it right as it is says so once."""

from __future__ import annotations

import html
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from broadsheet.newsroom import actions
from broadsheet.newsroom.actions.checks import take_offer
from broadsheet.newsroom.checks import findings
from broadsheet.newsroom.checks.days import named_days
from broadsheet.newsroom.checks.finding import Finding
from broadsheet.newsroom.checks.prose import sentences
from broadsheet.newsroom.models import Story
from broadsheet.topics.models import Topic
from tests.factories import a_draft, a_story, desk_of, ed, max_reads, pru, rosa
from tests.pictures import a_photo

pytestmark = pytest.mark.django_db

THURSDAY = date(2026, 11, 26)


def text(*paragraphs: str, **fields: Any) -> Story:
    """A draft that says this, with nothing else to be found."""
    body = [("paragraph", f"<p>{each}</p>") for each in paragraphs]
    values = {"title": "The council votes on the ferry", "standfirst": "What was decided."}
    return a_draft(**{**values, "body": body, **fields})


def found(story: Story, check: str) -> list[Finding]:
    return [each for each in findings(story) if each.check == check]


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("The council met on Wednesday.", [("Wednesday", date(2026, 11, 25))]),
        ("The council met on Thursday.", [("Thursday", THURSDAY)]),
        ("The council will meet on Wednesday.", [("Wednesday", date(2026, 12, 2))]),
        ("It is due on Thursday.", [("Thursday", THURSDAY)]),
        ("They met last Thursday.", [("last Thursday", date(2026, 11, 19))]),
        ("They meet next Thursday.", [("next Thursday", date(2026, 12, 3))]),
        ("They meet this Friday.", [("this Friday", date(2026, 11, 27))]),
        ("Yesterday the port closed.", [("Yesterday", date(2026, 11, 25))]),
        ("It opens tomorrow.", [("tomorrow", date(2026, 11, 27))]),
        ("They met on Wednesday, November 25.", []),
        ("They met on Wednesday, 25 November.", []),
        ("They met on Wednesday (Nov. 25).", []),
        ("They met on Wednesday the 25th of November.", []),
        ("They meet every Wednesday.", []),
        ("Wednesdays are quiet.", []),
        ("The band is called Fridayland.", []),
        (
            "Monday was calm, Tuesday was not.",
            [("Monday", date(2026, 11, 23)), ("Tuesday", date(2026, 11, 24))],
        ),
    ],
)
def test_a_day_without_a_date_is_found_and_dated(sentence: str, named: list[Any]) -> None:
    assert list(named_days(sentence, THURSDAY)) == named


def test_the_day_is_counted_from_the_storys_own_in_the_papers_zone() -> None:
    with time_machine.travel(datetime(2026, 11, 27, 2, tzinfo=UTC), tick=False):
        story = text("The council met on Wednesday.")
        assert [each.offer for each in found(story, "days")] == ["Wednesday, November 25"]
        public = actions.publish(story=story)
    with time_machine.travel(datetime(2027, 2, 1, tzinfo=UTC), tick=False):
        assert [each.offer for each in found(public, "days")] == ["Wednesday, November 25"]


def test_an_offer_goes_where_its_words_stand_and_nowhere_else() -> None:
    with time_machine.travel(datetime(2026, 11, 27, 2, tzinfo=UTC), tick=False):
        story = actions.publish(
            story=text(
                'On Wednesday’s, <a href="https://example.org/Wednesday">they</a> &amp; we met.',
                "It was calm on Wednesday, October 7. It was loud on Wednesday.",
            )
        )
        offer = found(story, "days")[-1]
        page = reverse("story_checks", args=[story.pk])
        told = desk_of(ed()).post(page, {"digest": offer.digest, "take": "1"}, follow=True)
        assert "The draft now says “Wednesday, November 25”." in told.content.decode()
        draft = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    assert draft.body[1].value.source == (
        "<p>It was calm on Wednesday, October 7. It was loud on Wednesday, November 25.</p>"
    )
    assert draft.body[0].value.source == story.body[0].value.source
    assert "November 25" not in max_reads().get(story.address).content.decode()
    with pytest.raises(ValidationError, match="no longer stand"):
        take_offer(story=story, finding=offer)


def test_somebody_in_office_is_named_with_it_where_the_name_first_stands() -> None:
    Topic.objects.create(
        name="Ida Brandt", slug="ida-brandt", kind="person", office="mayor of Port Alder"
    )
    bare = text("Ida Brandt opened the quay.", "The mayor of Port Alder, Ida Brandt, left.")
    (finding,) = found(bare, "offices")
    assert finding.offer == "Ida Brandt, mayor of Port Alder,"
    assert not found(text("Port Alder’s mayor, Ida Brandt, opened it. Ida Brandt left."), "offices")
    assert not found(text("Ida Brandtson opened the quay."), "offices")


def test_links_that_lead_nowhere_are_found() -> None:
    draft, public = a_draft(), a_story()
    links = {
        f'linktype="page" id="{draft.pk}"': "can’t see",
        f'linktype="page" id="{public.pk}"': "",
        'href="https://example.org/"': "",
        'href="mailto:desk@example.org"': "",
        'href="http://10.0.0.7/x"': "private network",
        'href="http://printer.local/"': "private network",
        'href="https://courier.example/-/desk/pages/7/edit/"': "into the editor",
        'href="ftp://example.org/"': "no browser",
    }
    for attributes, problem in links.items():
        says = [each.says for each in found(text(f"<a {attributes}>There</a>"), "links")]
        assert len(says) == bool(problem), attributes
        assert problem in "".join(says)


def test_a_story_that_was_corrected_since_is_told_where_it_is_leant_on() -> None:
    other = a_story("The ferry sinks")
    leaning = text(f'As <a linktype="page" id="{other.pk}">we wrote</a>.')
    beside = text("Text.", body=[("paragraph", "<p>Text.</p>"), ("also_read", {"story": other})])
    assert not found(leaning, "archive")
    Story.objects.filter(pk=other.pk).update(corrected_on=THURSDAY)
    for story in (leaning, beside):
        (finding,) = found(story, "archive")
        assert "“The ferry sinks”" in finding.says
        assert "corrected on Nov. 26, 2026" in finding.says


def test_lengths_and_pictures_are_looked_at() -> None:
    photo = a_photo("The quay", credit="", licence="Own", description="The quay")
    story = text("Text.", title="Ferry", standfirst="x" * 300, hero=photo)
    checks = [each.check for each in findings(story)]
    assert checks == ["headline", "standfirst", "credit", "alternative text"]
    assert found(text("Text.", title="x" * 120), "headline")


def test_long_sentences_and_passives_are_hints_only_where_there_are_many() -> None:
    long = " ".join(["word"] * 41)
    passive = "The quay was closed. It was slowly rebuilt. The ferry was sold."
    assert found(text(f"A {long}. Short."), "long sentences")
    assert found(text(passive), "passives")
    assert not found(text(passive, *(["They left. They came."] * 6)), "passives")
    story = text(f"A {long}. {passive}")
    assert actions.publish(story=story).live


def test_names_with_initials_end_no_sentence() -> None:
    said = "Dr. J. Vale came. “Stay,” said Mrs. Oduya. “Now!” He left… Nobody knew."
    assert sentences(said) == [
        "Dr. J. Vale came.",
        "“Stay,” said Mrs. Oduya.",
        "“Now!”",
        "He left…",
        "Nobody knew.",
    ]


def test_a_silenced_finding_stays_silent_under_its_story_until_somebody_asks() -> None:
    story, other = text("They met on Wednesday."), text("They met on Wednesday.")
    page, desk = reverse("story_checks", args=[story.pk]), desk_of(ed())
    (finding,) = found(story, "days")
    assert "Wednesday" in panel(story)
    desk.post(page, {"digest": finding.digest, "silence": "1"})
    assert finding.says not in panel(story)
    assert finding.says in panel(other)
    assert str(ed()) in desk.get(page).content.decode()
    desk.post(page, {"digest": finding.digest, "hear": "1"})
    assert finding.says in panel(story)


def test_who_may_not_edit_a_story_silences_nothing() -> None:
    story = text("They met on Wednesday.")
    (finding,) = found(story, "days")
    answer = desk_of(rosa()).post(
        reverse("story_checks", args=[story.pk]), {"digest": finding.digest, "silence": "1"}
    )
    assert answer.status_code == 302
    assert not story.silenced.exists()


def panel(story: Story) -> str:
    """Return what the checks' panel beside the form says."""
    page = desk_of(pru()).get(reverse("wagtailadmin_pages:edit", args=[story.pk]))
    said = html.unescape(page.content.decode())
    return said[said.index('id="text-checks"') : said.index("Take offers, or silence")]
