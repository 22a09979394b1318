"""The sheet that a picture is printed on: shapes in flat ink, tones in dots and lines.

Everything is measured in points of a picture 1600 wide and 1067 high, drawn at
twice the size and brought down at the end, which smooths the edges.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import lru_cache
from math import cos, pi, sin

from PIL import Image, ImageChops, ImageDraw

from broadsheet.demo.artwork.inks import Colour, Inks

WIDE, HIGH = 1600, 1067
OVER = 2
"""How many pixels are drawn for each one that is printed, each way."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]


class Sheet:
    """One picture in the making."""

    def __init__(self, inks: Inks, rng: random.Random, scale: float = 1.0) -> None:
        self.inks, self.rng = inks, rng
        self.scale = scale * OVER
        size = (round(WIDE * self.scale), round(HIGH * self.scale))
        self.image = Image.new("RGB", size, inks.paper)
        self.pen = ImageDraw.Draw(self.image)

    def shape(self, points: Sequence[Point], fill: Colour) -> None:
        """Print a polygon."""
        self.pen.polygon([(x * self.scale, y * self.scale) for x, y in points], fill=fill)

    def rect(self, box: Box, fill: Colour, *, round_by: float = 0) -> None:
        """Print a rectangle: left, top, right, bottom."""
        left, top, right, bottom = self._pixels(box)
        if right <= left or bottom <= top:
            return
        radius = round(round_by * self.scale)
        self.pen.rounded_rectangle((left, top, right - 1, bottom - 1), radius, fill=fill)

    def oval(self, box: Box, fill: Colour) -> None:
        """Print an ellipse within the box."""
        self.pen.ellipse(self._pixels(box), fill=fill)

    def disc(self, x: float, y: float, radius: float, fill: Colour) -> None:
        """Print a disc around a point."""
        self.oval((x - radius, y - radius, x + radius, y + radius), fill)

    def line(self, points: Sequence[Point], width: float, fill: Colour) -> None:
        """Print a line with round joints and ends."""
        pixels = [(x * self.scale, y * self.scale) for x, y in points]
        thick = max(1, round(width * self.scale))
        self.pen.line(pixels, fill=fill, width=thick, joint="curve")
        if thick > 3:
            half = thick / 2
            for x, y in pixels:
                self.pen.ellipse((x - half, y - half, x + half, y + half), fill=fill)

    def arc(self, box: Box, start: float, end: float, width: float, fill: Colour) -> None:
        """Print a piece of an ellipse's outline, in degrees clockwise from three o'clock."""
        self.pen.arc(self._pixels(box), start, end, fill=fill, width=round(width * self.scale))

    def wedge(self, box: Box, start: float, end: float, fill: Colour) -> None:
        """Print a piece of an ellipse, in degrees clockwise from three o'clock."""
        self.pen.pieslice(self._pixels(box), start, end, fill=fill)

    def fade(self, box: Box, top: Colour, bottom: Colour) -> None:
        """Print a smooth change of colour downwards."""
        left, upper, right, lower = self._pixels(box)
        strip = Image.new("RGB", (1, 2))
        strip.putdata([top, bottom])
        size = (right - left, lower - upper)
        tall = strip.resize((1, size[1]), Image.Resampling.BILINEAR, (0, 0.5, 1, 1.5))
        self.image.paste(tall.resize(size), (left, upper))

    def tone(
        self,
        box: Box,
        fill: Colour,
        densities: tuple[float, float],
        *,
        screen: str = "dots",
        within: Sequence[Point] | None = None,
        across: bool = False,
    ) -> None:
        """Print a tone from one density (0 to 1) to another, downwards or ``across``.

        ``screen`` is "dots", "fine" (dots), "lines" or "smooth". ``within``
        is a polygon that the tone stays in.
        """
        left, upper, right, lower = self._pixels(box)
        size = (right - left, lower - upper)
        if min(size) < 1:
            return
        first, last = densities
        ramp = Image.linear_gradient("L").point(
            [round(255 * (first + (last - first) * value / 255)) for value in range(256)]
        )
        if across:
            ramp = ramp.transpose(Image.Transpose.ROTATE_90)
        self._press(ramp.resize(size), (left, upper), fill, screen, within)

    def glow(
        self, x: float, y: float, radius: float, fill: Colour, *, density: float = 0.9,
        screen: str = "dots",
    ) -> None:  # fmt: skip
        """Print a tone that is densest at a point and dies away around it."""
        left, upper, right, lower = self._pixels((x - radius, y - radius, x + radius, y + radius))
        ramp = _ball().point([round(value * density) for value in range(256)])
        ramp = ramp.resize((right - left, lower - upper))
        self._press(ramp, (left, upper), fill, screen, None)

    def _press(
        self, ramp: Image.Image, corner: tuple[int, int], fill: Colour, screen: str,
        within: Sequence[Point] | None,
    ) -> None:  # fmt: skip
        mask = ramp
        if screen != "smooth":
            dots = _screen(screen, self.image.size).crop((0, 0, *ramp.size))
            mask = ImageChops.add(ramp, dots, 1 / 6, -255 * 6 + 60)
        if within is not None:
            shape = Image.new("L", ramp.size, 0)
            moved = [(x * self.scale - corner[0], y * self.scale - corner[1]) for x, y in within]
            ImageDraw.Draw(shape).polygon(moved, fill=255)
            mask = ImageChops.multiply(mask, shape)
        self.image.paste(fill, (*corner, corner[0] + ramp.width, corner[1] + ramp.height), mask)

    def shadow(self, x: float, y: float, wide: float, *, density: float = 0.55) -> None:
        """Print the shadow that somebody standing at a point throws on the ground."""
        turns = [n / 24 * 2 * pi for n in range(24)]
        ring = [(x + wide * cos(t), y + wide * 0.16 * sin(t)) for t in turns]
        box = (x - wide, y - wide * 0.16, x + wide, y + wide * 0.16)
        self.tone(box, self.inks.key, (density, density), screen="fine", within=ring)

    def finish(self) -> Image.Image:
        """Return the print: brought down to its size, with the paper's grain in it."""
        flat = self.image.reduce(OVER)
        grain = ImageChops.offset(_grain(flat.size), self.rng.randrange(1600))
        printed = ImageChops.soft_light(flat, Image.merge("RGB", [grain] * 3))
        flecks = ImageChops.offset(_flecks(flat.size), self.rng.randrange(1600))
        printed.paste(self.inks.paper, (0, 0, *flat.size), flecks)
        return printed

    def _pixels(self, box: Box) -> tuple[int, int, int, int]:
        left, top, right, bottom = (round(value * self.scale) for value in box)
        return left, top, right, bottom


