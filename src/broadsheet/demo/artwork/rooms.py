"""Pictures of rooms in which something is decided, found out, read or cooked."""

from __future__ import annotations

from math import pi, sin

from broadsheet.demo.artwork import people, town
from broadsheet.demo.artwork.inks import Colour, mix
from broadsheet.demo.artwork.sheet import HIGH, WIDE, Sheet, at


def lab(sheet: Sheet) -> None:
    """Print a bench with glass, an instrument, and two people at work."""
    inks = sheet.inks
    town.wall(sheet, 760, mix(inks.tide, inks.mist, 0.4), inks.mist)
    for row in range(2):
        y = 210 + row * 190
        sheet.rect((760, y, 1520, y + 16), inks.slate)
        for n in range(12):
            left, high = 784 + n * 60, 50 + sheet.rng.random() * 76
            fill = (inks.spot, inks.sun, inks.slate, inks.paper)[sheet.rng.randrange(4)]
            sheet.rect((left, y - high, left + 38, y), fill, round_by=6)
            sheet.rect((left + 8, y - high - 14, left + 30, y - high + 4), inks.key)
            sheet.rect((left + 4, y - high * 0.6, left + 34, y - high * 0.3), inks.paper)
    town.tall_window(sheet, 130, 180, 380, 330)
    white = mix(inks.paper, (255, 255, 255), 0.6)
    people.figure(sheet, 500, 990, 720, white, pose=people.POINT, long=True, legs=inks.slate)
    people.figure(
        sheet, 1180, 1000, 700, white, pose=people.SPEAK, facing=-1, long=True, legs=inks.key
    )
    sheet.rect((0, 740, WIDE, 786), inks.key)
    sheet.fade((0, 786, WIDE, HIGH), inks.slate, mix(inks.slate, inks.key, 0.6))
    for n in range(6):
        sheet.rect(
            (40 + n * 265, 826, 270 + n * 265, 1040), mix(inks.slate, inks.tide, 0.25), round_by=8
        )
        sheet.rect((125 + n * 265, 850, 185 + n * 265, 860), inks.key)
    for n, fill in enumerate((inks.spot, inks.sun, inks.tide)):
        _flask(sheet, 680 + n * 130, 742, 80 + n % 2 * 30, fill)
    _microscope(sheet, 270, 742)


def _flask(sheet: Sheet, x: float, foot: float, size: float, fill: Colour) -> None:
    glass = mix(sheet.inks.paper, fill, 0.15)
    outline = [
        (x - size * 0.16, foot - size * 1.7),
        (x + size * 0.16, foot - size * 1.7),
        (x + size * 0.16, foot - size),
        (x + size * 0.62, foot),
        (x - size * 0.62, foot),
        (x - size * 0.16, foot - size),
    ]
    sheet.shape(outline, glass)
    sheet.shape(
        [
            (x - size * 0.36, foot - size * 0.58),
            (x + size * 0.36, foot - size * 0.58),
            (x + size * 0.62, foot),
            (x - size * 0.62, foot),
        ],
        fill,
    )
    sheet.line([*outline, outline[0]], 4, sheet.inks.key)


def _microscope(sheet: Sheet, x: float, foot: float) -> None:
    key, paper = sheet.inks.key, sheet.inks.paper
    sheet.rect((x - 90, foot - 30, x + 90, foot), key, round_by=10)
    sheet.arc((x - 80, foot - 260, x + 130, foot - 10), 270, 80, 26, key)
    sheet.rect((x - 80, foot - 104, x + 60, foot - 86), key)
    sheet.line([(x + 20, foot - 130), (x - 40, foot - 310)], 44, key)
    sheet.line([(x - 40, foot - 310), (x - 56, foot - 356)], 30, paper)
    sheet.line([(x + 22, foot - 126), (x + 28, foot - 108)], 24, paper)


