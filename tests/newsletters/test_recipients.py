"""Who may be written to now: who said yes, and nobody who left, paused, bounced or complained."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.apps import apps

from broadsheet.newsletters import actions, queries
from broadsheet.newsletters.models import (
    Consent,
    Letter,
    List,
    Number,
    Reader,
    Send,
    Subscription,
)
from tests.factories import max_reads
from tests.newsletters.mailbox import a_list, join, letters, link_in, sign_up

pytestmark = pytest.mark.django_db

SUNDAY = datetime(2026, 11, 22, 22, 0, tzinfo=UTC)
"""Sunday evening in Greenwich, Sunday afternoon in New York."""

EMAIL = "max@example.org"


def gets(on: List) -> list[str]:
    return [place.reader.email for place in queries.recipients(on)]


def test_only_who_said_yes_is_written_to_and_only_by_that_list() -> None:
    morning, books = a_list(), a_list("Weekend Books")
    join(EMAIL, morning)
    sign_up("asked@example.org", morning)
    assert (gets(morning), gets(books)) == ([EMAIL], [])


def test_who_pauses_is_left_alone_until_the_day_and_no_longer() -> None:
    join(EMAIL)
    with time_machine.travel(SUNDAY, tick=False) as time:
        Reader.objects.update(paused_until=SUNDAY + timedelta(days=7))
        assert gets(a_list()) == []
        time.shift(timedelta(days=7, seconds=-1))
        assert gets(a_list()) == []
        time.shift(timedelta(seconds=1))
        assert gets(a_list()) == [EMAIL]


def test_a_mail_that_comes_back_for_good_ends_mail_until_one_arrives() -> None:
    join(EMAIL)
    reader = Reader.objects.get()
    for _time in range(2):
        actions.note_bounce(reader=reader, hard=True)
    assert gets(a_list()) == []
    assert Consent.objects.filter(act="bounced").count() == 1
    sign_up(EMAIL, a_list(), a_list("Weekend Books"))
    max_reads().post(link_in(letters()[0]))  # it got there
    assert gets(a_list()) == [EMAIL]


def test_mail_that_comes_back_for_now_ends_it_on_the_fifth_day_and_not_on_the_first() -> None:
    join(EMAIL)
    reader = Reader.objects.get()
    with time_machine.travel(SUNDAY, tick=False) as time:
        for _day in range(4):
            for _mail in range(3):
                actions.note_bounce(reader=reader, hard=False)
            time.shift(timedelta(days=1))
        assert gets(a_list()) == [EMAIL]
        time.shift(timedelta(days=29))
        actions.note_bounce(reader=reader, hard=False)  # long after: they count anew
        assert gets(a_list()) == [EMAIL]
        for _day in range(4):
            time.shift(timedelta(days=1))
            actions.note_bounce(reader=reader, hard=False)
        assert gets(a_list()) == []


def test_who_complains_gets_nothing_from_any_list_and_nothing_that_others_ask_for() -> None:
    lists = [a_list(), a_list("Weekend Books")]
    join(EMAIL, *lists)
    sign_up(EMAIL, a_list("The Sunday"))
    pending = link_in(letters()[0])
    actions.note_complaint(reader=Reader.objects.get())
    actions.note_complaint(reader=Reader.objects.get())
    assert [gets(each) for each in List.objects.all()] == [[], [], []]
    assert Consent.objects.filter(act="complained").count() == 3
    assert max_reads().post(pending).status_code == 404
    assert sign_up(EMAIL, *lists).status_code == 200
    assert letters() == []


def test_who_wants_one_number_a_week_gets_the_first_of_the_papers_week() -> None:
    join(EMAIL)
    join("each@example.org")
    mine = Subscription.objects.get(reader__email=EMAIL)
    Subscription.objects.filter(pk=mine.pk).update(frequency="weekly")
    both = [EMAIL, "each@example.org"]
    with time_machine.travel(SUNDAY, tick=False) as time:
        assert gets(a_list()) == both
        state = sent(mine, state="handed over")
        time.shift(timedelta(hours=6, minutes=59))  # Monday in Greenwich; Sunday at the paper
        assert gets(a_list()) == ["each@example.org"]
        time.shift(timedelta(minutes=1))
        assert gets(a_list()) == both
        sent(mine, state="skipped")
        assert gets(a_list()) == both
        assert state.number.list == a_list()
    assert [each.reader.email for each in queries.willing(a_list()).order_by("pk")] == both


def sent(place: Subscription, *, state: str) -> Send:
    """A number that goes out now, and what becomes of its message to this reader."""
    now = datetime.now(UTC)
    number = Number.objects.create(
        list=place.list,
        ordinal=Number.objects.count() + 1,
        state="sent",
        started_at=now,
        finished_at=now,
    )
    letter = Letter.objects.create(number=number, language="en", subject="Today")
    return Send.objects.create(
        number=number,
        letter=letter,
        reader=place.reader,
        email=place.reader.email,
        digest=place.reader.digest,
        state=state,
    )


def test_readers_of_before_get_their_digest_and_a_key_each_at_the_upgrade() -> None:
    from importlib import import_module

    join(EMAIL)
    join("other@example.org")
    expected = dict(Reader.objects.values_list("email", "digest"))
    for number, reader in enumerate(Reader.objects.all()):
        Reader.objects.filter(pk=reader.pk).update(digest=str(number))
    name = "broadsheet.newsletters.migrations.0003_readers"
    import_module(name).name_the_readers_we_have(apps, None)
    assert dict(Reader.objects.values_list("email", "digest")) == expected
    assert all(len(each) == 64 and "max" not in each for each in expected.values())


def test_a_letter_on_its_way_to_who_has_left_and_complains_now_puts_them_on_no_list() -> None:
    join(EMAIL)
    actions.leave_everything(reader=Reader.objects.get(), by=actions.Hand())
    sign_up(EMAIL)
    link = link_in(letters()[0])
    actions.note_complaint(reader=Reader.objects.get())
    assert max_reads().post(link).status_code == 404
    assert Subscription.objects.get().state == "left"
