"""The worker's and the scheduler's loop."""

from __future__ import annotations

import logging

import pytest

from broadsheet.run import chores
from broadsheet.run.loops import MOST_ROUNDS_SILENT, Loop

pytestmark = pytest.mark.django_db


def _fails() -> int:
    raise ValueError("no paper in the printer")


def test_a_chore_that_fails_does_not_stop_the_others(caplog: pytest.LogCaptureFixture) -> None:
    loop = Loop({"a": _fails, "b": lambda: 3}, 1)
    assert loop.once() == 3
    assert "a failed" in caplog.text
    assert "no paper in the printer" in caplog.text


def test_a_chore_that_goes_on_failing_does_not_fill_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    loop = Loop({"a": _fails}, 1)
    with caplog.at_level(logging.ERROR):
        for _round in range(MOST_ROUNDS_SILENT + 1):
            loop.once()
    assert len(caplog.records) == 2


def test_a_loop_that_is_told_to_stop_finishes_the_chore_under_way() -> None:
    done = []

    def first() -> int:
        loop.stop()
        done.append("first")
        return 1

    loop = Loop({"first": first, "second": lambda: done.append("second") or 1}, 60)
    loop.run()
    assert done == ["first"]


def test_every_chore_that_is_named_is_there() -> None:
    names = (*chores.WORKER, *chores.SCHEDULER)
    assert set(chores.load(names)) == set(names)
