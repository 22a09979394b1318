"""What the press remembers is what it would read."""

from __future__ import annotations

from broadsheet.press.memory import Memory, remembered
from broadsheet.press.notes import EVERYTHING
from broadsheet.press.recorder import recording


class World:
    """Something that changes, and how often it was asked."""

    def __init__(self) -> None:
        self.value, self.asked = 1, 0

    def ask(self) -> int:
        self.asked += 1
        return self.value


def told(memory: Memory, world: World) -> int:
    with memory.open(), recording() as reads:
        found = remembered("month:2026-03", "stories", world.ask)
    assert reads.keys == {"month:2026-03"}
    return found


def test_an_answer_is_asked_for_once_until_its_key_is_told() -> None:
    memory, world = Memory(), World()
    memory.forget([], edition=7)
    assert (told(memory, world), told(memory, world), world.asked) == (1, 1, 1)
    memory.follow(8)
    memory.forget(["month:2026-02"], edition=8)
    assert (told(memory, world), world.asked) == (1, 1)
    world.value = 2
    memory.forget(["month:2026-03"], edition=8)
    assert (told(memory, world), world.asked) == (2, 2)


def test_nothing_is_known_after_somebody_elses_edition_or_a_change_of_everything() -> None:
    memory, world = Memory(), World()
    memory.forget([], edition=7)
    told(memory, world)
    memory.forget([], edition=9)
    told(memory, world)
    memory.forget([EVERYTHING], edition=9)
    told(memory, world)
    assert world.asked == 3


def test_where_nobody_prints_every_question_is_asked() -> None:
    world = World()
    assert [remembered("a", "b", world.ask) for _ in range(2)] == [1, 1]
    assert world.asked == 2