def library(sheet: Sheet) -> None:
    """Print shelves around a long table with shaded lamps."""
    inks, rng = sheet.inks, sheet.rng
    sheet.rect((0, 0, WIDE, HIGH), mix(inks.key, inks.slate, 0.3))
    wood = mix(inks.spot, inks.key, 0.55) if inks.spot[0] > 150 else mix(inks.sun, inks.key, 0.55)
    covers = [
        inks.spot,
        inks.sun,
        inks.tide,
        inks.mist,
        inks.slate,
        inks.paper,
        mix(inks.spot, inks.key, 0.4),
    ]
    for row in range(5):
        foot = 152 + row * 138
        x = -6.0
        while x < WIDE:
            wide, high = rng.uniform(14, 34), rng.uniform(80, 114)
            fill = rng.choice(covers)
            if rng.random() < 0.93:
                sheet.rect((x, foot - high, x + wide - 2, foot), fill)
                sheet.rect(
                    (x, foot - high * 0.82, x + wide - 2, foot - high * 0.75),
                    mix(fill, inks.key, 0.5),
                )
            x += wide
        sheet.rect((0, foot, WIDE, foot + 20), wood)
    for x in (-10, 390, 800, 1200, 1590):
        sheet.rect((x - 14, 0, x + 14, 740), mix(wood, inks.key, 0.3))
    sheet.tone((0, 0, WIDE, 560), inks.key, (0.85, 0.05), screen="lines")
    town.floorboards(sheet, 726, mix(wood, inks.key, 0.45), mix(wood, inks.key, 0.75))
    for x, coat in ((480, inks.spot), (1120, inks.sun)):
        people.figure(sheet, x, 960, 400, coat, pose=people.SPEAK, facing=1 if x < 800 else -1)
    sheet.shape([(230, 850), (1370, 850), (1530, 950), (70, 950)], mix(wood, inks.sun, 0.3))
    sheet.rect((70, 948, 1530, 990), mix(wood, inks.key, 0.4))
    for n in range(3):
        _lamp(sheet, 420 + n * 380, 890)
    for n in range(7):
        x = 300 + n * 150 + rng.uniform(-30, 30)
        sheet.shape([(x, 900), (x + 92, 896), (x + 104, 926), (x - 6, 930)], inks.paper)


def _lamp(sheet: Sheet, x: float, foot: float) -> None:
    inks = sheet.inks
    sheet.glow(x, foot - 60, 250, inks.sun, density=0.75)
    sheet.line([(x, foot), (x, foot - 130)], 8, inks.key)
    sheet.oval((x - 50, foot - 10, x + 50, foot + 14), inks.key)
    sheet.shape(
        [(x - 50, foot - 168), (x + 50, foot - 168), (x + 86, foot - 106), (x - 86, foot - 106)],
        mix((30, 110, 80), inks.slate, 0.3),
    )
    sheet.rect((x - 82, foot - 108, x + 82, foot - 98), inks.paper)


def book(sheet: Sheet) -> None:
    """Print an open book under a lamp, slips flying up from its pages."""
    inks = sheet.inks
    sheet.fade((0, 0, WIDE, HIGH), mix(inks.slate, inks.key, 0.45), mix(inks.slate, inks.tide, 0.5))
    sheet.glow(800, 430, 760, mix(inks.sun, inks.paper, 0.35), density=0.85)
    sheet.rect((0, 760, WIDE, HIGH), mix(inks.sun, inks.key, 0.5))
    sheet.tone((0, 760, WIDE, HIGH), inks.key, (0.1, 0.6), screen="lines")
    sheet.shape(at("180 850, 800 900, 1420 850, 1420 884, 800 944, 180 884"), inks.spot)
    for side in (-1, 1):
        _pages(sheet, side)
    for n in range(9):
        x, y = 640 + n * 44 + (n % 3) * 24, 520 - n * 40 - (n % 2) * 50
        slip = at("0 0, 1.6 -0.5, 1.9 0.6, 0.3 1", x, y, unit=36 - n * 2.2)
        sheet.shape(slip, mix(inks.paper, inks.spot, 0.5 * (n % 2)))


def _pages(sheet: Sheet, side: int) -> None:
    inks = sheet.inks
    steps = [n / 20 for n in range(21)]
    for layer in range(7):
        lift, far = layer * 34, 610 - layer * 22
        curve = [
            (800 + side * t * far, 884 - lift * t * 1.25 - 74 * sin(pi * t * 0.9)) for t in steps
        ]
        fill = mix(inks.paper, inks.mist, 0.6 - layer * 0.1)
        sheet.shape([*curve, *((x, y + 46) for x, y in reversed(curve))], fill)
        sheet.line(curve, 3, mix(fill, inks.slate, 0.4))
    for n in range(8):
        low, near = 30 * n, 110 + 6 * n
        words = [
            (
                800 + side * (near + t * 330),
                846
                + low * 0.12
                - (204 - low * 0.9) * (near + t * 330) / 480
                - 74 * sin(pi * (near + t * 330) / 530),
            )
            for t in steps
        ]
        sheet.line(words, 5, mix(inks.slate, inks.paper, 0.35))


