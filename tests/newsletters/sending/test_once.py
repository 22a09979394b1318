"""Whoever is on the list when a number goes out gets it, once; and nobody else does."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from broadsheet.newsletters.models import Letter, Reader, Send, Subscription
from broadsheet.newsletters.sending import acts, ledger, worker
from broadsheet.newsletters.sending.journal import Journal
from broadsheet.newsletters.tasks import send_numbers
from tests.factories import ada, ed, max_reads
from tests.newsletters.mailbox import a_list
from tests.newsletters.sending.numbers import (
    MONDAY,
    a_number,
    begin,
    counted,
    fresh,
    readers,
    send_all,
)
from tests.newsletters.sending.office import Office

pytestmark = pytest.mark.django_db


def test_a_number_reaches_everybody_on_its_list_once(office: Office, time: Any) -> None:
    addresses = readers(230)
    readers(3, on=a_list("Weekend Books"))
    Subscription.objects.filter(reader__email=addresses[0]).update(state="pending")
    Subscription.objects.filter(reader__email=addresses[1]).update(state="left", left_at=MONDAY)
    number = begin(a_number(), time)
    send_numbers()
    assert office.got == dict.fromkeys(addresses[2:], 1)
    assert all(len(to) == 1 for _sender, to in office.envelopes)
    assert office.heard["EHLO"] == 1
    assert (fresh(number).state, fresh(number).ordinal) == ("sent", 1)
    assert counted(number) == {"handed over": 228}
    time.shift(3 * 86400)
    send_numbers()
    assert len(office.letters) == 228
    with pytest.raises(ValidationError, match="goes out once"):
        acts.send(number=number, by=ada())


def test_until_its_minute_is_over_a_number_can_be_called_back(office: Office, time: Any) -> None:
    readers(2)
    number = a_number()
    acts.send(number=number, by=ada())
    time.shift(59)
    send_numbers()
    assert office.letters == []
    acts.call_back(number=number, by=ada())
    time.shift(3600)
    send_numbers()
    assert (office.letters, fresh(number).state) == ([], "draft")
    begin(number, time)
    send_numbers()
    assert len(office.letters) == 2
    with pytest.raises(ValidationError, match="can be stopped"):
        acts.call_back(number=number, by=ada())


def test_a_number_waits_for_its_hour(office: Office, time: Any) -> None:
    readers(1)
    number = a_number()
    with pytest.raises(ValidationError, match="still to come"):
        acts.send(number=number, by=ada(), at=MONDAY - timedelta(hours=1))
    acts.send(number=number, by=ada(), at=MONDAY + timedelta(hours=20))
    time.move_to(MONDAY + timedelta(hours=20, seconds=-1))
    send_numbers()
    assert office.letters == []
    time.shift(1)
    send_numbers()
    assert len(office.letters) == 1


def test_where_a_list_asks_for_two_people_one_is_not_enough(office: Office, time: Any) -> None:
    readers(1, on=a_list(needs_second=True))
    number = begin(a_number(created_by=ada()), time)
    send_numbers()
    assert office.letters == []
    with pytest.raises(ValidationError, match="Somebody else"):
        acts.approve(number=number, by=ada())
    acts.approve(number=number, by=ed())
    send_numbers()
    assert office.letters == []  # the second person, too, has a minute to think again
    time.shift(60)
    send_numbers()
    assert len(office.letters) == 1


def test_who_leaves_while_it_goes_out_gets_nothing_more(office: Office, time: Any) -> None:
    addresses = readers(4)
    number = begin(a_number(), time)
    office.says = dict.fromkeys(addresses[:2], "451 Not now")
    send_numbers()
    assert counted(number) == {"queued": 2, "handed over": 2}
    link = office.messages[0]["List-Unsubscribe"].strip("<>").split("/", 3)[3]
    for_one = Subscription.objects.get(reader__email=addresses[0])
    from broadsheet.newsletters import tokens

    assert (
        max_reads()
        .post(
            f"/-/newsletters/leave/{tokens.leave_token(for_one.key)}",
            {"List-Unsubscribe": "One-Click"},
        )
        .status_code
        == 200
    )
    assert max_reads().get(f"/{link}").status_code == 200
    Reader.objects.filter(email=addresses[1]).delete()
    office.says = {}
    send_all(time)
    assert office.got == dict.fromkeys(addresses[2:], 1)
    assert counted(number) == {"skipped": 2, "handed over": 2}
    assert fresh(number).state == "sent"


def test_what_was_sent_changes_for_nobody_while_it_goes_out(office: Office, time: Any) -> None:
    addresses = readers(2)
    number = begin(a_number(), time)
    office.says = {addresses[0]: "451 Not now"}
    send_numbers()
    late = readers(1)
    office.says = {}
    send_all(time)
    assert late[0] not in office.got
    assert len({str(each["Subject"]) for each in office.messages}) == 1
    assert counted(number) == {"handed over": 2}


def test_a_stopped_number_goes_on_where_it_was(office: Office, time: Any) -> None:
    addresses = readers(150)
    number = begin(a_number(), time)
    office.says = {"RCPT": "451 Not now"}
    office.times = {"RCPT": 5}
    send_numbers()
    assert counted(number) == {"queued": 5, "handed over": 145}
    acts.stop(number=number, by=ada())
    time.shift(3600)
    send_numbers()
    assert counted(number)["queued"] == 5
    acts.resume(number=number, by=ada())
    send_numbers()
    assert office.got == dict.fromkeys(addresses, 1)


def test_the_rest_of_a_stopped_number_gets_the_corrected_one_and_nobody_both(
    office: Office, time: Any
) -> None:
    addresses = readers(10)
    wrong = begin(a_number(), time)
    office.says = dict.fromkeys(addresses[:6], "451 Not now")
    send_numbers()
    acts.stop(number=wrong, by=ada())
    office.says = {}
    newcomers = readers(2)
    right = a_number()
    Letter.objects.filter(number=right).update(subject="Corrected")
    acts.send_corrected(number=right, corrects=wrong, by=ada())
    with pytest.raises(ValidationError, match="instead of this one"):
        acts.resume(number=wrong, by=ada())
    time.shift(60)
    send_all(time)
    subjects = {each["To"]: each["Subject"] for each in office.messages}
    assert office.got == dict.fromkeys(addresses, 1)
    assert {subjects[each] for each in addresses[:6]} == {"Corrected"}
    assert {subjects[each] for each in addresses[6:]} == {"The harbour – today"}
    assert not set(newcomers) & set(subjects)
    assert counted(wrong) == {"handed over": 4, "skipped": 6}


def test_two_workers_send_each_message_once(
    office: Office, time: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = readers(25)
    begin(a_number(), time)
    monkeypatch.setattr(worker, "BATCH", 4)
    look, inside = worker.Batch._look, []

    def the_other_comes_round(batch: Any) -> bool:
        if len(inside) < 3:
            inside.append(1)
            send_numbers()
        return look(batch)

    monkeypatch.setattr(worker.Batch, "_look", the_other_comes_round)
    send_numbers()
    assert len(inside) == 3
    assert office.got == dict.fromkeys(addresses, 1)


def test_a_worker_whose_time_is_over_hands_nothing_over(office: Office, time: Any) -> None:
    readers(3)
    number = begin(a_number(), time)
    import uuid

    worker.freezing.start_due(now=worker.clock.now())
    key = uuid.uuid4()
    mine = ledger.claim(fresh(number), key=key, most=2, now=worker.clock.now())
    time.shift(ledger.LEASE + timedelta(seconds=1))
    assert ledger.mark(mine, mine.sends, now=worker.clock.now()) == []
    send_numbers()
    assert ledger.mark(mine, mine.sends, now=worker.clock.now()) == []
    assert len(office.letters) == 3


def test_what_should_have_gone_out_the_day_before_waits_for_a_person(
    office: Office, time: Any
) -> None:
    readers(2)
    number = begin(a_number(), time)
    time.shift(86401)
    send_numbers()
    assert office.letters == []
    assert "more than a day ago" in fresh(number).hitch
    begin(number, time)
    send_numbers()
    assert len(office.letters) == 2


def test_what_slept_for_a_day_while_it_went_out_waits_for_a_person(
    office: Office, time: Any
) -> None:
    readers(2)
    number = begin(a_number(), time)
    office.says = {"MAIL": "451 Not now"}
    send_numbers()
    office.says = {}
    time.shift(86401)
    send_numbers()
    assert (fresh(number).state, office.letters) == ("stopped", [])
    acts.resume(number=number, by=ada())
    send_numbers()
    assert len(office.letters) == 2


def test_a_message_has_one_name_at_every_attempt(office: Office, time: Any) -> None:
    readers(1)
    begin(a_number(), time)
    office.says = {"DOT": "451 Not now"}
    office.times = {"DOT": 2}
    send_all(time)
    [message] = office.messages
    assert Send.objects.get().attempts == 3
    assert message["Message-ID"] == f"<{Send.objects.get().key}@127.0.0.1>"


def test_a_batch_of_a_worker_that_lives_is_left_to_it(office: Office, time: Any) -> None:
    readers(2)
    number = begin(a_number(), time)
    worker.freezing.start_due(now=worker.clock.now())
    key = uuid.uuid4()
    journal = Journal(key)
    mine = ledger.claim(fresh(number), key=key, most=10, now=worker.clock.now())
    ledger.mark(mine, mine.sends, now=worker.clock.now())
    time.shift(3600)
    send_numbers()
    assert counted(number) == {"handing": 2}
    journal.begun(mine.sends[0].key)
    journal.close()
    send_numbers()
    assert counted(number) == {"doubt": 1, "handed over": 1}


def test_one_mail_service_gets_no_more_in_a_minute_than_the_paper_allows(
    office: Office, time: Any, settings: Any
) -> None:
    settings.BROADSHEET = replace(settings.BROADSHEET, mail_per_domain=3)
    readers(5)
    readers(2, domain="example.net")
    number = begin(a_number(), time)
    send_numbers()
    assert sorted(each.partition("@")[2] for each in office.got) == [
        *["example.net"] * 2,
        *["example.org"] * 3,
    ]
    time.shift(61)
    send_numbers()
    assert counted(number) == {"handed over": 7}
    assert set(office.got.values()) == {1}
