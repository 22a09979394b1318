"""Pictures of the harbour and of what crosses it."""

from __future__ import annotations

from math import pi, sin

from broadsheet.demo.artwork import boats, nature, people, town
from broadsheet.demo.artwork.inks import mix
from broadsheet.demo.artwork.sheet import HIGH, WIDE, Sheet


def harbour(sheet: Sheet) -> None:
    """Print boats at their moorings, cranes in outline, a pier with its lamp."""
    inks, rng = sheet.inks, sheet.rng
    level, light = 560.0, rng.uniform(420, 1180)
    nature.sky(sheet, down_to=level)
    nature.sun(sheet, light, level - rng.uniform(60, 190), 74)
    nature.clouds(sheet, 3, 110, 300, mix(inks.paper, inks.mist, 0.35))
    nature.ridge(sheet, level, 70, mix(inks.tide, inks.mist, 0.45), down_to=level)
    town.towers(
        sheet, level, (50, 120), (36, 74), mix(inks.tide, inks.slate, 0.5), inks.mist, share=0
    )
    side = rng.choice((-1, 1))
    for n in range(3):
        boats.crane(
            sheet, 800 - side * (230 + n * 205), level + 4, 330 + n * 34, inks.slate, facing=side
        )
    nature.water(sheet, level, mix(inks.tide, inks.slate, 0.45), inks.mist)
    nature.glitter(sheet, light, level, 190, mix(inks.sun, inks.paper, 0.25))
    for n, hull in enumerate((inks.slate, inks.spot, inks.key)):
        boats.workboat(
            sheet, 800 + side * (130 + 175 * n) - 110, level + 92 + n * 66, 190 + n * 56, hull
        )
    _pier(sheet, side)
    nature.birds(sheet, 7, 800 - side * 160, 260, inks.key)


def _pier(sheet: Sheet, side: int) -> None:
    inks = sheet.inks

    def x(value: float) -> float:
        return value if side > 0 else WIDE - value

    for n in range(9):
        post = x(-10 + n * 78)
        sheet.rect((post - 10, 866 - n * 6, post + 10, HIGH), inks.key)
    sheet.shape([(x(-20), 880), (x(650), 822), (x(650), 846), (x(-20), 926)], inks.key)
    sheet.line([(x(-20), 878), (x(650), 821)], 5, mix(inks.key, inks.paper, 0.4))
    town.street_lamp(sheet, x(610), 826, 230, inks.key, inks.sun)
    people.figure(sheet, x(360), 852, 150, inks.spot, facing=side, long=True)


def ship(sheet: Sheet) -> None:
    """Print a ferry under way, or a freighter where the seed is odd."""
    inks, rng = sheet.inks, sheet.rng
    level = 610.0
    nature.sky(sheet, down_to=level)
    nature.sun(sheet, rng.uniform(1050, 1400), 210, 82)
    nature.clouds(sheet, 4, 140, 380, mix(inks.paper, inks.mist, 0.3))
    nature.ridge(sheet, level, 120, mix(inks.mist, inks.tide, 0.55), down_to=level)
    nature.ridge(sheet, level, 52, mix(inks.tide, inks.slate, 0.4), down_to=level)
    nature.water(sheet, level, mix(inks.tide, inks.slate, 0.55), inks.mist)
    if rng.random() < 0.75:
        boats.ferry(sheet, 260, level + 150, 1060)
        for n in range(9):
            nature.stroke(sheet, -80 + n * 36, level + 158 + n * 5, 420 - n * 26, 9, inks.paper)
        nature.stroke(sheet, 1230, level + 152, 190, 16, inks.paper)
    else:
        boats.freighter(
            sheet, 190, level + 130, 1230, [inks.spot, inks.sun, inks.tide, inks.slate, inks.mist]
        )
        nature.stroke(sheet, 110, level + 132, 200, 16, inks.paper)
    boats.workboat(sheet, 80, level + 290, 200, inks.slate)
    nature.birds(sheet, 9, 620, 300, inks.key)


