"""C5: whoever presses Send, and however many do at the same moment, a number goes out once."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from wagtail.models import ModelLogEntry

from broadsheet.newsletters.models import Number
from broadsheet.newsletters.tasks import send_numbers
from broadsheet.staff.actions import hire
from tests.factories import PASSWORD, a_paper, desk_of
from tests.newsletters.sending.numbers import a_number, counted, fresh, readers
from tests.newsletters.sending.office import Office
from tests.newsletters.sending.test_desk import page

PEOPLE = 20
ALREADY = "This number was sent already: it goes out once."


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has one writer, and tests one connection to it"
)
@pytest.mark.django_db(transaction=True)
def test_twenty_people_who_press_send_at_the_same_moment_send_it_once(
    office: Office, time: Any
) -> None:
    a_paper()
    role = {"password": PASSWORD, "role": "audience-editor"}
    desks = [desk_of(hire(email=f"ada{n}@example.org", **role)) for n in range(PEOPLE)]
    addresses, number = readers(2), a_number()
    together, answers = threading.Barrier(PEOPLE), list[Any]()

    def press(desk: Any) -> None:
        together.wait()
        try:
            answers.append(desk.post(f"/-/desk/sending/{number.pk}/", {"act": "send"}))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[desk]) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in answers] == [302] * PEOPLE
    said = sorted(" ".join(map(str, get_messages(each.wsgi_request))) for each in answers)
    assert said == ["", *[ALREADY] * (PEOPLE - 1)]
    [sent] = ModelLogEntry.objects.filter(action="broadsheet.send")
    assert (fresh(number).state, fresh(number).sent_by) == ("held", sent.user)
    assert "Call it back" in page(desks[0], Number.objects.get())
    time.shift(60)
    send_numbers()
    assert office.got == dict.fromkeys(addresses, 1)
    assert counted(number) == {"handed over": 2}
