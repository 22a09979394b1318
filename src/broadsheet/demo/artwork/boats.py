"""What floats, and what serves it."""

from __future__ import annotations

from broadsheet.demo.artwork.inks import Colour, mix
from broadsheet.demo.artwork.sheet import Sheet


def ferry(sheet: Sheet, x: float, water: float, length: float, *, lit: bool = False) -> None:
    """Print a broad ferry, its bow to the right, from its stern at ``x``."""
    inks, unit = sheet.inks, length / 100
    white = mix(inks.paper, (255, 255, 255), 0.5) if not lit else mix(inks.mist, inks.slate, 0.4)
    window = inks.sun if lit else inks.slate

    def at(
        left: float, top: float, right: float, bottom: float
    ) -> tuple[float, float, float, float]:
        return x + left * unit, water - top * unit, x + right * unit, water - bottom * unit

    sheet.rect(at(30, 33, 37, 20), inks.spot, round_by=unit)
    sheet.rect(at(30, 33, 37, 30.5), inks.key, round_by=unit)
    sheet.rect(at(18, 22, 70, 14), white, round_by=unit)
    sheet.rect(at(56, 27, 72, 20), white, round_by=unit)
    sheet.rect(at(60, 25.5, 71.5, 22.5), inks.key, round_by=unit * 0.5)
    sheet.rect(at(8, 15, 82, 7), white, round_by=unit)
    for n in range(16):
        sheet.rect(at(20 + n * 3.05, 19.5, 22 + n * 3.05, 16.5), window)
    for n in range(22):
        sheet.rect(at(10 + n * 3.2, 12.8, 12 + n * 3.2, 9.6), window)
    hull = [(2, 8), (99, 8), (93, 0), (5, 0)]
    sheet.shape([(x + a * unit, water - b * unit) for a, b in hull], inks.tide if lit else inks.key)
    stripe = [(2.6, 6.6), (98, 6.6), (97.2, 5.6), (2.9, 5.6)]
    sheet.shape([(x + a * unit, water - b * unit) for a, b in stripe], inks.spot)
    for n in range(5):
        sheet.line(
            [
                (x + (12 + n * 15) * unit, water - 15 * unit),
                (x + (12 + n * 15) * unit, water - 22.5 * unit),
            ],
            unit * 0.35,
            inks.slate,
        )
    sheet.line(
        [(x + 66 * unit, water - 27 * unit), (x + 66 * unit, water - 38 * unit)],
        unit * 0.6,
        inks.key,
    )
    _reflect(sheet, x + 5 * unit, water, 90 * unit, 13 * unit)


def _reflect(sheet: Sheet, x: float, water: float, length: float, depth: float) -> None:
    sheet.tone((x, water, x + length, water + depth), sheet.inks.key, (0.75, 0.0), screen="lines")


def freighter(sheet: Sheet, x: float, water: float, length: float, loads: list[Colour]) -> None:
    """Print a ship with containers, its bow to the left."""
    inks, unit, rng = sheet.inks, length / 100, sheet.rng
    for column in range(15):
        for row in range(rng.randint(2, 5)):
            left, low = x + (13 + column * 4.1) * unit, water - (10.4 + row * 3.2) * unit
            fill = rng.choice(loads)
            sheet.rect((left, low - 3.0 * unit, left + 3.8 * unit, low), fill)
            sheet.rect(
                (left + 3.0 * unit, low - 3.0 * unit, left + 3.8 * unit, low),
                mix(fill, inks.key, 0.35),
            )
    white = mix(inks.paper, (255, 255, 255), 0.4)
    sheet.rect((x + 78 * unit, water - 31 * unit, x + 90 * unit, water - 9 * unit), white)
    sheet.rect((x + 75.5 * unit, water - 33.5 * unit, x + 92 * unit, water - 30 * unit), white)
    for row in range(5):
        sheet.rect(
            (
                x + 79 * unit,
                water - (29 - row * 4) * unit,
                x + 89 * unit,
                water - (27.4 - row * 4) * unit,
            ),
            inks.slate,
        )
    sheet.rect((x + 84 * unit, water - 40 * unit, x + 89 * unit, water - 33 * unit), inks.spot)
    hull = [(0, 13), (9, 10.5), (97, 10.5), (99, 12), (96, 0), (5, 0)]
    sheet.shape([(x + a * unit, water - b * unit) for a, b in hull], inks.key)
    keel = [(4.4, 2.2), (96.4, 2.2), (96, 0), (5, 0)]
    sheet.shape([(x + a * unit, water - b * unit) for a, b in keel], inks.spot)
    _reflect(sheet, x + 4 * unit, water, 92 * unit, 12 * unit)


