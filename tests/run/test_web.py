"""How many readers the web server holds."""

from __future__ import annotations

import resource

import pytest

from broadsheet.run.web import MOST_CONNECTIONS, room_for_connections

ROOM = {
    (1024, 524_288): MOST_CONNECTIONS,  # what systemd gives
    (256, 1024): 768,
    (256, 256): 128,
    (resource.RLIM_INFINITY, resource.RLIM_INFINITY): MOST_CONNECTIONS,
}


@pytest.mark.parametrize("limits", ROOM, ids=str)
def test_as_many_connections_are_held_as_the_system_lets_files_be_open(
    limits: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _kind: limits)
    monkeypatch.setattr(resource, "setrlimit", lambda _kind, both: given.append(both))
    assert room_for_connections() == ROOM[limits]
    assert all(limits[0] <= soft <= hard == limits[1] for soft, hard in given)
