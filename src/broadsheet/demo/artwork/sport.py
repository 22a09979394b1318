"""Pictures of games."""

from __future__ import annotations

from broadsheet.demo.artwork import nature, people, town
from broadsheet.demo.artwork.inks import mix
from broadsheet.demo.artwork.sheet import HIGH, WIDE, Sheet


def _stand(sheet: Sheet, top: float, foot: float) -> None:
    inks = sheet.inks
    sheet.shape(
        [(-20, top + 30), (WIDE + 20, top - 10), (WIDE + 20, foot), (-20, foot)],
        mix(inks.slate, inks.key, 0.6),
    )
    people.crowd(
        sheet,
        (-20, top + 60, WIDE + 20, foot - 8),
        27,
        [inks.spot, inks.slate, inks.tide, inks.spot, inks.mist, inks.paper],
    )
    sheet.tone((0, top + 20, WIDE, foot), inks.key, (0.85, 0.0), screen="lines")
    sheet.shape(
        [(-20, top - 50), (WIDE + 20, top - 96), (WIDE + 20, top + 8), (-20, top + 46)], inks.key
    )
    sheet.shape(
        [(-20, top + 38), (WIDE + 20, top), (WIDE + 20, top + 14), (-20, top + 52)], inks.spot
    )


def _floodlights(sheet: Sheet, xs: tuple[float, ...], foot: float) -> None:
    inks = sheet.inks
    for x in xs:
        sheet.glow(x, 120, 300, mix(inks.sun, inks.paper, 0.5), density=0.7)
        sheet.line([(x, foot), (x, 120)], 12, inks.key)
        sheet.rect((x - 74, 84, x + 74, 164), inks.key, round_by=6)
        for n in range(8):
            sheet.disc(x - 54 + n % 4 * 36, 106 + n // 4 * 36, 12, inks.paper)


def _grass(sheet: Sheet, level: float) -> None:
    inks = sheet.inks
    light, dark = mix(inks.tide, (70, 130, 80), 0.45), mix(inks.slate, (40, 96, 66), 0.5)
    for n in range(-9, 10):
        fill = light if n % 2 else mix(light, dark, 0.35)
        sheet.shape(
            [
                (800 + n * 105, level),
                (905 + n * 105, level),
                (800 + (n + 1) * 215, HIGH),
                (800 + n * 215, HIGH),
            ],
            fill,
        )
    sheet.tone((0, level, WIDE, HIGH), dark, (0.7, 0.05), screen="smooth")


def stadium(sheet: Sheet) -> None:
    """Print a full stand under its lights, seen from the far side."""
    inks = sheet.inks
    nature.sky(sheet, down_to=520, dark=True)
    _floodlights(sheet, (190, 1410), 400)
    _stand(sheet, 330, 740)
    _grass(sheet, 740)
    sheet.rect((0, 716, WIDE, 744), inks.paper)
    for n in range(8):
        sheet.rect((n * 200 + 3, 718, n * 200 + 197, 742), inks.spot if n % 2 else inks.slate)
    sheet.line([(0, 800), (WIDE, 800)], 5, inks.paper)
    sheet.arc((560, 740, 1040, 1010), 0, 360, 5, inks.paper)
    _players(sheet, 9, (820, 1030), (104, 170))


def _players(
    sheet: Sheet, number: int, down: tuple[float, float], high: tuple[float, float]
) -> None:
    inks, rng = sheet.inks, sheet.rng
    for n in range(number):
        far = n / max(1, number - 1)
        y, size = down[0] + (down[1] - down[0]) * far, high[0] + (high[1] - high[0]) * far
        x = rng.uniform(120, WIDE - 120)
        sheet.shadow(x, y, size * 0.25)
        shirt = inks.spot if n % 2 else inks.paper
        people.figure(
            sheet,
            x,
            y,
            size,
            shirt,
            pose=rng.choice((people.RUN, people.STRIDE, people.WALK)),
            facing=rng.choice((-1, 1)),
            legs=inks.key if n % 2 else inks.slate,
        )


def pitch(sheet: Sheet) -> None:
    """Print a floodlit match from behind one goal."""
    inks = sheet.inks
    nature.sky(sheet, down_to=420, dark=True)
    _floodlights(sheet, (310, 1290), 330)
    _stand(sheet, 250, 460)
    _grass(sheet, 460)
    sheet.line([(0, 466), (WIDE, 466)], 5, inks.paper)
    sheet.line([(300, 610), (1300, 610)], 5, inks.paper)
    sheet.line([(300, 610), (120, 900)], 5, inks.paper)
    sheet.line([(1300, 610), (1480, 900)], 5, inks.paper)
    _players(sheet, 8, (560, 740), (96, 180))
    people.figure(sheet, 700, 860, 330, inks.spot, pose=people.KICK, legs=inks.key)
    sheet.disc(876, 812, 25, inks.paper)
    for dx, dy in ((-8, -6), (9, 3), (-3, 12)):
        sheet.disc(876 + dx, 812 + dy, 5, inks.key)
    _goal(sheet)


def _goal(sheet: Sheet) -> None:
    paper = sheet.inks.paper
    for n in range(30):
        x = 130 + n * 46
        sheet.line([(x, 410), (x + (x - 800) * 0.16, HIGH)], 1.6, mix(paper, sheet.inks.tide, 0.4))
    for n in range(15):
        y = 420 + n * 44
        sheet.line([(130 - n * 7, y), (1470 + n * 7, y)], 1.6, mix(paper, sheet.inks.tide, 0.4))
    sheet.line([(120, HIGH), (120, 404), (1480, 404), (1480, HIGH)], 17, paper)


def runner(sheet: Sheet) -> None:
    """Print runners on a road by the water, the first tall in the picture."""
    inks, rng = sheet.inks, sheet.rng
    level = 560.0
    nature.sky(sheet, down_to=level)
    nature.sun(sheet, rng.uniform(900, 1350), 230, 100)
    nature.clouds(sheet, 3, 130, 300, mix(inks.paper, inks.mist, 0.3))
    town.towers(
        sheet, level, (70, 190), (46, 96), mix(inks.tide, inks.mist, 0.35), inks.paper, share=0
    )
    nature.water(sheet, level, inks.tide, inks.mist, bottom=730)
    sheet.rect((0, 716, WIDE, 738), inks.slate)
    for n in range(28):
        sheet.rect((n * 60, 650, n * 60 + 8, 720), inks.slate)
    sheet.line([(0, 652), (WIDE, 652)], 7, inks.slate)
    sheet.fade(
        (0, 738, WIDE, HIGH), mix(inks.mist, inks.paper, 0.2), mix(inks.mist, inks.tide, 0.6)
    )
    for n in range(6):
        sheet.rect((n * 300 - 60, 1010, n * 300 + 100, 1022), inks.paper)
    shirts = [inks.spot, inks.sun, inks.slate, inks.paper, inks.tide, inks.key]
    places = [
        (1490, 800, 230),
        (1300, 806, 244),
        (1120, 830, 280),
        (930, 850, 320),
        (640, 910, 420),
        (310, 1020, 620),
    ]
    for n, (x, feet, high) in enumerate(places):
        sheet.shadow(x, feet - high * 0.02, high * 0.24)
        coat = shirts[n % len(shirts)] if n < 5 else inks.spot
        people.figure(
            sheet, x, feet, high, coat, pose=people.STRIDE if n % 2 else people.RUN, legs=inks.key
        )