def at(words: str, x: float = 0, y: float = 0, *, unit: float = 1, side: float = 1) -> list[Point]:
    """Return the points that ``words`` list ("0 12, 40 -3"), moved to a place.

    ``unit`` makes them larger or smaller; ``side`` -1 turns them left for right.
    """
    pairs = [pair.split() for pair in words.split(",")]
    return [(x + float(a) * unit * side, y + float(b) * unit) for a, b in pairs]


def soft(points: Sequence[Point], times: int = 3) -> list[Point]:
    """Return a closed outline with its corners cut, ``times`` over (G. Chaikin, 1974)."""
    found = list(points)
    for _ in range(times):
        pairs = zip(found, [*found[1:], found[0]], strict=True)
        found = [
            (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
            for a, b in pairs
            for share in (0.25, 0.75)
        ]
    return found


@lru_cache(maxsize=1)
def _ball() -> Image.Image:
    """Return white in the middle, falling to black at the inscribed circle."""
    return Image.radial_gradient("L").point([max(0, 255 - round(v * 1.42)) for v in range(256)])


@lru_cache(maxsize=16)
def _screen(name: str, size: tuple[int, int]) -> Image.Image:
    """Return a printer's screen: what a tone has to exceed, point by point."""
    if name == "lines":
        period, wide = 14, 420
        values = [
            round(127.5 + 127.5 * cos(2 * pi * (y + 5 * sin(2 * pi * x / wide)) / period))
            for y in range(period)
            for x in range(wide)
        ]
    else:
        period = wide = 12 if name == "fine" else 18
        values = [
            round(127.5 + 63.7 * (cos(2 * pi * (x + y) / period) + cos(2 * pi * (x - y) / period)))
            for y in range(period)
            for x in range(wide)
        ]
    tile = Image.new("L", (wide, period))
    tile.putdata(values)
    full = Image.new("L", size)
    full.paste(tile)
    while wide < size[0]:
        full.paste(full.crop((0, 0, wide, period)), (wide, 0))
        wide *= 2
    while period < size[1]:
        full.paste(full.crop((0, 0, size[0], period)), (0, period))
        period *= 2
    return full


@lru_cache(maxsize=4)
def _grain(size: tuple[int, int]) -> Image.Image:
    """Return the paper's grain: fibres and fine noise around a middle grey.

    Always the same one: effect_noise can't be seeded, so the noise is a fixed
    shuffle, and a picture is the same wherever it is drawn.
    """
    fine = _noise(size, 1)
    fibres = _noise(size, 5)
    return Image.blend(fine, fibres, 0.5).point([round(128 + (v - 128) * 0.2) for v in range(256)])


@lru_cache(maxsize=4)
def _flecks(size: tuple[int, int]) -> Image.Image:
    """Return the specks that the ink has missed."""
    coarse = _noise(size, 3)
    return coarse.point([min(110, max(0, (v - 236) * 9)) for v in range(256)])


def _noise(size: tuple[int, int], blow_up: int) -> Image.Image:
    wide, high = size[0] // blow_up + 1, size[1] // blow_up + 1
    noise = Image.frombytes("L", (wide, high), random.Random(blow_up).randbytes(wide * high))  # noqa: S311
    return (
        noise.resize(size, Image.Resampling.BICUBIC) if blow_up > 1 else noise.crop((0, 0, *size))
    )
