"""A worker that breaks at any step leaves what the next one can go on with."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.lib import failpoints
from broadsheet.newsletters.sending import worker
from broadsheet.newsletters.tasks import send_numbers
from tests.newsletters.sending.numbers import (
    a_number,
    begin,
    counted,
    fresh,
    readers,
    send_all,
)
from tests.newsletters.sending.office import Office

pytestmark = pytest.mark.django_db

SURE = (
    "sending.claimed",
    "sending.marked",
    "sending.before_note",
    "sending.after_note",
)
"""Places where it is known of each message whether it was sent."""


def break_at(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    failpoints._passed.clear()
    monkeypatch.setattr(worker, "BATCH", 50)
    monkeypatch.setenv(failpoints.VARIABLE, f"{place}=raise:2")


@pytest.mark.parametrize("place", SURE)
def test_what_is_known_is_neither_lost_nor_sent_twice(
    office: Office, time: Any, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    addresses = readers(110)
    number = begin(a_number(), time)
    break_at(monkeypatch, place)
    with pytest.raises(failpoints.Broken):
        send_numbers()
    monkeypatch.delenv(failpoints.VARIABLE)
    send_all(time)
    assert office.got == dict.fromkeys(addresses, 1)
    assert counted(number) == {"handed over": 110}
    assert fresh(number).state == "sent"


@pytest.mark.parametrize(("place", "arrived"), [("sending.begun", 109), ("sending.answered", 110)])
def test_what_is_not_known_is_one_doubt(
    office: Office, time: Any, monkeypatch: pytest.MonkeyPatch, place: str, arrived: int
) -> None:
    addresses = readers(110)
    number = begin(a_number(), time)
    break_at(monkeypatch, place)
    with pytest.raises(failpoints.Broken) if place == "sending.answered" else _nothing():
        send_numbers()
    monkeypatch.delenv(failpoints.VARIABLE)
    send_all(time)
    assert set(office.got.values()) == {1}
    assert set(office.got) <= set(addresses)
    assert len(office.got) == arrived
    assert counted(number) == {"handed over": 109, "doubt": 1}


def _nothing() -> Any:
    from contextlib import nullcontext

    return nullcontext()
