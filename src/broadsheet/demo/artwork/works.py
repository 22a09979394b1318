"""Pictures of engines and of those who tend them."""

from __future__ import annotations

from math import cos, pi, sin

from broadsheet.demo.artwork import nature, people
from broadsheet.demo.artwork.inks import Colour, mix
from broadsheet.demo.artwork.sheet import HIGH, WIDE, Sheet, at


def train(sheet: Sheet) -> None:
    """Print a night train crossing a viaduct in the hills."""
    inks, rng = sheet.inks, sheet.rng
    nature.sky(sheet)
    nature.sun(sheet, rng.uniform(250, 600), 230, 72)
    nature.ridge(sheet, 640, 300, mix(inks.mist, inks.tide, 0.5), rough=0.55)
    nature.ridge(sheet, 800, 240, mix(inks.tide, inks.slate, 0.35), rough=0.5)
    sheet.tone((0, 560, WIDE, HIGH), inks.paper, (0.0, 0.5), screen="smooth")
    deck = 620.0
    for n in range(9):
        _arch(sheet, -150 + n * 215, deck)
    sheet.rect((0, deck, WIDE, deck + 26), inks.key)
    nature.ridge(sheet, HIGH + 10, 170, inks.key, rough=0.42)
    for _ in range(24):
        nature.conifer(sheet, rng.uniform(0, WIDE), HIGH + 20, rng.uniform(120, 260), inks.key)
    _engine(sheet, 1330, deck)
    for n in range(5):
        _carriage(sheet, 1330 - 272 * (n + 1), deck)
    for n in range(34):
        sheet.disc(30 + n * 48, deck - 4, 9, inks.key)


def _arch(sheet: Sheet, x: float, deck: float) -> None:
    inks = sheet.inks
    curve = [
        (x + 137 - 78 * cos(n / 16 * pi), deck + 136 - 92 * sin(n / 16 * pi)) for n in range(17)
    ]
    outline = [
        (x, deck),
        (x + 215, deck),
        (x + 215, deck + 140),
        *reversed(curve),
        (x + 50, HIGH),
        (x + 9, HIGH),
        (x, deck + 140),
    ]
    sheet.shape(outline, inks.slate)
    sheet.tone((x, deck, x + 215, HIGH), inks.key, (0.65, 0.05), screen="lines", within=outline)


def _engine(sheet: Sheet, x: float, deck: float) -> None:
    inks = sheet.inks
    sheet.shape(at("0 -6, 0 -112, 92 -112, 176 -44, 184 -6", x, deck), inks.spot)
    sheet.shape(at("66 -98, 96 -98, 140 -60, 66 -60", x, deck), inks.key)
    sheet.rect((x, deck - 40, x + 180, deck - 32), inks.paper)


def _carriage(sheet: Sheet, x: float, deck: float) -> None:
    inks = sheet.inks
    sheet.rect((x, deck - 110, x + 264, deck - 6), inks.key, round_by=8)
    sheet.rect((x, deck - 40, x + 264, deck - 32), inks.spot)
    for k in range(7):
        sheet.rect((x + 18 + k * 34, deck - 92, x + 40 + k * 34, deck - 58), inks.sun, round_by=4)


def factory(sheet: Sheet) -> None:
    """Print a tall shed: saw-tooth light, a hull on blocks, pipes and ladders."""
    inks = sheet.inks
    floor = 850.0
    sheet.fade(
        (0, 0, WIDE, floor), mix(inks.slate, inks.key, 0.35), mix(inks.tide, inks.slate, 0.5)
    )
    for n in range(5):
        _roof_light(sheet, n * 330 - 40, floor)
    sheet.rect((0, 188, WIDE, 214), inks.key)
    for n in range(6):
        sheet.rect((40 + n * 300, 200, 62 + n * 300, floor), inks.key)
    sheet.fade((0, floor, WIDE, HIGH), mix(inks.tide, inks.slate, 0.4), inks.slate)
    _pipes(sheet)
    _hull(sheet)
    for x in (520, 700, 880, 1010):
        sheet.rect((x - 40, 730, x + 40, floor + 40), inks.key)
    _ladder(sheet, 620, 440, floor + 70)
    _ladder(sheet, 1090, 430, floor + 60)
    workers = (
        (250, inks.sun, people.POINT),
        (820, inks.paper, people.STAND),
        (1370, inks.mist, people.WALK),
    )
    for x, coat, pose in workers:
        sheet.shadow(x, floor + 122, 60)
        people.figure(sheet, x, floor + 120, 250, coat, pose=pose, facing=1 if x < 800 else -1)


