"""Pictures of the land, near and far, and of the world on paper."""

from __future__ import annotations

from broadsheet.demo.artwork import nature, people
from broadsheet.demo.artwork.inks import Colour, mix
from broadsheet.demo.artwork.sheet import HIGH, WIDE, Sheet, at, soft


def hills(sheet: Sheet) -> None:
    """Print hills behind hills, each nearer one darker, and a road among them."""
    inks, rng = sheet.inks, sheet.rng
    nature.sky(sheet, down_to=700)
    nature.sun(sheet, rng.uniform(300, 1300), rng.uniform(190, 330), 92)
    nature.clouds(sheet, 4, 120, 320, mix(inks.paper, inks.mist, 0.2))
    fills = [mix(inks.mist, inks.tide, share) for share in (0.25, 0.7)] + [
        mix(inks.tide, inks.slate, share) for share in (0.25, 0.75)
    ]
    for n, fill in enumerate([*fills, mix(inks.slate, inks.key, 0.5)]):
        outline = nature.ridge(sheet, 560 + n * 112, 230 - n * 22, fill, rough=0.52 - n * 0.03)
        sheet.tone(
            (0, 520 + n * 112, WIDE, 720 + n * 112),
            inks.paper,
            (0.0, 0.28),
            screen="lines",
            within=outline,
        )
    for n in range(30):
        nature.conifer(
            sheet,
            n * 56 + rng.uniform(-20, 20),
            HIGH + 30 - rng.uniform(0, 40),
            rng.uniform(60, 170),
            inks.key,
        )
    nature.birds(sheet, 6, 1000, 230, inks.key)


def glacier(sheet: Sheet) -> None:
    """Print an ice front between peaks, blue in its cracks, over a cold lake."""
    inks, rng = sheet.inks, sheet.rng
    ice = mix(inks.paper, (255, 255, 255), 0.6)
    nature.sky(sheet, down_to=620)
    outline = nature.ridge(sheet, 560, 380, mix(inks.mist, inks.tide, 0.55), rough=0.6)
    snow = [(x, y + 26 + rng.uniform(0, 46)) for x, y in outline[1:-1]]
    sheet.shape([*outline[1:-1], *reversed(snow)], ice)
    tongue = soft(
        at(
            "690 250, 840 240, 900 330, 860 420, 1010 500, 1330 620, 1420 740, 130 740, 240 620,"
            "560 500, 700 410, 660 320"
        ),
        2,
    )
    sheet.shape(tongue, ice)
    sheet.tone((130, 240, 1420, 740), inks.tide, (0.0, 0.55), within=tongue, screen="lines")
    for n in range(9):
        y = 380 + n * 32
        wide = 110 + n * 52
        bow = [
            (800 + wide * t, y + 40 - 40 * t * t + rng.uniform(-4, 4))
            for t in (k / 8 - 1 for k in range(17))
        ]
        sheet.line(bow, 3, mix(inks.tide, ice, 0.45))
    for points in (
        "0 740, 0 300, 120 230, 240 330, 330 430, 470 500, 560 600, 430 740",
        "1600 740, 1600 270, 1500 210, 1400 300, 1300 360, 1190 480, 1080 540, 1200 740",
    ):
        slope = at(points)
        sheet.shape(slope, inks.slate)
        sheet.tone((0, 200, WIDE, 740), inks.key, (0.0, 0.8), within=slope)
    _front(sheet, ice)
    nature.water(sheet, 736, inks.slate, inks.mist)
    _floes(sheet, ice)


def _front(sheet: Sheet, ice: Colour) -> None:
    rng = sheet.rng
    for n in range(26):
        x, top = 380 + n * 32, 640 + rng.uniform(-14, 16)
        fill = mix(sheet.inks.tide, ice, rng.choice((0.25, 0.55, 0.85)))
        sheet.shape(
            [(x, top), (x + 33, top + rng.uniform(-14, 14)), (x + 34, 742), (x - 2, 742)], fill
        )


def _floes(sheet: Sheet, ice: Colour) -> None:
    inks, rng = sheet.inks, sheet.rng
    for _ in range(11):
        x, y, unit = rng.uniform(60, 1500), rng.uniform(770, 1000), rng.uniform(0.4, 1.5)
        sheet.shape(at("0 0, 30 -35, 70 -22, 100 0", x, y, unit=unit), ice)
        sheet.shape(at("10 2, 90 2, 60 14", x, y, unit=unit), inks.tide)
    for n, coat in enumerate((inks.spot, inks.sun)):
        people.figure(sheet, 250 + n * 66, 1010, 150, coat)
    sheet.shape(at("0 1067, 0 990, 160 1000, 420 1012, 620 1067"), inks.key)


