"""Sky, land and water: what most pictures have behind everything else."""

from __future__ import annotations

from itertools import pairwise
from math import pi, sin

from broadsheet.demo.artwork.inks import Colour, mix
from broadsheet.demo.artwork.sheet import HIGH, WIDE, Point, Sheet


def sky(sheet: Sheet, *, down_to: float = HIGH, dark: bool = False) -> None:
    """Print the sky: a fade to the horizon, and a line tone from above."""
    inks = sheet.inks
    top, low = (inks.key, inks.slate) if dark else (mix(inks.mist, inks.tide, 0.35), inks.paper)
    sheet.fade((0, 0, WIDE, down_to), top, low)
    over = mix(inks.key, (0, 0, 0), 0.3) if dark else inks.tide
    sheet.tone((0, 0, WIDE, down_to * 0.62), over, (0.42, 0.0), screen="lines")


def sun(sheet: Sheet, x: float, y: float, radius: float, *, fill: Colour | None = None) -> None:
    """Print a low sun or a moon with its light around it."""
    disc = fill or sheet.inks.sun
    sheet.glow(x, y, radius * 3.4, mix(disc, sheet.inks.paper, 0.45), density=0.75)
    sheet.disc(x, y, radius, disc)


def clouds(sheet: Sheet, number: int, top: float, bottom: float, fill: Colour) -> None:
    """Print long flat clouds, a few rounded bars each."""
    rng = sheet.rng
    for _ in range(number):
        x, y = rng.uniform(-100, WIDE - 200), rng.uniform(top, bottom)
        length = rng.uniform(220, 520)
        for row in range(rng.randint(2, 4)):
            shift, wide = rng.uniform(-60, 120), length * rng.uniform(0.45, 1)
            box = (x + shift, y + row * 17, x + shift + wide, y + row * 17 + 13)
            sheet.rect(box, fill, round_by=6.5)


def ridge(
    sheet: Sheet,
    base: float,
    height: float,
    fill: Colour,
    *,
    rough: float = 0.5,
    down_to: float = HIGH,
) -> list[Point]:
    """Print a line of hills from side to side, and return its outline."""
    rng = sheet.rng
    heights = [rng.random(), rng.random()]
    spread = 1.0
    for _ in range(7):
        spread *= rough
        between = [(a + b) / 2 + rng.uniform(-spread, spread) for a, b in pairwise(heights)]
        pairs = zip(heights, [*between, 0.0], strict=True)
        heights = [value for pair in pairs for value in pair][:-1]
    low, high = min(heights), max(heights)
    step = WIDE / (len(heights) - 1)
    top = [(n * step, base - height * (h - low) / (high - low)) for n, h in enumerate(heights)]
    outline = [(0.0, down_to), *top, (float(WIDE), down_to)]
    sheet.shape(outline, fill)
    return outline


def swell(base: float, height: float, waves: float, phase: float = 0.0) -> list[Point]:
    """Return the outline of gently rolling ground below a line."""
    top = [
        (x, base - height * (0.7 * sin(x / WIDE * waves * 2 * pi + phase) + 0.3 * sin(x / 230)))
        for x in range(0, WIDE + 20, 20)
    ]
    return [(0, HIGH), *top, (WIDE, HIGH)]


def water(sheet: Sheet, top: float, fill: Colour, light: Colour, *, bottom: float = HIGH) -> None:
    """Print water cut in long strokes that widen towards the eye."""
    rng = sheet.rng
    sheet.fade((0, top, WIDE, bottom), mix(fill, light, 0.35), fill)
    y = top + 6
    while y < bottom:
        near = (y - top) / (HIGH - top)
        for _ in range(rng.randint(3, 6)):
            stroke(
                sheet,
                rng.uniform(-100, WIDE),
                y,
                30 + 260 * near * rng.random(),
                1.6 + 5 * near,
                mix(light, fill, 0.25 + 0.5 * rng.random()),
            )
        y += 9 + 26 * near


def stroke(sheet: Sheet, x: float, y: float, length: float, thick: float, fill: Colour) -> None:
    """Print one cut of the tool: pointed at both ends."""
    bend = thick * 0.8
    middle = x + length / 2
    sheet.shape(
        [(x, y), (middle, y - thick / 2 - bend / 2), (x + length, y), (middle, y + thick / 2)], fill
    )


def glitter(
    sheet: Sheet, x: float, top: float, wide: float, fill: Colour, *, bottom: float = HIGH
) -> None:
    """Print the path of a light on water."""
    rng = sheet.rng
    y = top + 5
    while y < bottom:
        near = (y - top) / (HIGH - top)
        length = wide * (0.35 + near) * rng.uniform(0.5, 1.1)
        middle = x + rng.uniform(-0.25, 0.25) * wide
        stroke(sheet, middle - length / 2, y, length, 3 + 7 * near, fill)
        y += 9 + 17 * near


def conifer(sheet: Sheet, x: float, ground: float, height: float, fill: Colour) -> None:
    """Print a fir in cut steps."""
    rng = sheet.rng
    left: list[Point] = [(x, ground - height)]
    right: list[Point] = []
    steps = 7
    for n in range(1, steps + 1):
        y = ground - height + height * 0.9 * n / steps
        half = height * 0.21 * n / steps
        left += [(x - half * rng.uniform(0.9, 1.2), y), (x - half * 0.55, y - height * 0.015)]
        right += [(x + half * rng.uniform(0.9, 1.2), y), (x + half * 0.55, y - height * 0.015)]
    sheet.rect((x - height * 0.02, ground - height * 0.14, x + height * 0.02, ground), fill)
    sheet.shape([*left, *reversed(right)], fill)


def broadleaf(
    sheet: Sheet, x: float, ground: float, height: float, leaf: Colour, bark: Colour
) -> None:
    """Print a round tree: a crown of discs on a forked trunk."""
    rng = sheet.rng
    crown = ground - height * 0.68
    for _ in range(13):
        dx, dy = rng.gauss(0, height * 0.15), rng.gauss(0, height * 0.1)
        sheet.disc(x + dx, crown + dy, height * rng.uniform(0.1, 0.19), leaf)
    fork = ground - height * 0.42
    sheet.line([(x, ground), (x, fork)], height * 0.045, bark)
    for side in (-1, 1):
        sheet.line([(x, fork + 8), (x + side * height * 0.11, crown)], height * 0.024, bark)


def birds(sheet: Sheet, number: int, x: float, y: float, fill: Colour) -> None:
    """Print gulls, a tick each."""
    rng = sheet.rng
    for _ in range(number):
        bx, by = x + rng.gauss(0, 150), y + rng.gauss(0, 60)
        span = rng.uniform(11, 24)
        sheet.line(
            [
                (bx - span, by - span * 0.3),
                (bx - span * 0.45, by - span * 0.5),
                (bx, by),
                (bx + span * 0.45, by - span * 0.55),
                (bx + span, by - span * 0.25),
            ],
            2.6,
            fill,
        )