def _roof_light(sheet: Sheet, x: float, floor: float) -> None:
    inks = sheet.inks
    sheet.shape(at("0 190, 250 40, 250 190", x), mix(inks.paper, inks.sun, 0.25))
    for k in (70, 140, 205):
        sheet.line([(x + k, 190 - k * 0.6), (x + k, 190)], 4, inks.key)
    beam = [(x + 40, 190), (x + 250, 190), (x + 110, floor), (x - 160, floor)]
    sheet.tone((x - 160, 190, x + 460, floor), inks.paper, (0.42, 0.0), screen="lines", within=beam)


def _hull(sheet: Sheet) -> None:
    inks = sheet.inks
    hull = at("330 420, 480 452, 1010 452, 1260 400, 1150 640, 1010 730, 520 730, 400 620")
    plank = mix(inks.spot, inks.key, 0.5)
    sheet.shape(hull, inks.spot)
    for n in range(1, 7):
        y = 452 + n * 42
        sheet.line(
            [(340 + n * 17, y - 20), (520, y), (1010, y), (1235 - n * 17, y - 26)], 2.6, plank
        )
    sheet.tone((330, 560, 1260, 730), inks.key, (0.0, 0.7), within=hull)
    sheet.line(hull[:4], 12, inks.paper)


def _ladder(sheet: Sheet, x: float, top: float, foot: float) -> None:
    fill = mix(sheet.inks.sun, sheet.inks.key, 0.2)
    for side in (0, 44):
        sheet.line([(x + side, top), (x + side - 70, foot)], 7, fill)
    for n in range(1, 11):
        y, shift = top + (foot - top) * n / 11, -70 * n / 11
        sheet.line([(x + shift, y), (x + shift + 44, y)], 5, fill)


def _pipes(sheet: Sheet) -> None:
    inks = sheet.inks
    for n, fill in enumerate((inks.tide, inks.mist, inks.tide)):
        y = 262 + n * 40
        sheet.line([(-20, y), (1480 - n * 46, y), (1480 - n * 46, 900)], 22, fill)
        sheet.line([(-20, y - 5), (1480 - n * 46 + 4, y - 5)], 4, mix(fill, inks.paper, 0.6))
    for n in range(3):
        x, y = 1388 + n * 46, 520 + n * 84
        sheet.disc(x, y, 32, inks.spot)
        sheet.disc(x, y, 20, mix(inks.tide, inks.slate, 0.6))
        sheet.line([(x - 28, y), (x + 28, y)], 6, inks.spot)
        sheet.line([(x, y - 28), (x, y + 28)], 6, inks.spot)


def pumps(sheet: Sheet) -> None:
    """Print a pumping station: pumps in a brick vault, pipes, and somebody at a dial."""
    inks, rng = sheet.inks, sheet.rng
    floor = 850.0
    sheet.fade(
        (0, 0, WIDE, floor), mix(inks.slate, inks.key, 0.55), mix(inks.tide, inks.slate, 0.6)
    )
    _bricks(sheet, floor)
    for n in range(3):
        _vault(sheet, 30 + n * 530, floor)
    sheet.fade((0, floor, WIDE, HIGH), mix(inks.tide, inks.slate, 0.7), inks.slate)
    for y, wide in ((236, 44), (310, 26)):
        sheet.line([(-40, y), (WIDE + 40, y)], wide, inks.tide)
        sheet.line([(-40, y - wide * 0.25), (WIDE + 40, y - wide * 0.25)], 5, inks.mist)
    for n in range(3):
        sheet.rect((250 + n * 530, 202, 282 + n * 530, 270), inks.slate, round_by=5)
    for n, fill in enumerate((inks.spot, mix(inks.sun, inks.key, 0.15))):
        _pump(sheet, 350 + n * 560, floor, fill)
    x = rng.uniform(1300, 1380)
    sheet.shadow(x, floor + 122, 66)
    people.figure(
        sheet, x, floor + 120, 330, inks.paper, pose=people.POINT, facing=-1, legs=inks.key
    )


