"""Pictures of the city and of its work."""

from __future__ import annotations

from broadsheet.demo.artwork import nature, people, town
from broadsheet.demo.artwork.inks import mix
from broadsheet.demo.artwork.sheet import HIGH, WIDE, Sheet

GROUND = 800.0


def skyline(sheet: Sheet) -> None:
    """Print the city's towers, three rows deep, over the near roofs."""
    inks, rng = sheet.inks, sheet.rng
    nature.sky(sheet)
    nature.sun(sheet, rng.uniform(350, 1250), rng.uniform(240, 420), 110)
    nature.clouds(sheet, 4, 90, 330, mix(inks.paper, inks.mist, 0.3))
    town.towers(
        sheet, HIGH, (560, 700), (70, 120), mix(inks.mist, inks.tide, 0.5), inks.paper, share=0
    )
    sheet.tone((0, 500, WIDE, HIGH), inks.mist, (0.0, 0.8), screen="smooth")
    town.towers(
        sheet, HIGH, (380, 610), (80, 140), mix(inks.tide, inks.slate, 0.5), inks.paper, share=0.25
    )
    sheet.tone((0, 620, WIDE, HIGH), inks.tide, (0.0, 0.7), screen="smooth")
    town.towers(sheet, HIGH, (240, 400), (100, 170), inks.slate, inks.sun, share=0.4)
    town.houses(
        sheet,
        HIGH + 90,
        (190, 250),
        [inks.key, mix(inks.key, inks.slate, 0.3)],
        inks.key,
        inks.sun,
        share=0.5,
    )
    nature.birds(sheet, 8, 900, 180, inks.key)


def street(sheet: Sheet) -> None:
    """Print a street of gabled houses, lamps, and people on the pavement."""
    inks, ground = sheet.inks, GROUND
    nature.sky(sheet, down_to=ground)
    nature.sun(sheet, sheet.rng.uniform(300, 1300), 180, 70)
    far = [mix(inks.mist, inks.tide, 0.4), mix(inks.mist, inks.tide, 0.6)]
    town.houses(
        sheet, ground, (460, 560), far, mix(inks.tide, inks.slate, 0.4), inks.paper, share=0.4
    )
    walls = [inks.mist, mix(inks.paper, inks.mist, 0.5), mix(inks.spot, inks.mist, 0.35), inks.tide]
    town.houses(sheet, ground, (270, 400), walls, inks.slate, inks.key)
    _pavement(sheet)


def late_bus(sheet: Sheet) -> None:
    """Print the same street after midnight: few windows lit, the lamps and the bus."""
    inks, ground = sheet.inks, GROUND
    nature.sky(sheet, down_to=ground, dark=True)
    nature.sun(sheet, sheet.rng.uniform(300, 1300), 150, 46, fill=inks.paper)
    far = [mix(inks.key, inks.slate, 0.75), mix(inks.key, inks.slate, 0.55)]
    town.houses(sheet, ground, (460, 560), far, inks.key, inks.sun, share=0.05)
    walls = [mix(inks.key, inks.slate, share) for share in (0.1, 0.25, 0.4)]
    town.houses(sheet, ground, (270, 400), walls, inks.key, inks.sun, share=0.16)
    _pavement(sheet)


def _pavement(sheet: Sheet) -> None:
    """Print what lies before the houses: pavement, lamps, people, the road and its bus."""
    inks, rng, ground = sheet.inks, sheet.rng, GROUND
    sheet.fade((0, ground, WIDE, HIGH), mix(inks.tide, inks.slate, 0.7), inks.key)
    sheet.rect((0, ground, WIDE, ground + 46), mix(inks.mist, inks.tide, 0.3))
    sheet.rect((0, ground + 46, WIDE, ground + 58), inks.slate)
    for x in (150, 760, 1370):
        town.street_lamp(sheet, x, ground + 30, 420, inks.key, inks.sun)
    coats = [inks.spot, inks.sun, inks.key, inks.slate, mix(inks.spot, inks.key, 0.4)]
    for n in range(7):
        people.figure(
            sheet,
            120 + n * 215 + rng.uniform(-50, 50),
            ground + 36 + rng.uniform(-8, 8),
            rng.uniform(168, 190),
            rng.choice(coats),
            pose=people.WALK if n % 3 else people.STAND,
            facing=rng.choice((-1, 1)),
            long=n % 2 == 0,
        )
    _bus(sheet, rng.uniform(260, 760), ground + 214)