def field(sheet: Sheet) -> None:
    """Print ploughed rows that run to the horizon, with a farm on it."""
    inks, rng = sheet.inks, sheet.rng
    level, vanish = 470.0, rng.uniform(520, 1080)
    nature.sky(sheet, down_to=level)
    nature.sun(sheet, vanish, level - 60, 90)
    nature.clouds(sheet, 5, 90, 300, mix(inks.paper, inks.mist, 0.3))
    nature.ridge(sheet, level, 70, mix(inks.tide, inks.mist, 0.3), down_to=level)
    sheet.fade(
        (0, level, WIDE, HIGH), mix(inks.sun, inks.mist, 0.45), mix(inks.tide, inks.slate, 0.45)
    )
    for n in range(-34, 35):
        near, far = vanish + n * 150, vanish + n * 20
        sheet.shape(
            [(far, level), (far + 8, level), (near + 66, HIGH), (near, HIGH)],
            mix(inks.slate, inks.tide, 0.25),
        )
    sheet.tone((0, level, WIDE, level + 160), inks.sun, (0.6, 0.0), screen="lines")
    barn = vanish - 330
    sheet.rect((barn, level - 70, barn + 150, level + 6), inks.spot)
    sheet.shape(
        [
            (barn - 12, level - 68),
            (barn + 22, level - 116),
            (barn + 128, level - 116),
            (barn + 162, level - 68),
        ],
        inks.key,
    )
    sheet.rect((barn + 56, level - 46, barn + 94, level + 6), inks.key)
    for n in range(5):
        nature.broadleaf(
            sheet,
            barn + 230 + n * 54 + rng.uniform(-12, 12),
            level + 6,
            rng.uniform(90, 140),
            inks.slate,
            inks.key,
        )
    people.figure(sheet, vanish + 330, 800, 250, inks.spot, pose=people.WALK, facing=-1)
    nature.birds(sheet, 9, vanish + 100, 260, inks.key)


def forest(sheet: Sheet) -> None:
    """Print trunks in ranks with the light behind them."""
    inks, rng = sheet.inks, sheet.rng
    sheet.fade((0, 0, WIDE, HIGH), mix(inks.tide, inks.mist, 0.5), inks.paper)
    nature.sun(sheet, rng.uniform(500, 1100), 420, 120)
    ranks = (
        (15, 20, mix(inks.mist, inks.tide, 0.6), 760),
        (11, 34, mix(inks.tide, inks.slate, 0.5), 840),
        (7, 62, mix(inks.slate, inks.key, 0.4), 930),
    )
    for number, wide, fill, ground in ranks:
        sheet.shape(nature.swell(ground, 26, 1.4, rng.uniform(0, 6)), fill)
        for n in range(number):
            x, lean = (n + rng.uniform(0.15, 0.85)) * WIDE / number, rng.uniform(-20, 20)
            sheet.shape(
                [
                    (x - wide * 0.4 + lean, 0),
                    (x + wide * 0.4 + lean, 0),
                    (x + wide * 0.7, ground + 20),
                    (x - wide * 0.7, ground + 20),
                ],
                fill,
            )
            for _ in range(3):
                y, side = rng.uniform(60, ground * 0.6), rng.choice((-1, 1))
                sheet.line(
                    [(x + lean * 0.5, y + wide), (x + side * wide * 2.2, y - wide * 1.3)],
                    wide * 0.24,
                    fill,
                )
        for _ in range(number * 2):
            sheet.disc(
                rng.uniform(0, WIDE), rng.uniform(-70, 110), wide * rng.uniform(1.4, 2.4), fill
            )
    for _ in range(120):
        x, y = rng.uniform(0, WIDE), HIGH - rng.uniform(0, 90) ** 1.05
        sheet.line([(x, HIGH), (x + rng.uniform(-20, 20), y - 20)], 4, inks.key)
    people.figure(sheet, rng.uniform(600, 1000), 942, 190, inks.spot, pose=people.WALK, long=True)
