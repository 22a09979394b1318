"""A reader changes their address, carries off what we know about them, and is forgotten."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core import mail

from broadsheet.newsletters import queries
from broadsheet.newsletters.addresses import keyed_digest
from broadsheet.newsletters.models import (
    AddressChange,
    Allowance,
    Consent,
    Forgotten,
    OutgoingMail,
    Reader,
    Send,
    Subscription,
)
from tests.factories import max_reads
from tests.newsletters.mailbox import a_list, join, letters, link_in, sign_up
from tests.newsletters.test_preferences import fresh_page, own_page
from tests.newsletters.test_recipients import sent

pytestmark = pytest.mark.django_db

EMAIL, NEW = "max@example.org", "max@new.example"


def ask_to_move(email: str = NEW) -> dict[str, str]:
    """Ask on the reader's page; return the link that each letter box got."""
    answer = max_reads().post(f"{fresh_page()}/address", {"email": email})
    assert answer.status_code == 200
    assert "Look in both letter boxes" in answer.content.decode()
    return {letter.to[0]: link_in(letter, "address") for letter in letters()}


def agree(link: str) -> str:
    response = max_reads().post(link)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("first", [EMAIL, NEW])
def test_an_address_changes_when_both_letter_boxes_said_yes_and_not_before(first: str) -> None:
    join(EMAIL)
    links = ask_to_move()
    second = ({EMAIL, NEW} - {first}).pop()
    for _time in range(2):
        assert "one is missing" in agree(links[first])
    assert Reader.objects.get().email == EMAIL
    assert NEW in max_reads().get(links[second]).content.decode()
    assert "from now on" in agree(links[second])
    assert [place.reader.email for place in queries.recipients(a_list())] == [NEW]
    moved = Consent.objects.get(act="moved")
    assert moved.wording == f"Yes, write to {NEW} from now on"
    assert max_reads().post(links[first]).status_code == 404
    assert Forgotten.objects.get().digest == keyed_digest(EMAIL)
    assert not OutgoingMail.objects.filter(to=EMAIL).exists()


def test_the_letter_to_the_new_box_says_nothing_of_the_old_address() -> None:
    join(EMAIL)
    ask_to_move()
    to_old, to_new = sorted(mail.outbox[-2:], key=lambda letter: letter.to != [EMAIL])
    assert NEW in to_old.body
    assert EMAIL not in to_new.body


def test_a_wish_is_replaced_by_the_next_one_and_nonsense_is_shown_again() -> None:
    join(EMAIL)
    links = ask_to_move()
    Allowance.objects.all().delete()
    ask_to_move("other@example.org")
    assert max_reads().post(links[NEW]).status_code == 404
    assert AddressChange.objects.count() == 1
    page = max_reads().post(f"{fresh_page()}/address", {"email": "no@sense"})
    assert (page.status_code, 'value="no@sense"' in page.content.decode()) == (422, True)


def test_an_address_that_reads_us_already_is_not_taken_over_and_nobody_else_learns_of_it() -> None:
    join(EMAIL)
    join(NEW, a_list("Weekend Books"))
    links = ask_to_move()
    for link in links.values():
        answer = max_reads().post(link)
        assert answer.status_code == 409
        assert "on our lists already" in answer.content.decode()
    assert set(Reader.objects.values_list("email", flat=True)) == {EMAIL, NEW}


def data_of(email: str) -> dict[str, Any]:
    response = max_reads().post(f"{fresh_page(email)}/download")
    assert response["Content-Disposition"] == 'attachment; filename="my-data.json"'
    return json.loads(response.content)


def test_a_reader_gets_every_row_that_bears_on_them_and_no_others() -> None:
    join("other@example.org")
    join(EMAIL)
    sent(Subscription.objects.get(reader__email=EMAIL), state="delivered")
    ask_to_move()
    Allowance.objects.all().delete()
    data = data_of(EMAIL)
    assert data["reader"]["email"] == EMAIL
    assert [each["act"] for each in data["consents"]] == ["asked", "confirmed"]
    assert data["sends"][0]["number"] == "The Morning Tide 1"
    assert data["address_changes"][0]["email"] == NEW
    assert {each["to"] for each in data["outgoing_mails"]} == {EMAIL}
    assert "other@" not in json.dumps(data)
    tables = {each.get_accessor_name() for each in Reader._meta.related_objects}
    assert tables <= set(data), "A table of readers is missing from what they can download."
    assert all(data[name] for name in tables)


def test_a_reader_who_wants_it_is_forgotten_but_for_a_mark_that_leads_nobody_back() -> None:
    join(EMAIL)
    place = Subscription.objects.get()
    gone, waiting = sent(place, state="delivered"), sent(place, state="queued")
    page = fresh_page()
    assert "can’t be undone" in max_reads().get(f"{page}/forget").content.decode()
    assert Reader.objects.exists()
    answer = max_reads().post(f"{page}/forget")
    assert "You are forgotten" in answer.content.decode()
    for model in (Reader, Consent, Subscription, OutgoingMail):
        assert not model._default_manager.exists()
    mark = keyed_digest(EMAIL)
    assert Forgotten.objects.get().digest == mark
    assert [(each.email, each.digest) for each in Send.objects.all()] == [("", mark)] * 2
    waiting.refresh_from_db()
    gone.refresh_from_db()
    assert (gone.state, waiting.state) == ("delivered", "skipped")
    assert max_reads().post(f"{page}/forget").status_code == 404


def test_the_forgotten_can_come_back_themselves_by_saying_yes_twice() -> None:
    join(EMAIL)
    max_reads().post(f"{fresh_page()}/forget")
    sign_up(EMAIL)
    assert Forgotten.objects.exists()
    max_reads().post(link_in(letters()[-1]))
    assert not Forgotten.objects.exists()
    assert own_page()
    assert [place.reader.email for place in queries.recipients(a_list())] == [EMAIL]
