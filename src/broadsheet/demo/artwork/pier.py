"""A picture of a lamp, and of those who have come to see it lit."""

from __future__ import annotations

from broadsheet.demo.artwork import boats, nature, people, town
from broadsheet.demo.artwork.inks import mix
from broadsheet.demo.artwork.sheet import HIGH, WIDE, Sheet


def pier(sheet: Sheet) -> None:
    """Print the end of a timber pier after dark, its one lamp lit, two people under it."""
    inks, rng = sheet.inks, sheet.rng
    level = 560.0
    nature.sky(sheet, down_to=level, dark=True)
    for _ in range(60):
        sheet.disc(
            rng.uniform(0, WIDE), rng.uniform(0, level * 0.6), rng.uniform(1, 2.6), inks.mist
        )
    nature.ridge(sheet, level, 70, mix(inks.key, inks.slate, 0.55), down_to=level)
    town.towers(
        sheet, level, (30, 90), (40, 80), mix(inks.key, inks.slate, 0.3), inks.sun,
        share=0.35, spread=(-20, 700),
    )  # fmt: skip
    nature.water(sheet, level, mix(inks.key, inks.slate, 0.25), inks.slate)
    boats.ferry(sheet, rng.uniform(60, 240), level + 90, 330, lit=True)
    lamp = (1060.0, 250.0)
    nature.glitter(sheet, lamp[0] - 60, level + 40, 260, mix(inks.sun, inks.key, 0.2))
    _deck(sheet)
    sheet.glow(*lamp, 520, inks.sun, density=0.6)
    _lamp(sheet, *lamp)
    for x, coat, pose, facing in (
        (940, inks.spot, people.STAND, 1),
        (1220, inks.mist, people.POINT, -1),
    ):
        sheet.shadow(x, 806, 70)
        people.figure(sheet, x, 804, 300, coat, pose=pose, facing=facing, long=facing < 0)


def _deck(sheet: Sheet) -> None:
    inks = sheet.inks
    plank = mix(inks.slate, inks.sun, 0.28)
    for n in range(6):
        x = 800 + n * 160
        sheet.rect((x - 20, 800, x + 20, HIGH), inks.key)
        sheet.line([(x, 860), (x + 160, 1010)], 12, mix(inks.key, inks.slate, 0.4))
    sheet.shape([(720, 770), (WIDE, 770), (WIDE, 850), (700, 850)], plank)
    for n in range(16):
        sheet.line([(730 + n * 62, 770), (716 + n * 64, 850)], 3, mix(plank, inks.key, 0.5))
    sheet.rect((690, 848, WIDE, 886), inks.key)
    for n in range(4):
        sheet.rect((742 + n * 250, 700, 762 + n * 250, 776), inks.key, round_by=6)


def _lamp(sheet: Sheet, x: float, y: float) -> None:
    """Print the post with its curled bracket, the ladder against it, and the light."""
    inks = sheet.inks
    sheet.line([(x + 70, 800), (x + 70, y - 60)], 20, inks.key)
    sheet.arc((x, y - 110, x + 140, y + 10), 180, 300, 12, inks.key)
    sheet.arc((x + 30, y - 30, x + 70, y + 30), 90, 330, 8, inks.key)
    sheet.line([(x, y - 60), (x, y - 24)], 8, inks.key)
    sheet.shape([(x - 40, y), (x + 40, y), (x + 14, y - 38), (x - 14, y - 38)], inks.key)
    sheet.disc(x, y + 14, 24, inks.paper)
    sheet.wedge((x - 40, y - 30, x + 40, y + 54), 0, 180, mix(inks.sun, inks.paper, 0.5))
    wood = mix(inks.sun, inks.key, 0.3)
    for side in (0, 46):
        sheet.line([(x + 84 + side, y + 20), (x + 20 + side, 800)], 9, wood)
    for n in range(1, 13):
        share = n / 13
        left, rung = x + 84 - 64 * share, y + 20 + (780 - y) * share
        sheet.line([(left, rung), (left + 46, rung)], 7, wood)
