"""A letter is shown alike by every mail program, whole, and says what its editor wrote."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from broadsheet.lib import clock
from broadsheet.masthead.models import Publication
from broadsheet.newsletters.models import FrozenError, Letter
from broadsheet.newsletters.rendering import LEAVE, PREFERENCES, Unready, draw, fill, freeze
from broadsheet.newsletters.rendering.colours import _channels, contrast, readable
from broadsheet.newsletters.rendering.sizes import MOST
from broadsheet.newsroom import actions
from broadsheet.photos.renditions import print_renditions
from tests.factories import a_draft, a_paper, a_story, an_update
from tests.newsletters.composing import a_letter, a_text, carrying, seen
from tests.pictures import a_photo

pytestmark = pytest.mark.django_db

URL = "http://127.0.0.1:8000"


def test_a_letter_of_every_block_is_made_of_what_mail_programs_know() -> None:
    a_paper()
    paper = Publication.load()
    paper.address, paper.email = "1 Quay Street\nNew York", "desk@courier.example"
    paper.save()
    photo = a_photo(size=(500, 300))
    print_renditions(photo=photo)
    first = a_story("The harbour opens", standfirst="After nine weeks.", hero=photo)
    letter = a_letter(
        a_text(f'Good morning. <a linktype="page" id="{first.pk}">It opens</a>, <b>today</b>.'),
        carrying(first, size="lead"),
        ("heading", "The city"),
        carrying(first, headline="Boats again", standfirst="They are back."),
        carrying(first, size="line", headline="Boats at last"),
        ("notice", {"title": "Come and see us", "text": "<p>On Tuesday.</p>"}),
        ("divider", None),
        ("picture", {"photo": photo, "caption": "Before dawn", "alt": "Three boats"}),
        preheader="It opens today.",
    )
    drawn = draw(letter)
    html = BeautifulSoup(drawn.html, "html.parser")
    assert [table["role"] for table in html.find_all("table")] == ["presentation"] * len(
        html.find_all("table")
    )
    assert (html.find("html")["lang"], html.find("html")["dir"]) == ("en", "ltr")
    for words in ("The harbour opens", "After nine weeks.", "Boats again", "They are back.",
                  "Come and see us", "Before dawn", "1 Quay Street", "desk@courier.example",
                  "View in browser"):  # fmt: skip
        assert words in seen(drawn.html), words
    assert html.select_one(".unseen").get_text().startswith("It opens today.")
    pictures = html.find_all("img")
    assert [each["alt"] for each in pictures] == ["Boats at a quay"] * 2 + ["Three boats"]
    assert all(each["src"].startswith(f"{URL}/media/renditions/") for each in pictures)
    assert all(int(each["width"]) <= 552 and each["height"] for each in pictures)
    assert pictures[1]["src"].count("fill-480x320")
    links = {each["href"] for each in html.find_all("a")}
    assert f"{URL}{first.address}" in links
    assert {LEAVE, PREFERENCES} < links
    assert all(re.match(r"https?://|mailto:|\{\w+\}$", link) for link in links)
    assert not html.find_all(["script", "link", "form", "iframe", "svg"])
    assert all(each.get("style") for each in html.find_all(["td", "h1", "h2"]) if each.get("class"))
    assert "prefers-color-scheme" in str(html.style)
    assert len(drawn.html) < 20_000


def test_a_letter_carries_no_story_that_readers_cannot_see() -> None:
    waiting = a_draft("Secret takeover", embargoed_until=clock.now() + timedelta(hours=3))
    letter = a_letter(a_text("Good morning."), carrying(waiting), carrying(a_draft("Half-written")))
    with pytest.raises(Unready) as refused:
        draw(letter)
    assert len(refused.value.messages) == 2
    assert "Block 2 is a story that readers can’t see" in refused.value.messages[0]
    assert "takeover" not in str(refused.value)
    gone = a_story("Here and gone")
    letter = a_letter(carrying(gone))
    assert "Here and gone" in draw(letter).html
    actions.withdraw(story=gone)
    with pytest.raises(Unready):
        draw(letter)


def test_what_looks_like_a_mark_or_a_template_stays_what_was_written() -> None:
    wrote = "{leave} {preferences} {{ settings.SECRET_KEY }} {% now 'Y' %} ${x} %(x)s <b>"
    story = a_story(wrote, standfirst=wrote)
    escaped = wrote.replace("<", "&lt;")
    letter = a_letter(a_text(escaped), carrying(story), ("heading", wrote), subject=wrote,
                      preheader=wrote)  # fmt: skip
    drawn = draw(letter)
    assert seen(drawn.html).count(wrote) == 4
    html, text = fill(
        html=drawn.html, text=drawn.text, leave=f"{URL}/-/l?a=1&b=2", preferences=f"{URL}/-/p"
    )
    assert seen(html).count(wrote) == 4
    assert html.count(f'href="{URL}/-/l?a=1&amp;b=2"') == 1
    assert text.count(f"{URL}/-/l?a=1&b=2") == text.count(f"{URL}/-/p") == 1
    assert text.replace("\u2060", "").replace("\n", " ").count(wrote) == 4


def test_a_letter_too_long_for_gmail_says_less_of_its_last_stories_or_is_refused() -> None:
    story = a_story("The harbour opens", standfirst="After nine weeks. " * 20)
    drawn = draw(a_letter(*[carrying(story)] * 80))
    assert MOST - 3_000 < len(drawn.html.encode()) <= MOST
    sizes = [part.size for part in drawn.parts]
    assert sizes == sorted(sizes, reverse=True)
    assert {"row", "line"} == set(sizes)
    with pytest.raises(Unready, match=r"too long: 1\d\d KB"):
        draw(a_letter(*[a_text("word " * 400)] * 60))


def test_a_letter_in_arabic_runs_from_right_to_left() -> None:
    drawn = draw(a_letter(carrying(a_story("ميناء")), language="ar", subject="صباح"))
    html = BeautifulSoup(drawn.html, "html.parser")
    assert (html.find("html")["lang"], html.find("html")["dir"]) == ("ar", "rtl")


@pytest.mark.parametrize("colour", ["#ffff00", "#000000", "#8c2318", "#00ff99", "#777777"])
@pytest.mark.parametrize("ground", ["#ffffff", "#161512"])
def test_whatever_a_papers_colour_is_its_letters_can_be_read(colour: str, ground: str) -> None:
    assert contrast(_channels(readable(colour, on=ground)), _channels(ground)) >= 4.5


def test_a_frozen_letter_changes_for_nobody() -> None:
    story = a_story("The harbour opens")
    letter = a_letter(carrying(story))
    freeze(letter)
    kept = Letter.objects.get(pk=letter.pk)
    story.title = "The harbour stays shut"
    actions.publish(story=story, change=an_update())
    assert "harbour opens" in kept.html
    assert kept.parts[0]["title"] == "The harbour opens"
    kept.subject = "Something else"
    for change in (
        kept.save,
        kept.delete,
        lambda: freeze(kept),
        lambda: Letter.objects.filter(pk=kept.pk).update(html="", text=""),
        lambda: Letter.objects.bulk_update([kept], ["subject"]),
    ):
        with pytest.raises(FrozenError):
            change()
    assert Letter.objects.get().subject == "Nine weeks later"
    assert (Letter.objects.get().html, Letter.objects.get().text) == (letter.html, letter.text)


def test_a_letter_that_lacks_something_says_what() -> None:
    bare, unmade = a_photo(description=""), a_photo()
    print_renditions(photo=bare)
    letter = a_letter(("picture", {"photo": bare}), ("picture", {"photo": unmade}), subject=" ")
    with pytest.raises(Unready) as refused:
        draw(letter)
    assert [words.split(":")[0][:60] for words in refused.value.messages] == [
        "The picture in block 1 has no alternative text. Write one.",
        "The picture in block 2 is still being made ready",
        "The letter has no subject.",
    ]
    with pytest.raises(Unready, match="nothing in the letter"):
        draw(a_letter())
