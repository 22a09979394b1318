"""The sign-up form mails whatever address is typed: so often, and no more, whoever asks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail

from broadsheet.newsletters.models import Allowance, OutgoingMail, Reader
from broadsheet.newsletters.tasks import forget_what_is_over
from tests.newsletters.mailbox import letters, sign_up
from tests.newsletters.test_abuse import EMAIL, MONDAY, answer

pytestmark = pytest.mark.django_db


def test_an_address_gets_three_mails_a_day_and_the_fourth_asker_hears_nothing_of_it() -> None:
    with time_machine.travel(MONDAY, tick=False) as time:
        first = answer(sign_up(EMAIL))
        for _time in range(20):
            assert answer(sign_up(EMAIL.upper())) == first
        assert len(letters()) == 3
        time.shift(timedelta(days=1, seconds=-1))
        sign_up(EMAIL)
        assert letters() == []
        time.shift(timedelta(seconds=1))
        sign_up(EMAIL)
        assert len(letters()) == 1


def test_an_origin_asks_ten_times_an_hour() -> None:
    with time_machine.travel(MONDAY, tick=False) as time:
        for number in range(10):
            assert sign_up(f"m{number}@example.org", origin="203.0.113.9").status_code == 200
        refused = sign_up("m10@example.org", origin="203.0.113.9")
        assert refused.status_code == 429
        assert refused["Retry-After"] == "3600"
        assert "Please try again in an hour" in refused.content.decode()
        assert not Reader.objects.filter(email="m10@example.org").exists()
        assert sign_up("m11@example.org", origin="203.0.113.10").status_code == 200
        time.shift(timedelta(hours=1))
        assert sign_up("m10@example.org", origin="203.0.113.9").status_code == 200


def test_a_region_and_the_whole_world_have_their_share_as_well(monkeypatch: Any) -> None:
    monkeypatch.setattr("broadsheet.newsletters.actions.record.ASKED_FROM_ITS_REGION", 3)
    monkeypatch.setattr("broadsheet.newsletters.actions.record.ASKED_IN_ALL", 5)
    with time_machine.travel(MONDAY, tick=False):
        near = [sign_up(f"n{n}@example.org", origin=f"203.0.113.{n}") for n in range(1, 6)]
        assert [each.status_code for each in near] == [200, 200, 200, 429, 429]
        far = [sign_up(f"f{n}@example.org", origin=f"198.51.{n}.1") for n in range(1, 5)]
        assert [each.status_code for each in far] == [200, 200, 429, 429]


def test_hundreds_of_askers_bring_nine_addresses_three_mails_each_and_no_more() -> None:
    with time_machine.travel(MONDAY, tick=False):
        for number in range(300):
            sign_up(f"m{number % 9}@example.org", origin=f"203.{number // 200}.{number % 200}.7")
        assert OutgoingMail.objects.count() == 27


def test_a_house_full_of_ipv6_addresses_is_one_origin() -> None:
    answers = [
        sign_up(f"m{number}@example.org", origin=f"2001:db8:1:2::{number:x}").status_code
        for number in range(11)
    ]
    assert answers == [200] * 10 + [429]
    assert sign_up(EMAIL, origin="2001:db8:1:3::1").status_code == 200


def test_what_counts_is_forgotten_after_a_day() -> None:
    with time_machine.travel(MONDAY, tick=False) as time:
        sign_up(EMAIL)
        assert Allowance.objects.count() == 4  # the address, the asker, the region, the world
        assert not Allowance.objects.filter(key__contains=EMAIL).exists()
        time.shift(timedelta(days=1, seconds=1))
        forget_what_is_over()
    assert not Allowance.objects.exists()
    assert mail.outbox == []