def _bus(sheet: Sheet, x: float, ground: float) -> None:
    inks = sheet.inks
    sheet.tone((x - 20, ground - 10, x + 560, ground + 26), (0, 0, 0), (0.7, 0.1), screen="dots")
    sheet.rect((x, ground - 176, x + 540, ground - 16), inks.spot, round_by=22)
    sheet.rect((x + 14, ground - 154, x + 528, ground - 86), inks.key, round_by=8)
    for n in range(5):
        sheet.rect(
            (x + 22 + n * 84, ground - 148, x + 98 + n * 84, ground - 92), inks.sun, round_by=4
        )
        sheet.disc(x + 60 + n * 84, ground - 112, 11, inks.key)
        sheet.oval((x + 42 + n * 84, ground - 104, x + 78 + n * 84, ground - 80), inks.key)
    sheet.rect((x + 22, ground - 92, x + 520, ground - 80), inks.spot)
    sheet.rect((x + 446, ground - 148, x + 522, ground - 92), inks.mist, round_by=6)
    sheet.rect((x, ground - 66, x + 540, ground - 56), inks.paper)
    for wheel in (110, 430):
        sheet.disc(x + wheel, ground - 16, 34, inks.key)
        sheet.disc(x + wheel, ground - 16, 14, inks.tide)


def market(sheet: Sheet) -> None:
    """Print stalls under striped awnings, crates in rows, buyers between them."""
    inks, rng = sheet.inks, sheet.rng
    ground = 700.0
    nature.sky(sheet, down_to=ground)
    walls = [mix(inks.mist, inks.tide, 0.45), inks.mist]
    town.houses(sheet, ground, (360, 460), walls, inks.tide, inks.slate)
    far, near = mix(inks.mist, inks.tide, 0.5), mix(inks.tide, inks.slate, 0.5)
    sheet.fade((0, ground, WIDE, HIGH), far, near)
    coats = [inks.key, inks.slate, inks.spot, inks.sun, inks.paper]
    for n in range(9):
        people.figure(
            sheet,
            60 + n * 185 + rng.uniform(-50, 50),
            ground + 50,
            190,
            rng.choice(coats),
            pose=rng.choice((people.STAND, people.WALK)),
            facing=rng.choice((-1, 1)),
        )
    stripes = [(inks.spot, inks.paper), (inks.slate, inks.paper), (inks.sun, inks.paper)]
    for n in range(3):
        _stall(sheet, -70 + n * 580, ground + 190, stripes[n])
    for n in range(4):
        people.figure(
            sheet,
            240 + n * 390 + rng.uniform(-50, 50),
            HIGH - 8 + rng.uniform(-14, 14),
            330,
            rng.choice(coats),
            pose=(people.WALK, people.POINT, people.SPEAK, people.STAND)[n],
            facing=1 if n % 2 else -1,
            long=n % 2 == 0,
        )
    _bulbs(sheet)


def _bulbs(sheet: Sheet) -> None:
    inks = sheet.inks
    for x in range(40, WIDE, 130):
        sheet.line([(x, 150), (x + 65, 178), (x + 130, 150)], 2.5, inks.key)
        sheet.disc(x + 65, 196, 19, inks.sun)
        sheet.rect((x + 56, 174, x + 74, 180), inks.key)


def _stall(
    sheet: Sheet, x: float, ground: float, stripe: tuple[tuple[int, int, int], tuple[int, int, int]]
) -> None:
    inks, rng = sheet.inks, sheet.rng
    wide, top = 500.0, ground - 410
    for post in (26, wide - 26):
        sheet.rect((x + post - 6, top + 60, x + post + 6, ground), inks.key)
    sheet.rect((x + 10, ground - 130, x + wide - 10, ground), mix(inks.slate, inks.key, 0.5))
    sheet.tone((x + 10, ground - 130, x + wide - 10, ground), inks.key, (0.1, 0.8))
    goods = [inks.spot, inks.sun, inks.tide, inks.mist, inks.paper]
    for n in range(6):
        left, fill = x + 22 + n * 78, rng.choice(goods)
        sheet.rect((left, ground - 168, left + 70, ground - 122), mix(inks.sun, inks.key, 0.55))
        for k in range(5):
            sheet.oval((left + 2 + k * 13, ground - 182, left + 20 + k * 13, ground - 162), fill)
        sheet.line([(left, ground - 146), (left + 70, ground - 146)], 3, inks.key)
    for n in range(10):
        left, part = x - 14 + n * 53, (wide + 28) / 10
        shape = [
            (left + (26 - n * 5.4), top),
            (left + part + (26 - (n + 1) * 5.4), top),
            (left + part, top + 84),
            (left, top + 84),
        ]
        sheet.shape(shape, stripe[n % 2])
        sheet.wedge((left, top + 62, left + part, top + 108), 0, 180, stripe[n % 2])
    sheet.tone((x - 14, top + 50, x + wide + 14, top + 84), inks.key, (0.0, 0.35), screen="fine")
