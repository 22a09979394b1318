"""Numbers about numbers: sums that anybody in the newsroom may know, and nothing of one reader."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup

from broadsheet.lib import clock
from broadsheet.newsletters.actions import forget, leave_by_mail, note_complaint
from broadsheet.newsletters.figures.counting import count_months
from broadsheet.newsletters.models import List, Number, Reader, Send, Tally
from broadsheet.newsletters.sending import freezing
from tests.factories import ada, desk_of, rosa
from tests.newsletters.mailbox import a_list
from tests.newsletters.sending.numbers import MONDAY, a_number, readers

pytestmark = pytest.mark.django_db


@pytest.fixture
def time() -> Any:
    with time_machine.travel(MONDAY, tick=False) as found:
        yield found


def gone_out(on: List) -> list[Send]:
    """A number of this list that its readers have."""
    number = a_number(on)
    Number.objects.filter(pk=number.pk).update(state="held", due=clock.now())
    freezing.start(Number.objects.get(pk=number.pk), now=clock.now())
    Send.objects.filter(number=number).update(state="handed over")
    return list(Send.objects.filter(number=number).order_by("pk"))


def table(html: str, heading: str) -> list[list[str]]:
    """The rows of the table under a heading, or that has it for a header."""
    soup = BeautifulSoup(html, "html.parser")
    found = soup.find("h2", string=heading)
    assert found is not None
    rows = found.find_next("table").select("tbody tr")  # type: ignore[union-attr]
    return [[cell.get_text(strip=True) for cell in row.find_all(["th", "td"])] for row in rows]


def test_a_number_tells_how_many_left_and_complained_after_it(time: Any) -> None:
    on = a_list()
    readers(6, on=on)
    first = gone_out(on)
    Send.objects.filter(pk=first[0].pk).update(state="bounced")
    Send.objects.filter(pk=first[1].pk).update(state="delivered")
    Send.objects.filter(pk=first[5].pk).update(state="skipped")
    time.shift(3600)
    leave_by_mail(send=first[1], how="by mail")
    leave_by_mail(send=first[5], how="by mail")  # who didn't get it didn't leave for it
    assert first[2].reader is not None
    note_complaint(reader=first[2].reader)
    time.shift(24 * 3600)
    second = gone_out(on)
    time.shift(3600)
    leave_by_mail(send=second[0], how="by mail")
    desk = desk_of(ada())
    page = desk.get(f"/-/desk/sending/list/{on.pk}/").content.decode()
    rows = {row[0].partition(",")[0]: row[1:] for row in table(page, "Numbers")}
    assert rows == {"1": ["5", "1", "1", "1", "1"], "2": ["3", "0", "0", "1", "0"]}
    about = desk.get(f"/-/desk/sending/{first[0].number_id}/").content.decode()
    assert [row[1] for row in table(about, "What became of it")] == ["5", "1", "1"]
    ours = BeautifulSoup(page, "html.parser").select_one(".figures")
    assert ours is not None
    assert [each.text for each in ours.select("svg > title")] == [
        "Readers who left after each number"
    ]
    assert [each.text for each in ours.select("svg > desc")] == ["Most left after number 1: 1."]
    assert ours.find("script") is None
    assert "@example.org" not in str(ours)
    assert desk_of(rosa()).get(f"/-/desk/sending/list/{on.pk}/").status_code == 302


def test_a_list_grows_month_by_month_also_in_the_eyes_of_who_forgets_readers(time: Any) -> None:
    on = a_list()
    readers(3, on=on)
    sends = gone_out(on)
    assert count_months() == 1
    assert count_months() == 0  # within the hour
    time.move_to(datetime(2026, 12, 1, 4, 30, tzinfo=UTC))  # still November where the paper is
    readers(2, on=on)
    count_months()
    time.move_to(datetime(2026, 12, 1, 6, tzinfo=UTC))
    leave_by_mail(send=sends[0], how="by mail")
    count_months()
    forget(reader=Reader.objects.get(pk=sends[0].reader_id))
    rows = table(desk_of(ada()).get(f"/-/desk/sending/list/{on.pk}/").content.decode(), "Readers")
    assert rows == [["December 2026", "4", "0", "1"], ["November 2026", "5", "0", "0"]]
    time.shift(timedelta(hours=2))
    count_months()
    assert Tally.objects.filter(month="2026-12-01").values_list("readers", "left").get() == (4, 1)