def _bricks(sheet: Sheet, floor: float) -> None:
    inks, rng = sheet.inks, sheet.rng
    y, row = 0.0, 0
    while y < floor:
        for n in range(-1, 24):
            if rng.random() < 0.3:
                left = n * 70 + row % 2 * 35
                fill = mix(inks.slate, rng.choice((inks.key, inks.tide)), rng.uniform(0.1, 0.4))
                sheet.rect((left + 2, y + 2, left + 67, y + 27), fill)
        y, row = y + 30, row + 1


def _vault(sheet: Sheet, x: float, floor: float) -> None:
    inks = sheet.inks
    box = (x + 30, 350.0, x + 490, 810.0)
    sheet.wedge(box, 180, 360, inks.key)
    sheet.rect((x + 30, 578, x + 490, floor), inks.key)
    sheet.glow(x + 260, 640, 250, inks.sun, density=0.35)
    for n in range(13):
        turn = pi * n / 12
        one, other = ((x + 260 - far * cos(turn), 580 - far * sin(turn)) for far in (232.0, 268.0))
        sheet.line([one, other], 30, mix(inks.tide, inks.paper, 0.15 + n % 2 * 0.12))


def _pump(sheet: Sheet, x: float, floor: float, fill: Colour) -> None:
    inks = sheet.inks
    foot = floor + 70
    sheet.shadow(x + 40, foot + 8, 280)
    sheet.line([(x + 150, foot - 160), (x + 150, 330), (x + 150, 250)], 74, inks.tide)
    sheet.line([(x + 132, foot - 160), (x + 132, 330)], 9, mix(inks.tide, inks.paper, 0.6))
    for y in (360, 560):
        sheet.rect((x + 98, y, x + 202, y + 26), inks.slate, round_by=6)
    sheet.rect((x - 210, foot - 42, x + 250, foot), inks.key, round_by=8)
    sheet.disc(x + 60, foot - 170, 150, fill)
    sheet.tone((x - 90, foot - 320, x + 210, foot - 20), inks.key, (0.0, 0.75), within=[
        (x + 60 + 150 * cos(n * pi / 20), foot - 170 + 150 * sin(n * pi / 20)) for n in range(40)
    ])  # fmt: skip
    for radius, colour in ((92, mix(fill, inks.key, 0.35)), (44, inks.mist), (18, inks.key)):
        sheet.disc(x + 60, foot - 170, radius, colour)
    for n in range(8):
        turn = n * pi / 4
        sheet.disc(x + 60 + 122 * cos(turn), foot - 170 + 122 * sin(turn), 9, inks.key)
    sheet.rect((x - 220, foot - 236, x - 70, foot - 100), mix(fill, inks.slate, 0.5), round_by=26)
    for n in range(5):
        sheet.line([(x - 200 + n * 26, foot - 222), (x - 200 + n * 26, foot - 114)], 7, inks.key)
    _wheel(sheet, x + 150, 470)


def _wheel(sheet: Sheet, x: float, y: float) -> None:
    inks = sheet.inks
    sheet.disc(x, y, 62, inks.spot)
    sheet.disc(x, y, 46, inks.tide)
    for n in range(3):
        turn = n * pi / 3 + 0.3
        dx, dy = 52 * cos(turn), 52 * sin(turn)
        sheet.line([(x - dx, y - dy), (x + dx, y + dy)], 10, inks.spot)
    sheet.disc(x, y, 14, inks.key)
