from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import time_machine

from broadsheet.lib import clock


def test_now_is_aware_and_in_utc_and_can_be_moved():
    with time_machine.travel(datetime(2024, 12, 22, 4, 30, tzinfo=UTC), tick=False):
        assert clock.now() == datetime(2024, 12, 22, 4, 30, tzinfo=UTC)
        assert clock.now().utcoffset() == timedelta(0)


def test_today_turns_at_the_publications_midnight_not_at_greenwichs():
    with time_machine.travel(datetime(2024, 12, 22, 4, 59, 59, tzinfo=UTC), tick=False):
        assert clock.today("America/New_York") == date(2024, 12, 21)
        assert clock.today(ZoneInfo("Pacific/Auckland")) == date(2024, 12, 22)
    with time_machine.travel(datetime(2024, 12, 22, 5, 0, tzinfo=UTC), tick=False):
        assert clock.today("America/New_York") == date(2024, 12, 22)