def bridge(sheet: Sheet) -> None:
    """Print an iron arch over the water, and those who walk across."""
    inks, rng = sheet.inks, sheet.rng
    level = 690.0
    nature.sky(sheet, down_to=level)
    light = rng.uniform(500, 1100)
    nature.sun(sheet, light, level - 120, 96, fill=inks.sun)
    town.towers(
        sheet, level, (60, 170), (40, 90), mix(inks.mist, inks.tide, 0.6), inks.paper, share=0
    )
    nature.water(sheet, level, mix(inks.tide, inks.slate, 0.4), inks.mist)
    nature.glitter(sheet, light, level, 230, mix(inks.sun, inks.paper, 0.3))
    deck = 640.0
    for base, fill in ((-16, inks.slate), (0, inks.key)):
        _truss(sheet, deck + base, fill, thick=1.0 if base == 0 else 0.7)
    for x in (130, 1470):
        sheet.shape(
            [(x - 74, deck + 20), (x + 74, deck + 20), (x + 96, HIGH), (x - 96, HIGH)], inks.key
        )
        sheet.tone((x - 90, deck + 40, x + 90, HIGH), inks.slate, (0.7, 0.2), screen="lines")
    sheet.rect((0, deck, WIDE, deck + 24), inks.key)
    coats = [inks.spot, inks.tide, inks.mist, inks.sun, inks.slate]
    for n in range(9):
        people.figure(
            sheet,
            190 + n * 148 + rng.uniform(-40, 40),
            deck,
            rng.uniform(84, 98),
            rng.choice(coats),
            pose=people.WALK,
            facing=rng.choice((-1, 1)),
            long=n % 3 == 0,
        )
    sheet.line([(0, deck - 44), (WIDE, deck - 44)], 4, inks.key)
    for n in range(54):
        sheet.line([(n * 30, deck - 44), (n * 30, deck)], 2.4, inks.key)


def _truss(sheet: Sheet, deck: float, fill: tuple[int, int, int], *, thick: float) -> None:
    def arch(x: float, rise: float) -> float:
        return deck - rise * sin((x - 130) / 1340 * pi)

    posts = [130 + n * 67 for n in range(21)]
    for rise, wide in ((430, 20), (360, 12)):
        sheet.line([(x, arch(x, rise)) for x in range(130, 1471, 20)], wide * thick, fill)
    for n, x in enumerate(posts):
        sheet.line([(x, arch(x, 360)), (x, deck)], 4 * thick, fill)
        if n:
            ends = (430, 360) if n % 2 else (360, 430)
            sheet.line(
                [(posts[n - 1], arch(posts[n - 1], ends[0])), (x, arch(x, ends[1]))],
                6 * thick,
                fill,
            )


def sailing(sheet: Sheet) -> None:
    """Print a fleet at the start, the nearest boats tall in the picture."""
    inks, rng = sheet.inks, sheet.rng
    level = 540.0
    nature.sky(sheet, down_to=level)
    nature.sun(sheet, rng.uniform(200, 500), 170, 66)
    nature.clouds(sheet, 5, 120, 360, mix(inks.paper, (255, 255, 255), 0.2))
    nature.ridge(sheet, level, 95, mix(inks.mist, inks.tide, 0.6), down_to=level)
    nature.water(sheet, level, mix(inks.tide, inks.slate, 0.35), inks.mist)
    sails = [mix(inks.paper, (255, 255, 255), 0.6), inks.paper, inks.spot, inks.sun]
    lean = rng.choice((-1, 1)) * 0.16
    rows = ((10, 26, 110), (7, 74, 190), (4, 170, 360), (2, 356, 640))
    for number, down, height in rows:
        for n in range(number):
            x = (n + 0.5) * WIDE / number + rng.uniform(-0.28, 0.28) * WIDE / number
            fill = sails[0] if rng.random() < 0.5 else rng.choice(sails)
            boats.yacht(
                sheet,
                x,
                level + down + rng.uniform(-14, 14),
                height * rng.uniform(0.88, 1.1),
                fill,
                lean=lean,
            )
    for n in range(2):
        x, y = 240 + n * 1060, level + 300 + n * 90
        sheet.wedge((x - 30, y - 60, x + 30, y + 60), 180, 360, inks.spot)
        nature.stroke(sheet, x - 70, y + 2, 140, 10, inks.key)


