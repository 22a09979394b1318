"""Processes that are started again when they end."""

from __future__ import annotations

import sys

from broadsheet.run.child import LONGEST_PAUSE_SECONDS, STEADY_SECONDS, TRIES, Child


class Clock:
    """A clock that tests move."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def _dying(clock: Clock) -> Child:
    return Child("worker", [sys.executable, "-c", "raise SystemExit(7)"], clock=clock)


def _live_and_die(child: Child, clock: Clock, seconds: float = 0.0) -> None:
    child.check()
    assert child.process is not None
    clock.now += seconds
    if seconds:
        child.check()
    child.process.kill()
    child.process.wait()
    child.check()


def _sleeping(clock: Clock) -> Child:
    return Child("worker", [sys.executable, "-c", "import time; time.sleep(60)"], clock=clock)


def test_the_exit_code_of_a_process_that_ended_is_told_once() -> None:
    clock = Clock()
    child = _dying(clock)
    child.start()
    assert child.process is not None
    child.process.wait()
    assert child.check() == 7
    assert child.check() is None


def test_a_process_is_started_again_only_after_its_pause() -> None:
    clock = Clock()
    child = _sleeping(clock)
    _live_and_die(child, clock)
    child.check()
    assert not child.running
    clock.now = child.due
    child.check()
    assert child.running
    _live_and_die(child, clock)


def test_the_pauses_grow_to_a_limit() -> None:
    clock, pauses = Clock(), []
    child = _sleeping(clock)
    for _death in range(8):
        clock.now = child.due
        _live_and_die(child, clock)
        pauses.append(child.due - clock.now)
    assert pauses == sorted(pauses)
    assert pauses[0] < 1
    assert pauses[-1] == LONGEST_PAUSE_SECONDS


def test_a_process_that_never_got_going_is_given_up() -> None:
    clock = Clock()
    child = _sleeping(clock)
    for _death in range(TRIES):
        assert not child.hopeless
        clock.now = child.due
        _live_and_die(child, clock)
    assert child.hopeless


def test_a_process_that_once_ran_steadily_is_never_given_up() -> None:
    clock = Clock()
    child = _sleeping(clock)
    _live_and_die(child, clock, seconds=STEADY_SECONDS)
    for _death in range(TRIES + 3):
        clock.now = child.due
        _live_and_die(child, clock)
    assert not child.hopeless
