"""Pictures of where the city decides."""

from __future__ import annotations

from math import cos, pi, sin

from broadsheet.demo.artwork import people, town
from broadsheet.demo.artwork.inks import mix
from broadsheet.demo.artwork.sheet import HIGH, WIDE, Sheet


def court(sheet: Sheet) -> None:
    """Print a courthouse: a pediment on columns, wide steps, people on them."""
    inks, rng = sheet.inks, sheet.rng
    stone, shade = mix(inks.paper, inks.mist, 0.35), mix(inks.tide, inks.mist, 0.3)
    sheet.fade((0, 0, WIDE, HIGH), mix(inks.tide, inks.mist, 0.4), inks.mist)
    sheet.tone((0, 0, WIDE, 620), inks.tide, (0.8, 0.0), screen="lines")
    sheet.rect((250, 330, 1350, 800), mix(inks.slate, inks.key, 0.35))
    for n in range(6):
        left = 290 + n * 186
        sheet.rect((left, 372, left + 90, 780), stone)
        sheet.tone(
            (left + 34, 372, left + 90, 780), inks.slate, (0.05, 0.75), across=True, screen="lines"
        )
        sheet.rect((left - 14, 344, left + 104, 376), stone)
        sheet.rect((left - 14, 776, left + 104, 804), stone)
    sheet.rect((724, 520, 876, 800), inks.spot)
    sheet.line([(800, 520), (800, 800)], 4, inks.key)
    sheet.rect((220, 284, 1380, 348), stone)
    sheet.shape([(196, 288), (800, 96), (1404, 288)], shade)
    sheet.shape([(290, 274), (800, 122), (1310, 274)], stone)
    sheet.tone(
        (290, 122, 1310, 274), inks.slate, (0.7, 0.1), within=[(290, 274), (800, 122), (1310, 274)]
    )
    _scales(sheet, 800, 168)
    for n in range(8):
        y = 800 + n * 34
        sheet.rect((200 - n * 40, y, 1400 + n * 40, y + 34), mix(stone, inks.slate, 0.1 + n * 0.03))
        sheet.rect((200 - n * 40, y + 24, 1400 + n * 40, y + 34), shade)
    coats = [inks.key, inks.spot, inks.slate, inks.sun]
    for n in range(6):
        step = rng.randint(1, 6)
        people.figure(
            sheet,
            260 + n * 210 + rng.uniform(-60, 60),
            812 + step * 34,
            190 + step * 8,
            rng.choice(coats),
            pose=rng.choice((people.WALK, people.STAND, people.SPEAK)),
            facing=rng.choice((-1, 1)),
        )


def _scales(sheet: Sheet, x: float, y: float) -> None:
    key = sheet.inks.key
    sheet.line([(x, y), (x, y + 86)], 6, key)
    sheet.line([(x - 84, y + 18), (x + 84, y + 18)], 6, key)
    for side in (-84, 84):
        sheet.line([(x + side, y + 18), (x + side - 30, y + 64)], 2.5, key)
        sheet.line([(x + side, y + 18), (x + side + 30, y + 64)], 2.5, key)
        sheet.wedge((x + side - 36, y + 44, x + side + 36, y + 84), 0, 180, key)


def council(sheet: Sheet) -> None:
    """Print a council at its curved bench, the public's heads before it."""
    inks, rng = sheet.inks, sheet.rng
    town.wall(sheet, 640, mix(inks.slate, inks.key, 0.2), mix(inks.slate, inks.tide, 0.4))
    for n in range(5):
        town.tall_window(sheet, 120 + n * 300, 120, 130, 240)
    wood = mix(inks.spot, inks.key, 0.45) if sum(inks.spot) > 250 else mix(inks.sun, inks.key, 0.5)
    sheet.rect((0, 420, WIDE, HIGH), mix(inks.tide, inks.slate, 0.75))
    coats = [inks.key, inks.spot, inks.paper, inks.sun, inks.slate, inks.mist]
    for n in range(13):
        turn = pi * (n + 0.5) / 13
        x, y = 800 - 730 * cos(turn), 652 - 122 * sin(turn)
        back = mix(wood, inks.key, 0.5)
        sheet.rect((x - 40, y - 150, x + 40, y + 40), back, round_by=22)
        people.figure(
            sheet,
            x,
            y + 120,
            270,
            coats[n % 6],
            pose=people.POINT if n == 4 else people.STAND,
            facing=1 if n < 7 else -1,
        )
    outer = [(800 - 800 * cos(pi * n / 40), 690 - 150 * sin(pi * n / 40)) for n in range(41)]
    sheet.shape([*outer, (1600, 830), *((x, y + 150) for x, y in reversed(outer)), (0, 830)], wood)
    for n in range(27):
        turn = pi * n / 26
        x, y = 800 - 800 * cos(turn), 690 - 150 * sin(turn)
        sheet.line([(x, y + 16), (x, y + 146)], 4, mix(wood, inks.key, 0.5))
    sheet.line(outer, 14, mix(wood, inks.sun, 0.35))
    people.figure(sheet, 800, 950, 300, inks.spot, pose=people.SPEAK, facing=rng.choice((-1, 1)))
    sheet.shape([(720, 836), (880, 836), (860, 1010), (740, 1010)], mix(wood, inks.key, 0.6))
    people.crowd(sheet, (-30, 900, 640, HIGH), 84, [inks.key, inks.slate])
    people.crowd(sheet, (960, 900, 1640, HIGH), 84, [inks.key, inks.slate])
