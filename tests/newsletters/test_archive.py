"""Each number that went out has its page in the paper; nobody's links are on it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from broadsheet.lib import clock
from broadsheet.newsletters import keys, pages
from broadsheet.newsletters.models import List, Number
from broadsheet.newsletters.rendering import freeze
from broadsheet.newsroom import actions
from broadsheet.photos.renditions import print_renditions
from broadsheet.press import catalogue
from broadsheet.press.models import Note
from broadsheet.press.recorder import recording
from tests.factories import a_story, an_update, max_reads
from tests.newsletters.composing import a_letter, a_text, carrying, seen
from tests.newsletters.mailbox import a_list
from tests.pictures import a_photo

pytestmark = pytest.mark.django_db

TIDE = "/newsletters/the-morning-tide/"


def gone_out(*body: Any, ordinal: int = 1, at: datetime | None = None, **fields: Any) -> Number:
    """A number that went out, with its letter frozen."""
    moment = at or clock.now()
    corrects = fields.pop("corrects", None)
    letter = a_letter(*(body or [a_text("Ahoy.")]), **fields)
    number = letter.number
    number.state, number.ordinal, number.corrects = "sending", ordinal, corrects
    number.started_at = number.finished_at = moment
    number.save()
    for each in number.letters.all():
        freeze(each)
    return number


def page(path: str) -> str:
    response = max_reads().get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def article(html: str) -> str:
    """What a number's page says, without the paper around it."""
    return html[html.index('<article class="number"') : html.rindex("</article>")]


def test_a_number_is_read_in_the_paper_as_it_went_out_and_its_list_names_it() -> None:
    photo = a_photo(size=(500, 300))
    print_renditions(photo=photo)
    story = a_story("The harbour opens", standfirst="After nine weeks.", hero=photo)
    assert max_reads().get(TIDE).status_code == 404
    assert TIDE not in page("/newsletters/")
    gone_out(
        a_text("Ahoy &lt;b&gt; {leave}."),
        carrying(story, size="lead"),
        carrying(story, headline="Boats again"),
        carrying(story, size="line"),
        ("heading", "The city"),
        ("notice", {"title": "Come", "text": "<p>On Tuesday.</p>"}),
        ("divider", None),
        ("picture", {"photo": photo, "caption": "Before dawn", "alt": "Three boats"}),
        preheader="It opens.",
    )
    html = page(f"{TIDE}1/")
    for words in ("Nine weeks later", "The Morning Tide", "Number 1", "Ahoy <b> {leave}.",
                  "The harbour opens", "Boats again", "On Tuesday.", "Before dawn"):  # fmt: skip
        assert words in seen(html), words
    assert 'alt="Three boats"' in html
    for personal in ("{preferences}", "/-/newsletters/leave", "{leave}</a>"):
        assert personal not in html
    assert "Nine weeks later" in page(TIDE)
    assert f'href="{TIDE}1/"' in page(TIDE)
    assert f'href="{TIDE}"' in page("/newsletters/")
    actions.publish(story=_changed(story), change=an_update())
    assert article(page(f"{TIDE}1/")) == article(html)
    actions.withdraw(story=story)
    assert "harbour opens" not in page(f"{TIDE}1/")
    assert "was taken off" in page(f"{TIDE}1/")


def _changed(story: Any) -> Any:
    story.title, story.standfirst = "The harbour stays shut", "For nine weeks more."
    return story


def test_drafts_and_what_waits_are_nowhere() -> None:
    letter = a_letter(a_text("Not yet."))
    number = letter.number
    number.state, number.due = "held", clock.now()
    number.save()
    assert not Note.objects.filter(cause__contains="Morning Tide (").exists()
    for path in (TIDE, f"{TIDE}1/", number.path, f"{TIDE}years/2026/"):
        assert max_reads().get(path).status_code == 404, path
    assert not [path for path in pages.every() if path != pages.LANDING]


def test_a_list_kept_out_of_the_archive_is_read_only_by_who_has_the_mail() -> None:
    quiet = a_list("For members", in_archive=False)
    number = gone_out(on=quiet)
    assert number.key.hex in number.path
    assert number.path in number.letters.get().html
    assert "noindex" in page(number.path)
    for path in ("/newsletters/for-members/", "/newsletters/for-members/1/"):
        assert max_reads().get(path).status_code == 404
    assert "/newsletters/for-members/" not in page("/newsletters/")
    List.objects.update(in_archive=True)
    moved = max_reads().get(number.path)
    assert (moved.status_code, moved["Location"]) == (301, "/newsletters/for-members/1/")
    for wrong in ("0" * 32, "2", "1/xx"):
        assert max_reads().get(f"/newsletters/for-members/{wrong}/").status_code == 404


def test_a_number_that_was_corrected_says_so_and_so_does_the_one_that_corrects() -> None:
    first = gone_out()
    before = page(f"{TIDE}1/")
    assert "puts it right" not in before
    Note.objects.all().delete()
    gone_out(ordinal=2, corrects=first)
    noted = {key for note in Note.objects.all() for key in note.keys}
    assert {keys.number(first.pk), keys.numbers(first.list_id)} <= noted
    assert f'<a href="{TIDE}2/">Number 2 puts it right' in page(f"{TIDE}1/")
    assert f'<a href="{TIDE}1/">Number 1, as it went out' in page(f"{TIDE}2/")


def test_a_new_number_makes_only_its_list_s_pages_stale_and_not_the_older_numbers() -> None:
    first = gone_out()
    with recording() as reads:
        page(f"{TIDE}1/")
    with recording() as of_the_list:
        page(TIDE)
    assert keys.number(first.pk) in reads.keys
    assert keys.numbers(first.list_id) not in reads.keys
    assert keys.numbers(first.list_id) in of_the_list.keys


def test_each_language_has_its_page_and_the_papers_is_first() -> None:
    number = a_letter(a_text("Moin."), language="de", subject="Neun Wochen").number
    gone_out(a_text("Ahoy."), number=number)
    assert "Ahoy." in page(f"{TIDE}1/")
    assert "Moin." in page(f"{TIDE}1/de/")
    assert f'href="{TIDE}1/de/"' in page(f"{TIDE}1/")


def test_the_press_knows_every_page_of_the_archive() -> None:
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    for ordinal in range(1, 4):
        gone_out(ordinal=ordinal, at=now - timedelta(days=365 * (3 - ordinal)))
    every = set(catalogue.every())
    assert {TIDE, *(f"{TIDE}{n}/" for n in (1, 2, 3)), f"{TIDE}years/2024/"} <= every
    number = Number.objects.get(ordinal=3)
    assert f"{TIDE}3/" in pages.born([keys.number(number.pk)])
    assert TIDE in pages.born([keys.numbers(number.list_id)])
    assert "Number 1" in page(f"{TIDE}years/2024/")
    assert "Number 3" not in page(f"{TIDE}years/2024/")
    assert page(TIDE).index("Number 3") < page(TIDE).index("Number 1")
    for path in every:
        if path.startswith("/newsletters/"):
            assert max_reads().get(path).status_code in {200, 301}, path


def test_a_slug_that_stands_in_mails_stays() -> None:
    gone_out()
    tide = a_list()
    tide.slug = "tide"
    with pytest.raises(Exception, match="it stays"):
        tide.full_clean()
