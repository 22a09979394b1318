"""The inks of the house: few colours a picture, mixed for one another."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import ImageColor

Colour = tuple[int, int, int]


def colour(code: str) -> Colour:
    """Return the colour that six hexadecimal digits name."""
    red, green, blue = ImageColor.getrgb(f"#{code}")[:3]
    return red, green, blue


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """Return ``one`` with a ``share`` (0 to 1) of ``other`` in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


@dataclass(frozen=True)
class Inks:
    """One picture's colours, from the paper to the key, and two that call."""

    paper: Colour
    mist: Colour
    tide: Colour
    slate: Colour
    key: Colour
    spot: Colour
    sun: Colour


def _inks(codes: str) -> Inks:
    return Inks(*(colour(code) for code in codes.split()))


DAY = [
    _inks("f7e9d4 f0c8a0 7f9aa3 3f5f73 16283a d9482b f4a046"),
    _inks("f2ecdc c5d8d2 6fa3a0 2f6470 10303f e0532f f2b84b"),
    _inks("f5eadb e9c3a5 c4745a 7c3b3a 2b1c2c 1f6f78 f0b04f"),
    _inks("f3ecd6 d5d3a3 97a066 4f6a4c 1d2f2c d65a31 efb23e"),
    _inks("f8e8e0 efc0b8 b47f93 5d4a72 241f3e e4572e f6b25c"),
    _inks("efece4 cfd2cf 94a1a5 54656e 1c2830 c8402f e3b25a"),
]
COOL = [DAY[1], DAY[5], _inks("f1f0e8 cfe0e4 8fb6c4 3f7590 14304a e2603a f3c66b")]
GREEN = [DAY[3], DAY[1], _inks("f6edd8 e3d6a8 a8a25a 5a6b3c 22301f c9522d f0b84a")]
WARM = [DAY[0], DAY[2], DAY[4], _inks("f7ead2 f0cf9a d49a5a 8a5236 2c2027 2c6e7a f3b13f")]
NIGHT = [
    _inks("f3e6c4 8093a8 3d5a80 21395c 0b1730 e8663a f7c863"),
    _inks("f1e7cf 86999b 42676b 1d4249 0a1d25 e5543b f5c75f"),
    _inks("f4e3d2 a58fa6 68507c 3a2c56 150f2a ef6f4c f8c46a"),
]
