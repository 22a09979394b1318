"""T2: nothing opens by a slip of the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from broadsheet.lib.steady import JUMP, SECOND_LOOK_SECONDS, SteadyClock


class Clocks:
    """A clock on a wall and one that only counts, both a test's to move."""

    def __init__(self) -> None:
        self.wall = datetime(2026, 11, 14, 15, 0, tzinfo=UTC)
        self.count = 1_000.0
        self.steady = SteadyClock(lambda: self.wall, lambda: self.count)

    def run(self, seconds: float) -> bool:
        """Let both go on, and look."""
        self.wall += timedelta(seconds=seconds)
        self.count += seconds
        return self.steady.holds()

    def jump(self, by: timedelta) -> bool:
        """Set the clock on the wall, and look half a second later."""
        self.wall += by
        return self.run(0.5)


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


def test_a_clock_that_runs_is_trusted(clocks: Clocks) -> None:
    assert all(clocks.run(seconds) for seconds in (0.5, 0.5, 3_600, 0.5))


@pytest.mark.parametrize("by", [-JUMP / 2, JUMP / 2, timedelta(hours=-1)])
def test_a_correction_and_a_clock_set_back_stop_nothing(clocks: Clocks, by: timedelta) -> None:
    assert clocks.jump(by)


def test_a_clock_that_jumps_a_day_ahead_opens_nothing_at_once(clocks: Clocks) -> None:
    assert not clocks.jump(timedelta(days=1))
    assert not clocks.run(SECOND_LOOK_SECONDS - 1)


def test_a_clock_that_is_set_right_again_is_trusted_at_once(clocks: Clocks) -> None:
    assert not clocks.jump(timedelta(days=1))
    assert clocks.jump(timedelta(days=-1))


def test_a_time_that_lasts_is_believed(clocks: Clocks) -> None:
    """A machine that slept: the clock that counts had stopped."""
    assert not clocks.jump(timedelta(hours=8))
    assert clocks.run(SECOND_LOOK_SECONDS)
    assert clocks.run(0.5)
