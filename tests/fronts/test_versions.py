"""What a story said before, and what readers are told of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine

from broadsheet.masthead.models import Publication
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Answer, ChangeKind, Story
from tests.factories import a_section, a_story, a_topic, max_reads

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 20, 17, tzinfo=UTC)


def page(address: str, status: int = 200) -> str:
    answer = max_reads().get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def setting(**values: str) -> None:
    paper = Publication.load()
    for name, value in values.items():
        setattr(paper, name, value)
    paper.save()


def changed(story: Story, words: str, kind: ChangeKind, text: str = "", wrong: str = "") -> Story:
    story.body = [("paragraph", f"<p>{words}</p>")]
    return actions.publish(story=story, change=Answer(kind=kind, text=text, wrong=wrong))


def a_corrected_story(**fields: Any) -> Story:
    """A story of three versions: a correction, then a typo."""
    fields.setdefault("slug", "boats")
    story = a_story("Calm at sea", body=[("paragraph", "<p>It hit 14 boats.</p>")], **fields)
    story = changed(story, "It hit 40 boots.", ChangeKind.CORRECTION, "It was <40>.", "14 & more")
    return changed(story, "It hit 40 boats.", ChangeKind.TYPO)


def test_each_version_is_at_its_own_address_with_what_the_next_one_changed() -> None:
    story = a_corrected_story()
    first = page(f"{story.address}versions/1/")
    assert "It hit <del>14 boats</del><ins>40 boots</ins>." in first
    assert "It was &lt;40&gt;." in first
    assert '<meta name="robots" content="noindex">' in first
    assert f'<a rel="next" href="{story.address}versions/2/">' in first
    second = page(f"{story.address}versions/2/")
    assert "It hit 40 <del>boots</del><ins>boats</ins>." in second
    assert "It was" not in second
    last = page(f"{story.address}versions/3/")
    assert "This is what the story says now." in last
    assert "<del>" not in last
    page(f"{story.address}versions/4/", 404)


def test_a_story_leads_to_its_versions_and_one_that_never_changed_has_none() -> None:
    story, quiet = a_corrected_story(), a_story()
    assert f"{story.address}versions/3/" in page(story.address)
    assert "versions/" not in page(quiet.address)
    page(f"{quiet.address}versions/1/", 404)


def test_a_paper_can_keep_versions_to_what_it_corrected() -> None:
    corrected = a_corrected_story()
    updated = changed(a_story(), "It hit 15 boats.", ChangeKind.UPDATE, "There is news.")
    page(f"{updated.address}versions/1/")
    setting(show_versions="corrected")
    page(f"{corrected.address}versions/1/")
    page(f"{updated.address}versions/1/", 404)
    assert "versions/" not in page(updated.address)


def test_versions_go_where_their_story_goes() -> None:
    story = a_corrected_story()
    before = story.address
    actions.change_address(story=story, address="/2026/moved/")
    answer = max_reads().get(f"{before}versions/1/")
    assert (answer.status_code, answer["Location"]) == (301, "/2026/moved/versions/1/")
    page("/2026/moved/versions/1/")
    page(f"{before}versions/9/", 404)
    actions.withdraw(story=Story.objects.get(pk=story.pk))
    for address in ("/2026/moved/versions/1/", f"{before}versions/1/"):
        assert "It hit" not in page(address, 410)
    page("/2026/moved/versions/9/", 404)


def test_a_version_can_only_be_read() -> None:
    story = a_corrected_story()
    assert max_reads().post(f"{story.address}versions/1/").status_code == 405


def test_a_note_stands_where_the_paper_wants_it() -> None:
    story = changed(a_corrected_story(), "It hit 41 boats.", ChangeKind.UPDATE, "One more.")
    prose = '<div class="prose">'

    def above(words: str) -> bool:
        html = page(story.address)
        assert words in html
        return html.index(words) < html.index(prose)

    assert (above("It was &lt;40&gt;."), above("One more.")) == (True, False)
    setting(corrections_stand="foot", updates_stand="top")
    assert (above("It was &lt;40&gt;."), above("One more.")) == (False, True)
    actions.issue_correction(story=story, kind=ChangeKind.RETRACTION, text="Made up.")
    assert above("Made up.")


def test_a_note_says_what_was_wrong_and_leads_to_passage_and_versions() -> None:
    html = page(a_corrected_story().address)
    assert "An earlier version said: <q>14 &amp; more</q>" in " ".join(html.split())
    assert "#:~:text=It%20hit%2040%20boots." in html
    assert "boats/versions/1/" in html


def test_a_typo_and_a_lesser_change_do_not_say_updated() -> None:
    with time_machine.travel(NOON, tick=False) as now:
        story = a_story(body=[("paragraph", "<p>It hit 14 boats.</p>")])
        now.move_to(NOON.replace(hour=19))
        story = changed(story, "It hit 14 boots.", ChangeKind.TYPO)
        assert "Updated" not in page(story.address)
        now.move_to(NOON.replace(hour=20))
        story = changed(story, "It hit 15 boots.", ChangeKind.UPDATE)
        assert "2026-11-20T15:00:00-05:00" in page(story.address)


def test_corrections_are_listed_whether_in_the_text_or_told_of_a_change() -> None:
    note = {"kind": "correction", "date": datetime(2026, 1, 5).date(), "text": "<p>In it.</p>"}
    story = a_story("Both", body=[("correction", note), ("paragraph", "<p>It was 14.</p>")])
    actions.issue_correction(story=story, kind=ChangeKind.CLARIFICATION, text="Told of it.")
    html = page("/corrections/")
    assert html.index("Told of it.") < html.index("In it.")
    assert "Both" in html
    actions.withdraw(story=Story.objects.get(pk=story.pk))
    assert "Told of it." not in page("/corrections/")


def test_a_retracted_story_says_so_wherever_it_is_named_and_keeps_its_address() -> None:
    a_section()
    story = a_story("Calm at sea", topics=[a_topic()], seo_title="Calm")
    actions.issue_correction(story=story, kind=ChangeKind.RETRACTION, text="It was made up.")
    assert "It was made up." in page(story.address)
    author = story.bylines.get().author.url
    day = str(story.address)[:12]
    named = ("/", "/world/", author, "/topics/shipping/", day, day[:9], "/feed.rss", "/feed.json")
    for address in (*named, "/corrections/", "/corrections/feed.atom", "/-/search?q=calm"):
        assert "Retracted: Calm at sea" in page(address), address
    assert "<title>Retracted: Calm at sea" in page(story.address)
    assert "Calm" not in page("/news-sitemap.xml")
