"""The demo's pictures: prints in few inks, drawn when they are wanted, the same every time."""

from __future__ import annotations

import random
from collections.abc import Callable

from PIL import Image, ImageOps

from broadsheet.demo.artwork import (
    arts,
    city,
    civic,
    faces,
    inks,
    land,
    paper,
    pier,
    rooms,
    sport,
    waterfront,
    works,
)
from broadsheet.demo.artwork.sheet import HIGH, WIDE, Sheet

Scene = tuple[Callable[[Sheet], None], list[inks.Inks]]

SCENES: dict[str, Scene] = {
    "harbour": (waterfront.harbour, inks.DAY),
    "ship": (waterfront.ship, inks.COOL),
    "bridge": (waterfront.bridge, inks.WARM),
    "sailing": (waterfront.sailing, inks.COOL),
    "night": (waterfront.night, inks.NIGHT),
    "flood": (waterfront.flood, inks.COOL),
    "pier": (pier.pier, inks.NIGHT),
    "skyline": (city.skyline, inks.DAY),
    "street": (city.street, inks.DAY),
    "late_bus": (city.late_bus, inks.NIGHT),
    "market": (city.market, inks.WARM),
    "train": (works.train, inks.WARM),
    "factory": (works.factory, inks.COOL),
    "pumps": (works.pumps, inks.COOL),
    "hills": (land.hills, inks.GREEN),
    "glacier": (land.glacier, inks.COOL),
    "field": (land.field, inks.GREEN),
    "forest": (land.forest, inks.GREEN),
    "map": (paper.chart_of_land, inks.COOL),
    "abstract": (paper.abstract, inks.DAY),
    "court": (civic.court, inks.DAY),
    "council": (civic.council, inks.DAY),
    "lab": (rooms.lab, inks.COOL),
    "library": (rooms.library, inks.WARM),
    "book": (rooms.book, inks.DAY),
    "kitchen": (rooms.kitchen, inks.DAY),
    "stage": (arts.stage, inks.NIGHT),
    "orchestra": (arts.orchestra, inks.WARM),
    "gallery_wall": (arts.gallery_wall, inks.DAY),
    "portrait": (faces.portrait, inks.DAY),
    "stadium": (sport.stadium, inks.NIGHT),
    "pitch": (sport.pitch, inks.NIGHT),
    "runner": (sport.runner, inks.WARM),
}


def draw(scene: str, seed: int, size: tuple[int, int] = (WIDE, HIGH)) -> Image.Image:
    """Return the picture of a scene that a seed makes, in pixels across and down.

    Another shape than three to two is cut from the middle. Raises KeyError for a
    scene there isn't.
    """
    drawing, palettes = SCENES[scene]
    rng = random.Random(f"{scene} {seed}")  # noqa: S311  the same picture every time
    sheet = Sheet(palettes[seed % len(palettes)], rng, max(size[0] / WIDE, size[1] / HIGH))
    drawing(sheet)
    picture = sheet.finish()
    if rng.random() < 0.5:
        picture = ImageOps.mirror(picture)
    left, top = (picture.width - size[0]) // 2, (picture.height - size[1]) // 2
    return picture.crop((left, top, left + size[0], top + size[1]))
