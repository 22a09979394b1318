"""An editor sees what goes to whom before it does, and decides what no program can."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from broadsheet.newsletters.models import Number, Send
from broadsheet.newsletters.tasks import send_numbers
from tests.factories import ada, desk_of, ed, rosa
from tests.newsletters.mailbox import a_list
from tests.newsletters.sending.numbers import (
    MONDAY,
    a_number,
    counted,
    fresh,
    readers,
    send_all,
)
from tests.newsletters.sending.office import DROP, DROP_AFTER, Office

pytestmark = pytest.mark.django_db


def page(desk: Client, number: Number) -> str:
    answer = desk.get(f"/-/desk/sending/{number.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def press(desk: Client, number: Number, act: str, **fields: Any) -> str:
    """Press a button; return the page that comes of it."""
    answer = desk.post(f"/-/desk/sending/{number.pk}/", {"act": act, **fields}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_editor_sends_calls_back_stops_and_goes_on(office: Office, time: Any) -> None:
    addresses, number, desk = readers(3), a_number(), desk_of(ada())
    plain = page(desk, number)
    for words in ("3 readers of The Morning Tide", "The Courier", "The harbour – today"):
        assert words in plain
    assert "1 minute after you send it" in plain
    held = press(desk, number, "send")
    assert "Nov. 23, 2026, 7:01 a.m." in held  # where the paper is
    assert "Call it back" in held
    assert "goes out once" in press(desk, number, "send")
    assert "Send it" in press(desk, number, "call back")
    assert "still to come" in press(desk, number, "send", at="2026-11-23T06:59")
    assert "Enter a valid date/time" in press(desk, number, "send", at="soon")
    press(desk, number, "send", at="2026-11-23T08:00")
    time.move_to(MONDAY.replace(hour=13))
    office.says = {addresses[0]: "451 Not now"}
    send_numbers()
    assert "Stop it" in page(desk, number)
    assert "Let it go on" in press(desk, number, "stop")
    assert "isn’t going out" in press(desk, number, "stop")
    office.says = {}
    press(desk, number, "resume")
    time.shift(100)
    send_numbers()
    done = page(desk, number)
    assert "with the mail server</td><td>3</td>" in done
    assert office.got == dict.fromkeys(addresses, 1)
    assert f'href="/-/desk/sending/{number.pk}/"' in desk.get("/-/desk/sending/").content.decode()
    assert "no such act" in press(desk, number, "burn")


def test_the_second_person_agrees_on_the_same_page(office: Office, time: Any) -> None:
    readers(1, on=a_list(needs_second=True))
    number = a_number(created_by=ada())
    assert "I agree" not in press(desk_of(ada()), number, "send")
    assert "Somebody else has to agree" in press(desk_of(ada()), number, "approve")
    assert "I agree" in page(desk_of(ed()), number)
    press(desk_of(ed()), number, "approve")
    time.shift(61)
    send_numbers()
    assert len(office.letters) == 1


def test_a_person_settles_doubts_and_what_didnt_arrive_is_sent_again(
    office: Office, time: Any
) -> None:
    first, second, third, fourth = readers(4)
    number, desk = a_number(), desk_of(ada())
    press(desk, number, "send")
    time.shift(61)
    office.says = {f"DOT {first}": DROP_AFTER, f"DOT {second}": DROP, f"DOT {third}": DROP}
    send_numbers()
    office.says = {}
    shown = page(desk, number)
    for address in (first, second, third):
        assert address in shown
    assert fourth not in shown
    pks = dict(Send.objects.values_list("email", "pk"))
    assert first not in press(desk, number, "arrived", message=pks[first])
    assert "settled already" in press(desk, number, "again", message=pks[first])
    assert "settled already" in press(desk, number, "again", message=pks[fourth])
    press(desk, number, "again", message=pks[second])
    press(desk, number, "again")
    send_all(time)
    assert office.got == dict.fromkeys([first, second, third, fourth], 1)
    assert counted(number) == {"handed over": 4}
    assert fresh(number).state == "sent"
    from wagtail.models import ModelLogEntry

    settled = ModelLogEntry.objects.filter(action="broadsheet.settle")
    assert [entry.user for entry in settled] == [ada()] * 3
    assert not any("@" in str(entry.data) for entry in settled)


def test_the_rest_gets_the_corrected_number_that_an_editor_chooses(
    office: Office, time: Any
) -> None:
    addresses, number, desk = readers(4), a_number(), desk_of(ada())
    press(desk, number, "send")
    time.shift(61)
    office.says = {addresses[0]: "451 Not now", addresses[1]: "451 Not now"}
    send_numbers()
    office.says = {}
    press(desk, number, "stop")
    corrected = a_number()
    assert "Choose the number" in press(desk, number, "correct", draft="x")
    press(desk, number, "correct", draft=corrected.pk)
    assert "2 readers who haven’t got The Morning Tide 1" in page(desk, corrected)
    time.shift(61)
    send_all(time)
    assert (len(office.letters), office.got[addresses[0]]) == (4, 1)


def test_after_a_restore_no_number_leaves_until_a_person_says_so(
    office: Office, time: Any, settings: Any, tmp_path: Any
) -> None:
    from dataclasses import replace

    settings.BROADSHEET = replace(settings.BROADSHEET, directory=tmp_path)
    settings.BROADSHEET.data.mkdir()
    addresses, going, desk = readers(3), a_number(), desk_of(ada())
    press(desk, going, "send")
    time.shift(61)
    office.says = {addresses[0]: "451 Not now"}
    send_numbers()
    held = a_number()
    press(desk, held, "send")
    (settings.BROADSHEET.data / "restored").write_text("2026-11-23T11:00:00+00:00")
    time.shift(3600)
    office.says = {}
    send_numbers()
    assert len(office.letters) == 2
    assert counted(going) == {"handed over": 2, "doubt": 1}
    shown = desk.get("/-/desk/sending/").content.decode()
    assert "restored from a backup of 2026-11-23 11:00" in shown
    assert desk_of(rosa()).post("/-/desk/sending/").status_code == 302
    assert (settings.BROADSHEET.data / "restored").exists()
    desk.post("/-/desk/sending/")
    assert not (settings.BROADSHEET.data / "restored").exists()
    send_numbers()
    assert len(office.letters) == 2  # what was to go out waits for a person of its own
    assert "It may be out since" in page(desk, held)
    press(desk, held, "send")
    time.shift(61)
    send_numbers()
    assert len(office.letters) == 5


def test_while_debug_is_on_no_number_goes_out_by_real_mail(
    office: Office, time: Any, settings: Any
) -> None:
    readers(1)
    number, desk = a_number(), desk_of(ada())
    settings.DEBUG = True
    press(desk, number, "send")
    time.shift(61)
    send_numbers()
    assert office.letters == []
    assert "“debug” is on" in page(desk, number)
