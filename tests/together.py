"""Which tests go to one process, and which are begun with.

``pytest -n 2 --dist loadgroup`` gives a group to one of its processes. The tests of a file share
what the file makes, and those of some folders a paper that runs: in two processes it would be
made, and would run, twice.
"""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent
FOLDERS = ("press/serving", "browser", "budgets")
"""Whose tests share a paper that runs, or a browser."""

LONGEST = (
    "press/serving",
    "leaks/test_states.py",  # needs no publication, which the other process makes meanwhile
    "browser",
    "budgets",
    "hostile/test_in_chromium.py",
    "press/printing/test_failures.py",
    "test_wheel.py",
    "permissions/test_table.py",
    "press/killing/test_kills.py",
    "press/test_costs.py",
    "press/printing/test_oracle.py",
    "hostile/test_uploads.py",
    "hostile/test_requests.py",
    "backup/test_postgres.py",
    "backup/test_backup_and_restore.py",
    "press/printing/test_mended.py",
    "run/test_running.py",
)
"""Begun with, the longest first: at the end no process waits a minute for another."""

EMPTIES = "what empties the database"
"""A group of its own, and the last: Wagtail's own groups and workflow aren't put back."""


def group_of(item: pytest.Item) -> str:
    """Return the name of the tests that a test belongs to."""
    mark = item.get_closest_marker("django_db")
    if mark and mark.kwargs.get("transaction"):
        return EMPTIES
    place = item.path.relative_to(HERE).as_posix()
    return next((each for each in FOLDERS if place.startswith(f"{each}/")), place)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep each group together, in whatever order its tests are; the longest groups first."""
    groups: dict[str, list[pytest.Item]] = {}
    for item in items:
        name = group_of(item)
        item.add_marker(pytest.mark.xdist_group(name))
        groups.setdefault(name, []).append(item)
    order = {name: number for number, name in enumerate(LONGEST)}
    order[EMPTIES] = len(LONGEST) + 1
    items[:] = [
        item
        for name in sorted(groups, key=lambda name: order.get(name, len(LONGEST)))
        for item in groups[name]
    ]