def night(sheet: Sheet) -> None:
    """Print dark water, the far shore's lights in strips, and one lit boat."""
    inks, rng = sheet.inks, sheet.rng
    level = 500.0
    nature.sky(sheet, down_to=level, dark=True)
    for _ in range(90):
        sheet.disc(
            rng.uniform(0, WIDE), rng.uniform(0, level * 0.7), rng.uniform(0.8, 2.3), inks.mist
        )
    moon = rng.uniform(300, 1300)
    nature.sun(sheet, moon, 150, 50, fill=inks.paper)
    town.towers(
        sheet, level, (60, 210), (46, 96), mix(inks.key, inks.slate, 0.25), inks.sun, share=0.3
    )
    nature.water(sheet, level, inks.key, inks.slate)
    for _ in range(22):
        lamp = inks.sun if rng.random() < 0.75 else inks.spot
        x = rng.uniform(20, WIDE - 20)
        y, drop = level + 6, rng.uniform(110, 330)
        while y < level + drop:
            nature.stroke(
                sheet,
                x - 16 + rng.uniform(-4, 4),
                y,
                32,
                5,
                mix(lamp, inks.key, (y - level) / drop * 0.8),
            )
            y += rng.uniform(9, 15)
    nature.glitter(sheet, moon, level, 90, inks.mist)
    boats.ferry(sheet, rng.uniform(440, 700), level + 270, 520, lit=True)
    nature.glitter(sheet, 820, level + 290, 260, mix(inks.sun, inks.key, 0.25), bottom=level + 450)


def flood(sheet: Sheet) -> None:
    """Print a street under water, a small boat rowed along it."""
    inks, rng = sheet.inks, sheet.rng
    level = 640.0
    nature.sky(sheet, down_to=level)
    sheet.tone((0, 0, WIDE, 420), inks.slate, (0.55, 0.0), screen="lines")
    walls = [inks.mist, mix(inks.mist, inks.paper, 0.5), mix(inks.tide, inks.mist, 0.5)]
    town.houses(sheet, level + 10, (230, 380), walls, inks.slate, inks.key)
    for n in range(3):
        town.street_lamp(sheet, 210 + n * 560, level + 60, 300, inks.key, inks.sun)
    nature.water(sheet, level, mix(inks.tide, inks.slate, 0.3), inks.mist)
    sheet.tone((0, level, WIDE, level + 150), inks.slate, (0.6, 0.0), screen="lines")
    x, y = rng.uniform(420, 760), level + 210
    for n, coat in enumerate((inks.spot, inks.sun)):
        people.figure(
            sheet,
            x + 130 + n * 190,
            y + 56,
            250,
            coat,
            facing=1 if n == 0 else -1,
            pose=people.SPEAK,
        )
    sheet.shape([(x, y), (x + 470, y - 12), (x + 420, y + 66), (x + 50, y + 70)], inks.key)
    sheet.line([(x + 2, y), (x + 468, y - 12)], 9, inks.paper)
    sheet.line([(x + 210, y - 60), (x + 20, y + 116)], 8, inks.key)
    nature.stroke(sheet, x - 90, y + 74, 660, 16, inks.paper)
    sheet.rect((1180, level + 60, 1240, level + 230), inks.spot, round_by=14)
    sheet.rect((1190, level + 84, 1230, level + 92), inks.key)
