"""An editor composes a number, looks at it, tries it on the staff; what went on stays as it is."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from broadsheet.lib import clock
from broadsheet.newsletters.actions import send_test
from broadsheet.newsletters.models import FrozenError, Letter, Number, OutgoingMail, Subscription
from broadsheet.newsletters.rendering import freeze
from broadsheet.staff.models import User
from tests.factories import a_draft, a_story, ada, desk_of, ed, rosa
from tests.newsletters.composing import a_letter, a_text, carrying, seen
from tests.newsletters.mailbox import a_list, join, letters

pytestmark = pytest.mark.django_db

DESK = "/-/desk/number"


def form(*letters: dict[str, Any], on: Any = None, **fields: Any) -> dict[str, Any]:
    initial = sum("id" in each for each in letters)
    return nested_form_data(
        {
            "list": (on or a_list()).pk,
            "letters": inline_formset([{**each, "DELETE": ""} for each in letters], initial),
            **fields,
        }
    )


def typed(*blocks: tuple[str, Any], language: str = "en", **fields: Any) -> dict[str, Any]:
    values = {"subject": "Good morning", "preheader": "", "language": language, **fields}
    return {**values, "body": streamfield(list(blocks))}


def paragraph(words: str) -> tuple[str, str]:
    return ("text", rich_text(f"<p>{words}</p>"))


def told(story: Any) -> tuple[str, dict[str, Any]]:
    return ("story", {"story": story.pk, "size": "lead", "headline": "", "standfirst": ""})


def test_from_a_blank_form_to_a_test_in_the_letter_box(settings: Any) -> None:
    story = a_story("The harbour opens", standfirst="After nine weeks.")
    desk = desk_of(ada())
    assert b"Add number" in desk.get(f"{DESK}/").content
    assert b'value="en"' in desk.get(f"{DESK}/new/").content
    response = desk.post(
        f"{DESK}/new/",
        form(typed(paragraph("Ahoy."), told(story)), typed(paragraph("Moin."), language="de")),
    )
    number = Number.objects.get()
    assert response["Location"] == f"{DESK}/look/{number.pk}/"
    assert number.created_by == ada()
    page = desk.get(response["Location"]).content.decode()
    english, german = number.letters.all()
    for screen in ("phone", "phone-dark", "desk"):
        assert f"{DESK}/look/{number.pk}/{english.pk}/{screen}/" in page
    assert "World: The harbour opens" in page
    assert "Moin." in desk.get(f"{response['Location']}?letter={german.pk}").content.decode()
    light, dark = (
        desk.get(f"{DESK}/look/{number.pk}/{english.pk}/{screen}/")
        for screen in ("phone", "phone-dark")
    )
    assert "Ahoy. " in seen(light.content.decode())
    assert "@media not all {" in light.content.decode()
    assert "@media all {" in dark.content.decode()
    assert "default-src 'none'" in light["Content-Security-Policy"]
    assert "sandbox" in light["Content-Security-Policy"]
    assert "allow-scripts" not in light["Content-Security-Policy"]

    desk.post(response["Location"], {"to": "ada@example.org, ed@example.org"})
    assert not OutgoingMail.objects.exists()  # Ed doesn't work here yet
    ed()
    desk.post(response["Location"], {"to": "ada@example.org, ED@example.org"})
    assert [each.to for each in letters()] == [["ada@example.org"], ["ed@example.org"]]
    assert mail.outbox[0].subject == "[Test] Good morning"
    assert "harbour opens" in mail.outbox[0].body
    assert "The harbour opens" in seen(mail.outbox[0].alternatives[0].content)


def test_a_test_goes_to_nobody_but_the_staff_and_to_no_list() -> None:
    join("max@example.org")
    letter = a_letter(a_text("Not yet {secret}."))
    desk, page = desk_of(ada()), f"{DESK}/look/{letter.number_id}/"
    before = OutgoingMail.objects.count()
    for names, said in (
        ("max@example.org", "isn’t the address of anybody on the staff"),
        ("the-morning-tide", "isn’t an e-mail address"),
        (", ".join(f"ada{each}@example.org" for each in range(6)), "at most 5"),
        (" , ", "at least one"),
        ("ada@example.org, max@example.org", "Nothing was sent"),
        ("ada@example.org\r\nBcc: max@example.org", "isn’t"),
    ):
        assert said in desk.post(page, {"to": names}).content.decode(), names
    User.objects.filter(email="ada@example.org").update(is_active=False)
    with pytest.raises(Exception, match="anybody on the staff"):
        send_test(letter=letter, to=["ada@example.org"])
    assert OutgoingMail.objects.count() == before
    User.objects.filter(email="ada@example.org").update(is_active=True)
    send_test(letter=letter, to=["ada@example.org"])
    assert "{secret}" in letters()[-1].body.replace("\u2060", "")
    assert Subscription.objects.count() == 1


def test_what_cannot_go_out_is_said_and_not_shown() -> None:
    letter = a_letter(a_text("Ahoy."), carrying(a_draft("Secret takeover")))
    desk = desk_of(ada())
    page = desk.get(f"{DESK}/look/{letter.number_id}/").content.decode()
    assert "Block 2 is a story that readers can’t see" in page
    assert "takeover" not in page
    refused = desk.post(f"{DESK}/look/{letter.number_id}/", {"to": "ada@example.org"})
    assert "Block 2" in refused.content.decode()
    assert not OutgoingMail.objects.exists()


def test_two_editors_of_one_number_do_not_write_over_each_other() -> None:
    letter = a_letter(a_text("Ahoy."))
    edit = f"{DESK}/edit/{letter.number_id}/"
    first, second = desk_of(ada()), desk_of(ed())
    opened = re.search(r'name="based_on" value="(\d+)"', first.get(edit).content.decode())
    assert opened
    mine = form(typed(paragraph("Ahoy all."), id=letter.pk), based_on=opened[1])
    theirs = form(typed(paragraph("Ahoy you."), id=letter.pk), based_on=opened[1])
    assert first.post(edit, mine).status_code == 302
    refused = second.post(edit, theirs)
    assert "Somebody else saved this number" in refused.content.decode()
    assert "Ahoy you." in refused.content.decode()
    assert "all" in str(Letter.objects.get().body)
    assert second.post(edit, form(typed(paragraph("X"), id=letter.pk))).status_code == 200


def test_what_is_on_its_way_is_only_looked_at() -> None:
    letter = a_letter(a_text("Ahoy."))
    Number.objects.update(state="held", due=clock.now())
    desk, number = desk_of(ada()), letter.number_id
    frozen = Letter.objects.get()
    with pytest.raises(FrozenError):
        frozen.save()
    for address in (f"edit/{number}/", f"delete/{number}/"):
        for ask in (desk.get, desk.post):
            response = ask(f"{DESK}/{address}", form(typed(paragraph("Other"), id=letter.pk)))
            assert response["Location"] == f"{DESK}/look/{number}/"
    freeze(frozen)
    page = desk.get(f"{DESK}/look/{number}/").content.decode()
    assert "Ahoy." in page
    assert f"{DESK}/edit/" not in page
    assert "Ahoy." in desk.get(f"{DESK}/look/{number}/{letter.pk}/phone/").content.decode()


def test_a_draft_can_be_thrown_away() -> None:
    letter = a_letter(a_text("Ahoy."))
    desk = desk_of(ada())
    desk.post(f"{DESK}/delete/{letter.number_id}/")
    assert not Number.objects.exists()


def test_a_language_that_is_none_is_refused_with_words() -> None:
    response = desk_of(ada()).post(f"{DESK}/new/", form(typed(language='"><script>')))
    assert "There is no language" in response.content.decode()
    assert not Number.objects.exists()


@pytest.mark.parametrize("who", [rosa, None])
def test_numbers_are_no_business_of_reporters_and_readers(who: Any) -> None:
    letter = a_letter(a_text("Ahoy."))
    browser = desk_of(who()) if who else Client(HTTP_HOST="127.0.0.1")
    for address in ("", "new/", f"edit/{letter.number_id}/", f"look/{letter.number_id}/",
                    f"look/{letter.number_id}/{letter.pk}/phone/"):  # fmt: skip
        for ask in (browser.get, browser.post):
            response = ask(f"{DESK}/{address}")
            assert response.status_code in {302, 403, 405}, address
            assert b"Ahoy" not in response.content
