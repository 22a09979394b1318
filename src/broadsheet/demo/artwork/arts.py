"""Pictures of what is performed and shown."""

from __future__ import annotations

from math import sin

from broadsheet.demo.artwork import nature, people, town
from broadsheet.demo.artwork.inks import Colour, mix
from broadsheet.demo.artwork.sheet import HIGH, WIDE, Sheet


def _beam(
    sheet: Sheet, x: float, top: float, foot: float, at: float, spread: float, density: float
) -> None:
    cone = [(x - 14, top), (x + 14, top), (at + spread, foot), (at - spread, foot)]
    left, right = min(x - 14, at - spread), max(x + 14, at + spread)
    light = mix(sheet.inks.sun, sheet.inks.paper, 0.4)
    sheet.tone((left, top, right, foot), light, (density, density * 0.3), within=cone)


def _curtains(sheet: Sheet, wide: float) -> None:
    inks = sheet.inks
    for side in (0, 1):
        for n in range(6):
            left = n * wide / 6 if side == 0 else WIDE - (n + 1) * wide / 6
            fill = mix(inks.spot, inks.key, 0.25 + 0.35 * (n % 2))
            sheet.shape(
                [(left, 0), (left + wide / 6 + 1, 0), (left + wide / 6 + 1, HIGH), (left, HIGH)],
                fill,
            )
            sheet.tone(
                (left, 0, left + wide / 6, HIGH), inks.key, (0.0, 0.6), across=True, screen="lines"
            )


def stage(sheet: Sheet) -> None:
    """Print players apart on a dim wet stage, a table under one hanging lamp."""
    inks, rng = sheet.inks, sheet.rng
    level = 640.0
    sheet.fade((0, 0, WIDE, level), inks.key, mix(inks.slate, inks.key, 0.35))
    sheet.tone((0, 60, WIDE, level), inks.slate, (0.0, 0.6), screen="lines")
    nature.water(sheet, level, mix(inks.key, inks.slate, 0.3), inks.tide)
    _beam(sheet, 800, 250, level + 190, 800, 420, 0.75)
    nature.glitter(sheet, 800, level + 190, 480, mix(inks.sun, inks.slate, 0.3))
    sheet.line([(800, 0), (800, 236)], 4, inks.paper)
    sheet.shape([(770, 232), (830, 232), (866, 286), (734, 286)], inks.key)
    sheet.disc(800, 290, 26, inks.paper)
    coats, poses = [inks.spot, inks.paper, inks.tide], [people.STAND, people.SPEAK, people.POINT]
    rng.shuffle(coats)
    rng.shuffle(poses)
    places = ((800, 830, 360), (400, 910, 400), (1180, 880, 400))
    for n, (x, feet, high) in enumerate(places):
        sheet.shadow(x, feet, 90, density=0.8)
        facing = 1 if x < 800 else -1
        people.figure(sheet, x, feet, high, coats[n], pose=poses[n], facing=facing, long=n == 1)
        if n == 0:
            _supper(sheet)
    _curtains(sheet, 210)


def _supper(sheet: Sheet) -> None:
    inks = sheet.inks
    for x, side in ((610, 1), (990, -1)):
        sheet.line([(x, 630), (x, 836)], 9, inks.key)
        sheet.line([(x, 746), (x + 74 * side, 746), (x + 74 * side, 836)], 9, inks.key)
    town.table(sheet, 570, 726, 460, mix(inks.sun, inks.key, 0.3), high=130)
    for n in range(4):
        sheet.oval((640 + n * 82, 696, 690 + n * 82, 712), inks.paper)


def orchestra(sheet: Sheet) -> None:
    """Print rows of string players in a timber hall, the conductor among them."""
    inks, rng = sheet.inks, sheet.rng
    wood = mix(inks.sun, inks.key, 0.35)
    sheet.fade((0, 0, WIDE, 620), mix(wood, inks.key, 0.35), wood)
    for n in range(26):
        sheet.line([(n * 64, 0), (n * 64, 600)], 3, mix(wood, inks.key, 0.45))
    for n in range(4):
        sheet.shape(
            [(n * 400 + 60, 0), (n * 400 + 120, 0), (n * 400 + 290, 300), (n * 400 + 230, 300)],
            mix(wood, inks.key, 0.5),
        )
    for lamp in (320, 800, 1280):
        _beam(sheet, lamp, -10, 700, lamp, 300, 0.55)
    town.floorboards(sheet, 560, mix(wood, inks.key, 0.25), mix(wood, inks.key, 0.5))
    sheet.rect((700, 560, 900, 600), inks.key)
    people.figure(sheet, 800, 566, 290, inks.paper, pose=people.CONDUCT)
    sheet.line([(870, 350), (930, 300)], 4, inks.paper)
    for row, (y, size, number) in enumerate(((640, 190, 9), (760, 240, 8), (900, 300, 7))):
        for n in range(number):
            x = (n + 0.5 + (row % 2) * 0.2) * WIDE / number + rng.uniform(-12, 12)
            if abs(x - 800) < 90 and row == 0:
                continue
            coat = rng.choice((inks.key, inks.slate, inks.spot, mix(inks.slate, inks.key, 0.5)))
            _player(sheet, x, y, size, coat, 1 if x < 800 else -1)
    for drum in (250, 620, 990, 1360):
        sheet.rect((drum - 130, 1000, drum + 130, HIGH), inks.spot)
        sheet.oval((drum - 130, 968, drum + 130, 1034), inks.paper)
        sheet.arc((drum - 130, 968, drum + 130, 1034), 0, 360, 9, inks.key)


