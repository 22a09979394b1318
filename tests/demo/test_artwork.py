"""The demo's pictures: the scenes, the same every time, each seed another picture."""

from __future__ import annotations

import pytest
from PIL import ImageChops

from broadsheet.demo.artwork import SCENES, draw

SMALL = (320, 213)


@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_is_drawn_alike_from_one_seed_and_otherwise_from_another(scene: str) -> None:
    first, again, other = (draw(scene, seed, SMALL) for seed in (1, 1, 2))
    assert first.size == SMALL
    assert first.tobytes() == again.tobytes()
    assert ImageChops.difference(first, other).getbbox()


def test_a_portrait_can_be_square() -> None:
    assert draw("portrait", 1, (120, 120)).size == (120, 120)


def test_there_is_no_scene_of_another_name() -> None:
    with pytest.raises(KeyError):
        draw("unicorn", 1)