def workboat(sheet: Sheet, x: float, water: float, length: float, hull: Colour) -> None:
    """Print a small fishing boat, its bow to the right."""
    inks, unit = sheet.inks, length / 100
    top = mix(inks.paper, (255, 255, 255), 0.3)
    sheet.line(
        [(x + 30 * unit, water - 20 * unit), (x + 30 * unit, water - 78 * unit)],
        1.6 * unit,
        inks.key,
    )
    sheet.line(
        [(x + 30 * unit, water - 72 * unit), (x + 5 * unit, water - 26 * unit)],
        0.7 * unit,
        inks.key,
    )
    sheet.line(
        [(x + 30 * unit, water - 76 * unit), (x + 96 * unit, water - 30 * unit)],
        0.7 * unit,
        inks.key,
    )
    sheet.shape(
        [(x + a * unit, water - b * unit) for a, b in [(48, 20), (48, 46), (70, 46), (74, 20)]], top
    )
    sheet.shape(
        [(x + a * unit, water - b * unit) for a, b in [(45, 50), (73, 50), (71, 45), (45, 45)]],
        inks.spot,
    )
    sheet.rect((x + 52 * unit, water - 41 * unit, x + 59 * unit, water - 33 * unit), inks.slate)
    sheet.rect((x + 62 * unit, water - 41 * unit, x + 69 * unit, water - 33 * unit), inks.slate)
    shape = [(0, 20), (40, 16), (78, 20), (102, 32), (90, 0), (8, 0)]
    sheet.shape([(x + a * unit, water - b * unit) for a, b in shape], hull)
    sheet.line(
        [(x + a * unit, water - b * unit) for a, b in [(1, 19), (40, 15), (78, 19), (100, 30)]],
        1.8 * unit,
        mix(hull, inks.paper, 0.6),
    )
    _reflect(sheet, x + 6 * unit, water, 86 * unit, 24 * unit)


def yacht(
    sheet: Sheet, x: float, water: float, height: float, sail: Colour, *, lean: float = 0.0
) -> None:
    """Print a racing boat under sail, leaning; ``x`` is the foot of the mast."""
    inks, unit = sheet.inks, height / 100

    def at(a: float, b: float) -> tuple[float, float]:
        return x + (a + b * lean) * unit, water - b * unit

    sheet.line([at(0, 4), at(0, 100)], 0.9 * unit, inks.key)
    sheet.shape([at(2, 97), at(8, 75), at(18, 45), at(37, 12), at(2, 10)], sail)
    sheet.shape([at(2, 97), at(5, 75), at(7, 45), at(8, 11), at(2, 10)], mix(sail, inks.key, 0.18))
    sheet.shape(
        [at(-1.5, 90), at(-9, 60), at(-20, 30), at(-31, 8), at(-3, 11)], mix(sail, inks.mist, 0.35)
    )
    for row in (30, 52, 74):
        sheet.line(
            [at(2, row), at(27 - row * 0.26, row - 3)], 0.35 * unit, mix(sail, inks.key, 0.35)
        )
    sheet.shape([at(-36, 6.5), at(40, 6), at(36, -1), at(-24, -2)], inks.key)
    sheet.shape([at(-35, 6.5), at(40, 6), at(39.2, 4.6), at(-33, 5)], inks.spot)
    for seat in (8, 15, 22):
        sheet.disc(*at(seat, 10.5), 2 * unit, inks.key)
        sheet.rect(
            (
                at(seat, 0)[0] - 2 * unit,
                water - 9 * unit,
                at(seat, 0)[0] + 2.4 * unit,
                water - 5 * unit,
            ),
            inks.spot,
        )
    _reflect(sheet, x - 30 * unit, water + unit, 64 * unit, 16 * unit)


def crane(
    sheet: Sheet, x: float, ground: float, height: float, fill: Colour, *, facing: int = 1
) -> None:
    """Print a quayside crane, a portal with a long boom."""
    unit = height / 100

    def at(a: float, b: float) -> tuple[float, float]:
        return x + a * unit * facing, ground - b * unit

    for a in (-14, 14):
        sheet.line([at(a, 0), at(a * 0.72, 62)], 2.6 * unit, fill)
    sheet.line([at(-13, 14), at(13, 14)], 1.8 * unit, fill)
    sheet.line([at(-14, 14), at(10.5, 60)], 1.1 * unit, fill)
    sheet.line([at(14, 14), at(-10.5, 60)], 1.1 * unit, fill)
    sheet.line([at(-34, 62), at(78, 62)], 3.2 * unit, fill)
    sheet.line([at(0, 62), at(0, 98)], 2.4 * unit, fill)
    for end in (74, 44, -32):
        sheet.line([at(0, 97), at(end, 63)], 0.8 * unit, fill)
    sheet.rect((*_corner(at(-32, 69), at(-18, 60)),), fill)
    sheet.line([at(52, 62), at(52, 34)], 0.6 * unit, fill)
    sheet.rect((*_corner(at(48, 35), at(56, 31)),), fill)


def _corner(
    one: tuple[float, float], other: tuple[float, float]
) -> tuple[float, float, float, float]:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[0], other[0]),
        max(one[1], other[1]),
    )
