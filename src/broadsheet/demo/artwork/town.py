"""Houses, windows, lamps and the like."""

from __future__ import annotations

from broadsheet.demo.artwork.inks import Colour, mix
from broadsheet.demo.artwork.sheet import WIDE, Sheet


def windows(
    sheet: Sheet, box: tuple[float, float, float, float], step: tuple[float, float],
    size: tuple[float, float], fill: Colour, *, share: float = 1.0,
) -> None:  # fmt: skip
    """Print rows of windows in a wall; ``share`` of them, by chance."""
    left, top, right, bottom = box
    across = max(1, int((right - left - size[0] * 0.6) // step[0]))
    inset = (right - left - (across - 1) * step[0] - size[0]) / 2
    y = top
    while y + size[1] < bottom:
        for n in range(across):
            if sheet.rng.random() < share:
                x = left + inset + n * step[0]
                sheet.rect((x, y, x + size[0], y + size[1]), fill)
        y += step[1]


def towers(
    sheet: Sheet, ground: float, heights: tuple[float, float], wides: tuple[float, float],
    fill: Colour, light: Colour, *, share: float = 0.5, spread: tuple[float, float] = (-20, 1600),
) -> None:  # fmt: skip
    """Print a row of tall buildings, side by side, with varied roofs."""
    rng = sheet.rng
    x = spread[0]
    while x < spread[1]:
        wide, high = rng.uniform(*wides), rng.uniform(*heights)
        middle = 1 - abs((x + wide / 2) / 800 - 1) * 0.45
        top = ground - high * middle
        shade = mix(fill, light, rng.uniform(0, 0.08))
        sheet.rect((x, top, x + wide, ground), shade)
        _roof(sheet, x, top, wide, shade, light)
        sheet.tone(
            (x + wide * 0.62, top, x + wide, ground), sheet.inks.key, (0.3, 0.12), screen="fine"
        )
        if share:
            windows(
                sheet,
                (x, top + 18, x + wide * 0.98, ground - 10),
                (15, 21),
                (7, 10),
                light,
                share=share,
            )
        x += wide + rng.choice((-2, -2, 4, 10))


def _roof(sheet: Sheet, x: float, top: float, wide: float, fill: Colour, light: Colour) -> None:
    kind = sheet.rng.randrange(6)
    if kind == 0:
        sheet.shape([(x, top + 1), (x + wide / 2, top - wide * 0.6), (x + wide, top + 1)], fill)
    elif kind == 1:
        sheet.rect((x + wide * 0.2, top - 26, x + wide * 0.8, top + 1), fill)
        sheet.line([(x + wide * 0.5, top - 26), (x + wide * 0.5, top - 80)], 3, fill)
    elif kind == 2:
        sheet.shape([(x, top + 1), (x, top - wide * 0.35), (x + wide, top + 1)], fill)
    elif kind == 3:
        sheet.rect((x + wide * 0.58, top - 30, x + wide * 0.82, top - 4), fill)
        for leg in (0.6, 0.8):
            sheet.line([(x + wide * leg, top - 6), (x + wide * leg, top)], 2, fill)
    elif kind == 4:
        sheet.wedge((x, top - wide * 0.4, x + wide, top + wide * 0.4), 180, 360, fill)


def houses(
    sheet: Sheet, ground: float, heights: tuple[float, float], walls: list[Colour], roof: Colour,
    pane: Colour, *, spread: tuple[float, float] = (-30, 1600), share: float = 1.0,
) -> None:  # fmt: skip
    """Print a terrace of gabled houses."""
    rng = sheet.rng
    x = spread[0]
    while x < spread[1]:
        wide, high = rng.uniform(84, 138), rng.uniform(*heights)
        top, wall = ground - high, rng.choice(walls)
        sheet.rect((x, top, x + wide, ground), wall)
        if rng.random() < 0.6:
            peak = top - wide * rng.uniform(0.42, 0.6)
            sheet.shape([(x - 5, top + 4), (x + wide / 2, peak), (x + wide + 5, top + 4)], roof)
        else:
            sheet.shape(
                [
                    (x - 4, top + 3),
                    (x + 12, top - 46),
                    (x + wide - 12, top - 46),
                    (x + wide + 4, top + 3),
                ],
                roof,
            )
            sheet.rect((x + wide * 0.7, top - 74, x + wide * 0.82, top - 40), roof)
        sheet.tone((x, top, x + wide, ground), roof, (0.28, 0.05), screen="fine", across=True)
        windows(
            sheet,
            (x + 8, top + 20, x + wide - 8, ground - 44),
            (31, 46),
            (16, 27),
            pane,
            share=share,
        )
        sheet.rect((x + wide * 0.42, ground - 42, x + wide * 0.42 + 20, ground), roof)
        x += wide


def street_lamp(
    sheet: Sheet, x: float, ground: float, height: float, fill: Colour, light: Colour
) -> None:
    """Print a lamp post with its light."""
    top = ground - height
    sheet.glow(x, top, height * 0.55, light, density=0.55)
    sheet.line([(x, ground), (x, top)], max(3, height * 0.02), fill)
    sheet.rect((x - height * 0.045, ground - height * 0.05, x + height * 0.045, ground), fill)
    sheet.disc(x, top, height * 0.042, light)
    sheet.shape(
        [
            (x - height * 0.07, top - height * 0.035),
            (x, top - height * 0.085),
            (x + height * 0.07, top - height * 0.035),
        ],
        fill,
    )


def floorboards(
    sheet: Sheet, top: float, fill: Colour, seam: Colour, *, vanish: float = 800
) -> None:
    """Print a floor whose boards run to a point."""
    sheet.fade((0, top, 1600, 1067), mix(fill, seam, 0.35), fill)
    for n in range(-24, 25):
        sheet.line([(vanish + n * 42, top), (vanish + n * 150, 1067)], 2.2, seam)


def table(
    sheet: Sheet, x: float, y: float, wide: float, fill: Colour, *, high: float = 150
) -> None:
    """Print a plain table, its top's left corner at a point."""
    edge = mix(fill, sheet.inks.key, 0.4)
    for leg in (0.05, 0.92):
        sheet.rect((x + wide * leg, y + 10, x + wide * (leg + 0.03), y + high), edge)
    sheet.shape([(x + wide * 0.06, y - 34), (x + wide * 0.94, y - 34), (x + wide, y), (x, y)], fill)
    sheet.rect((x, y - 1, x + wide, y + 14), edge)


def wall(sheet: Sheet, down_to: float, top: Colour, low: Colour) -> None:
    """Print the wall of a room, darker above."""
    sheet.fade((0, 0, WIDE, down_to), top, low)
    sheet.tone((0, 0, WIDE, down_to * 0.7), sheet.inks.key, (0.4, 0.0), screen="lines")


def tall_window(sheet: Sheet, x: float, top: float, wide: float, high: float) -> None:
    """Print a tall window with a round head, daylight behind it."""
    inks = sheet.inks
    sheet.wedge(
        (x, top - wide / 2, x + wide, top + wide / 2), 180, 360, mix(inks.paper, inks.sun, 0.3)
    )
    sheet.rect((x, top - 1, x + wide, top + high), mix(inks.paper, inks.sun, 0.3))
    sheet.tone((x, top + high * 0.3, x + wide, top + high), inks.mist, (0.0, 0.9))
    for part in (1 / 3, 2 / 3):
        sheet.line(
            [(x + wide * part, top - wide * 0.45), (x + wide * part, top + high)], 5, inks.key
        )
    for n in range(5):
        sheet.line([(x, top + n * high / 5), (x + wide, top + n * high / 5)], 5, inks.key)
