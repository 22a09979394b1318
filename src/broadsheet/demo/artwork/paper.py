"""Pictures of what is only on paper: a map, and plain forms."""

from __future__ import annotations

from math import cos, pi, sin

from broadsheet.demo.artwork.inks import mix
from broadsheet.demo.artwork.sheet import HIGH, WIDE, Sheet, at, soft


def chart_of_land(sheet: Sheet) -> None:
    """Print a map without names: an inlet, its depths, streets, roads and a route."""
    inks, rng = sheet.inks, sheet.rng
    sea = mix(inks.mist, inks.tide, 0.5)
    sheet.rect((0, 0, WIDE, HIGH), inks.paper)
    _streets(sheet)
    phase = rng.uniform(0, 6)
    for n, wide in enumerate((1.0, 0.8, 0.6, 0.38)):
        fill = mix(sea, inks.slate, n * 0.14)
        inlet = [_bank(t, 1, wide, phase) for t in range(41)] + [
            _bank(t, -1, wide, phase) for t in range(40, -1, -1)
        ]
        sheet.shape(inlet, fill)
        if n == 0:
            sheet.line(inlet, 7, inks.slate)
    for _ in range(3):
        x, y = rng.uniform(880, 1300), 560 + rng.uniform(-90, 90)
        island = [
            (x + rng.uniform(40, 62) * cos(t), y + rng.uniform(22, 38) * sin(t))
            for t in (k * pi / 6 for k in range(12))
        ]
        sheet.shape(soft(island, 2), inks.paper)
        sheet.line(soft(island, 2), 4, inks.slate)
    ends = (_bank(14, -1, 1.2, phase), _bank(17, 1, 1.2, phase))
    for n in range(12):
        one, other = (_between(*ends, (n + part) / 12) for part in (0.0, 0.6))
        sheet.line([one, other], 13, inks.spot)
    for end in ends:
        sheet.disc(*end, 30, inks.spot)
        sheet.disc(*end, 13, inks.paper)
    _rose(sheet, 1400, 880, 120)


def _bank(step: int, side: int, wide: float, phase: float) -> tuple[float, float]:
    x = 170 + step * 38.0 + (1 - wide) * 160
    open_by = (30 + (step / 40) ** 1.4 * 330) * wide
    return x, 540 + 90 * sin(step / 9 + phase) * (1 - step / 60) + side * (
        open_by + 16 * sin(step * 1.3 + side + phase)
    )


def _between(
    one: tuple[float, float], other: tuple[float, float], share: float
) -> tuple[float, float]:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _streets(sheet: Sheet) -> None:
    inks, rng = sheet.inks, sheet.rng
    for n in range(26):
        for k in range(18):
            x, y = n * 68 + k * 13 - 160, k * 66 - n * 9 + 60
            if rng.random() < 0.86:
                fill = mix(
                    inks.paper,
                    rng.choice((inks.mist, inks.mist, inks.tide)),
                    rng.uniform(0.25, 0.6),
                )
                sheet.shape(at("0 0, 56 -7, 68 48, 12 55", x, y), fill)
    for points in (
        "-20 240, 380 300, 700 180, 1100 90, 1640 60",
        "-20 820, 420 780, 760 900, 1180 1010, 1640 1090",
        "300 -20, 360 300, 300 560, 420 800, 380 1090",
    ):
        sheet.line(at(points), 17, mix(inks.tide, inks.slate, 0.3))
        sheet.line(at(points), 10, mix(inks.sun, inks.paper, 0.35))
    for _ in range(4):
        place = rng.uniform(100, 1300), rng.uniform(60, 180) + rng.choice((0, 780))
        park = soft(at("0 0, 150 -30, 190 70, 40 110", *place), 2)
        sheet.shape(park, mix((120, 160, 110), inks.tide, 0.4))


def _rose(sheet: Sheet, x: float, y: float, size: float) -> None:
    inks = sheet.inks
    sheet.disc(x, y, size * 0.62, mix(inks.paper, inks.mist, 0.3))
    for n in range(8):
        turn, far = n * pi / 4, size if n % 2 == 0 else size * 0.6
        tip = (x + far * sin(turn), y - far * cos(turn))
        for side, fill in ((1, inks.key), (-1, inks.spot if n == 0 else inks.paper)):
            edge = turn + side * pi / 8
            sheet.shape(
                [(x, y), tip, (x + size * 0.22 * sin(edge), y - size * 0.22 * cos(edge))], fill
            )


def abstract(sheet: Sheet) -> None:
    """Print plain forms in balance: bands, an arc, a disc."""
    inks, rng = sheet.inks, sheet.rng
    sheet.fade((0, 0, WIDE, HIGH), inks.paper, mix(inks.paper, inks.mist, 0.6))
    x = rng.uniform(420, 760)
    sheet.rect((x, 0, x + 300, HIGH), inks.mist)
    sheet.tone((x, 0, x + 300, HIGH), inks.tide, (0.0, 0.9))
    radius = rng.uniform(250, 330)
    sheet.disc(x + 120, 500, radius, inks.spot)
    sheet.tone(
        (x + 120 - radius, 500, x + 120 + radius, 500 + radius),
        inks.key,
        (0.0, 0.55),
        within=[
            (x + 120 + radius * cos(n / 30 * pi), 500 + radius * sin(n / 30 * pi))
            for n in range(31)
        ],
    )
    sheet.shape([(0, 760), (WIDE, 620 + rng.uniform(-60, 60)), (WIDE, HIGH), (0, HIGH)], inks.slate)
    sheet.tone(
        (0, 640, WIDE, HIGH),
        inks.key,
        (0.0, 0.8),
        screen="lines",
        within=[(0, 760), (WIDE, 640), (WIDE, HIGH), (0, HIGH)],
    )
    for n in range(7):
        size = 860 - n * 92
        sheet.arc(
            (1240 - size / 2, 330 - size / 2, 1240 + size / 2, 330 + size / 2),
            100,
            250,
            20,
            inks.key if n % 2 else inks.tide,
        )
    sheet.disc(1240, 330, 92, inks.sun)