def _player(sheet: Sheet, x: float, y: float, size: float, coat: Colour, facing: int) -> None:
    inks = sheet.inks
    people.figure(sheet, x, y + size * 0.42, size, coat, pose=people.BOW, facing=facing)
    scroll = mix(inks.spot, inks.sun, 0.4)
    neck = (x + facing * size * 0.05, y - size * 0.22)
    tip = (x + facing * size * 0.34, y - size * 0.17)
    sheet.oval(
        (
            neck[0] - size * 0.07,
            neck[1] - size * 0.05,
            neck[0] + size * 0.13,
            neck[1] + size * 0.06,
        ),
        scroll,
    )
    sheet.line([neck, tip], size * 0.025, inks.key)
    sheet.line(
        [(x + facing * size * 0.02, y - size * 0.02), (x + facing * size * 0.3, y - size * 0.4)],
        size * 0.014,
        inks.paper,
    )
    stand = x + facing * size * 0.46
    sheet.line([(stand, y + size * 0.36), (stand, y - size * 0.02)], size * 0.018, inks.key)
    sheet.shape(
        [
            (stand - size * 0.11, y - size * 0.15),
            (stand + size * 0.11, y - size * 0.15),
            (stand + size * 0.1, y + size * 0.01),
            (stand - size * 0.1, y + size * 0.01),
        ],
        inks.paper,
    )


def gallery_wall(sheet: Sheet) -> None:
    """Print framed pictures on a wall, and visitors before them."""
    inks, rng = sheet.inks, sheet.rng
    sheet.fade((0, 0, WIDE, 790), mix(inks.mist, inks.tide, 0.3), inks.mist)
    for x in (300, 800, 1300):
        _beam(sheet, x, 0, 600, x, 250, 0.6)
        sheet.rect((x - 26, 0, x + 26, 34), inks.key)
    first = rng.randrange(3)
    frames = ((110, 190, 330, 380), (500, 140, 560, 440), (1130, 180, 360, 400))
    for n, (x, y, wide, high) in enumerate(frames):
        sheet.tone(
            (x + 14, y + 20, x + wide + 22, y + high + 26), inks.key, (0.5, 0.7), screen="fine"
        )
        sheet.rect((x, y, x + wide, y + high), mix(inks.sun, inks.key, 0.45 if n % 2 else 0.85))
        sheet.rect((x + 22, y + 22, x + wide - 22, y + high - 22), inks.paper)
        _canvas(sheet, (x + 40, y + 40, x + wide - 40, y + high - 40), (first + n) % 3)
    sheet.rect((0, 770, WIDE, 796), inks.paper)
    town.floorboards(sheet, 796, mix(inks.sun, inks.slate, 0.45), mix(inks.slate, inks.key, 0.3))
    visitors = (
        (250, 950, 420, inks.spot),
        (900, 930, 400, inks.key),
        (1010, 936, 300, inks.sun),
        (1440, 980, 440, inks.slate),
    )
    for n, (x, feet, high, coat) in enumerate(visitors):
        sheet.shadow(x, feet, high * 0.22)
        people.figure(
            sheet,
            x,
            feet,
            high,
            coat,
            pose=(people.STAND, people.STAND, people.POINT, people.WALK)[n],
            facing=-1 if n > 1 else 1,
            long=n % 2 == 0,
        )


def _canvas(sheet: Sheet, box: tuple[float, float, float, float], kind: int) -> None:
    inks = sheet.inks
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    middle = (left + right) / 2
    if kind == 0:
        sheet.fade(box, inks.tide, inks.paper)
        sheet.disc(middle + wide * 0.15, top + high * 0.4, high * 0.14, inks.spot)
        sheet.rect((left, top + high * 0.6, right, bottom), inks.slate)
        sheet.tone((left, top + high * 0.6, right, bottom), inks.paper, (0.5, 0.0), screen="lines")
    elif kind == 1:
        sheet.rect(box, inks.spot)
        for n in range(5):
            radius = high * (0.46 - n * 0.09)
            sheet.disc(
                middle,
                top + high / 2,
                min(radius, wide * 0.48),
                (inks.sun, inks.key, inks.paper, inks.slate, inks.spot)[n],
            )
    else:
        sheet.rect(box, inks.slate)
        for n in range(4):
            outline = [
                (
                    left + wide * k / 24,
                    top + high * (0.3 + 0.19 * n) - high * 0.07 * sin(k * 0.5 + n * 1.7),
                )
                for k in range(25)
            ]
            sheet.shape(
                [(left, bottom), *outline, (right, bottom)],
                (inks.tide, inks.mist, inks.sun, inks.key)[n],
            )
