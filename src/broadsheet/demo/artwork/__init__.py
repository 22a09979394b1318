"""The demo's pictures: prints in few inks, drawn when they are wanted, the same every time."""

from __future__ import annotations

import random
from collections.abc import Callable

from PIL import Image

from broadsheet.demo.artwork import inks, waterfront
from broadsheet.demo.artwork.sheet import HIGH, WIDE, Sheet

Scene = tuple[Callable[[Sheet], None], list[inks.Inks]]

SCENES: dict[str, Scene] = {
    "harbour": (waterfront.harbour, inks.DAY),
    "ship": (waterfront.ship, inks.COOL),
    "bridge": (waterfront.bridge, inks.WARM),
    "sailing": (waterfront.sailing, inks.COOL),
    "night": (waterfront.night, inks.NIGHT),
    "flood": (waterfront.flood, inks.COOL),
}


def draw(scene: str, seed: int, size: tuple[int, int] = (WIDE, HIGH)) -> Image.Image:
    """Return the picture of a scene that a seed makes, in pixels across and down.

    Another shape than three to two is cut from the middle. Raises KeyError for a
    scene there isn't.
    """
    drawing, palettes = SCENES[scene]
    rng = random.Random(f"{scene} {seed}")  # noqa: S311  the same picture every time
    sheet = Sheet(inks.choose(palettes, rng), rng, max(size[0] / WIDE, size[1] / HIGH))
    drawing(sheet)
    picture = sheet.finish()
    left, top = (picture.width - size[0]) // 2, (picture.height - size[1]) // 2
    return picture.crop((left, top, left + size[0], top + size[1]))