def kitchen(sheet: Sheet) -> None:
    """Print a stove with a steaming pot, hanging ladles, a bowl beside it."""
    inks, rng = sheet.inks, sheet.rng
    tile, seam = mix(inks.mist, inks.paper, 0.4), mix(inks.mist, inks.tide, 0.4)
    sheet.rect((0, 0, WIDE, 720), tile)
    for n in range(22):
        for k in range(10):
            if rng.random() < 0.16:
                sheet.rect(
                    (n * 74 + 3, k * 74 + 3, n * 74 + 71, k * 74 + 71),
                    mix(tile, rng.choice((inks.tide, inks.sun)), 0.35),
                )
        sheet.line([(n * 74, 0), (n * 74, 720)], 2.5, seam)
        sheet.line([(0, n * 74), (WIDE, n * 74)], 2.5, seam)
    sheet.tone((0, 0, WIDE, 380), inks.slate, (0.6, 0.0), screen="lines")
    sheet.rect((170, 130, 1430, 146), inks.key)
    for n in range(8):
        _ladle(sheet, 240 + n * 160, 146, 130 + rng.uniform(-20, 70), n % 3)
    sheet.fade((0, 716, WIDE, HIGH), inks.slate, inks.key)
    sheet.rect((0, 700, WIDE, 740), mix(inks.sun, inks.key, 0.4))
    sheet.rect((420, 690, 1080, HIGH), inks.key)
    sheet.rect((460, 830, 1040, 1040), inks.slate, round_by=14)
    sheet.tone((500, 870, 1000, 1010), inks.spot, (0.2, 0.95))
    for n in range(5):
        sheet.disc(510 + n * 120, 784, 24, inks.mist)
        sheet.line([(510 + n * 120, 784), (510 + n * 120 + 10, 766)], 6, inks.key)
    _pot(sheet, 560, 410, 380, 280)
    _bowl(sheet)


def _pot(sheet: Sheet, x: float, top: float, wide: float, high: float) -> None:
    inks = sheet.inks
    for n in range(4):
        base = x + 80 + n * 78
        steam = [(base + 30 * sin(k * 0.55 + n), top - 10 - k * 24) for k in range(15)]
        sheet.line(steam, 20 - n * 2, mix(inks.paper, (255, 255, 255), 0.5))
    sheet.line([(x - 54, top + 80), (x + wide + 54, top + 80)], 26, inks.key)
    sheet.rect((x, top, x + wide, top + high), inks.spot, round_by=34)
    sheet.tone(
        (x + wide * 0.45, top + 14, x + wide, top + high - 20), inks.key, (0.0, 0.8), across=True
    )
    sheet.oval((x, top - 34, x + wide, top + 44), mix(inks.spot, inks.key, 0.5))
    sheet.oval((x + 20, top - 22, x + wide - 20, top + 34), inks.sun)
    sheet.line([(x + 54, top + 80), (x + 54, top + high - 60)], 14, mix(inks.spot, inks.paper, 0.5))


def _ladle(sheet: Sheet, x: float, top: float, length: float, kind: int) -> None:
    fill = sheet.inks.key
    sheet.line([(x, top), (x, top + length)], 8, fill)
    if kind == 0:
        sheet.wedge((x - 44, top + length - 44, x + 44, top + length + 44), 0, 180, fill)
    elif kind == 1:
        sheet.rect((x - 30, top + length, x + 30, top + length + 84), fill, round_by=10)
    else:
        sheet.disc(x, top + length + 30, 48, fill)
        sheet.disc(x, top + length + 30, 36, mix(fill, sheet.inks.tide, 0.4))


def _bowl(sheet: Sheet) -> None:
    inks = sheet.inks
    for x, y, size, fill in (
        (1210, 600, 46, inks.sun),
        (1290, 586, 52, inks.spot),
        (1362, 604, 42, inks.paper),
    ):
        sheet.disc(x, y, size, fill)
        sheet.arc((x - size, y - size, x + size, y + size), 100, 200, 4, mix(fill, inks.key, 0.4))
    sheet.wedge((1140, 500, 1430, 710), 0, 180, inks.slate)
    sheet.rect((1130, 598, 1440, 618), mix(inks.slate, inks.paper, 0.3), round_by=9)
    for n in range(3):
        x = 130 + n * 92
        sheet.rect((x, 560 - n * 26, x + 66, 702), (inks.tide, inks.sun, inks.mist)[n], round_by=12)
        sheet.rect((x + 8, 540 - n * 26, x + 58, 568 - n * 26), inks.key, round_by=5)
