"""People, seen from a distance: no faces, but a bearing."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

from broadsheet.demo.artwork.inks import Colour, colour, mix
from broadsheet.demo.artwork.sheet import Point, Sheet

SKINS = [colour(code) for code in ("f0c9a4", "d9a178", "b97a52", "8d5636", "6a4430", "e6b48c")]
HAIR = [
    colour(code) for code in ("1d1613", "3a2418", "6b4526", "a9793f", "8d8a86", "d5d0c6", "7a2f1c")
]


@dataclass(frozen=True)
class Pose:
    """Where limbs point, in degrees from straight down; forwards is positive."""

    legs: tuple[tuple[float, float], tuple[float, float]] = ((-4, -4), (5, 5))
    arms: tuple[tuple[float, float], tuple[float, float]] = ((-8, 4), (8, 14))
    lean: float = 0.0


STAND = Pose()
WALK = Pose(legs=((-24, -34), (22, 14)), arms=((22, 34), (-24, -12)), lean=3)
RUN = Pose(legs=((-38, -105), (58, -8)), arms=((52, 130), (-48, 34)), lean=11)
STRIDE = Pose(legs=((-52, -80), (46, 22)), arms=((60, 140), (-62, 20)), lean=14)
POINT = Pose(arms=((-8, 4), (62, 150)))
SPEAK = Pose(arms=((-26, 40), (48, 96)))
BOW = Pose(arms=((70, 150), (38, 118)), lean=2)
KICK = Pose(legs=((-18, -48), (66, 40)), arms=((58, 78), (-66, -50)), lean=-8)
CONDUCT = Pose(arms=((104, 140), (-104, -140)))


def figure(
    sheet: Sheet, x: float, feet: float, height: float, coat: Colour, *, pose: Pose = STAND,
    facing: int = 1, legs: Colour | None = None, skin: Colour | None = None, long: bool = False,
) -> None:  # fmt: skip
    """Print somebody standing at ``feet``, in a coat of this colour.

    ``facing`` is 1 to the right and -1 to the left; ``long`` is a coat or a
    skirt to the knee.
    """
    rng = sheet.rng
    skin = skin or rng.choice(SKINS)
    legs = legs or sheet.inks.key
    hip = (x, feet - height * 0.47)
    lean = radians(pose.lean) * facing
    neck = (hip[0] + sin(lean) * height * 0.36, hip[1] - cos(lean) * height * 0.36)
    back = mix(coat, sheet.inks.key, 0.3)
    _limb(
        sheet, (neck[0], neck[1] + height * 0.03), pose.arms[0], height * 0.17, facing, back, skin
    )
    _leg(sheet, hip, pose.legs[0], height, facing, mix(legs, (0, 0, 0), 0.25))
    _leg(sheet, hip, pose.legs[1], height, facing, legs)
    wide, waist = height * 0.105, height * (0.095 if long else 0.075)
    hem = hip[1] + height * (0.2 if long else 0.03)
    flare = waist * (1.35 if long else 1.05)
    sheet.shape(
        [(neck[0] - wide, neck[1] + height * 0.035), (neck[0] - wide * 0.45, neck[1]),
         (neck[0] + wide * 0.45, neck[1]), (neck[0] + wide, neck[1] + height * 0.035),
         (hip[0] + waist, hip[1] - height * 0.05), (hip[0] + flare, hem), (hip[0] - flare, hem),
         (hip[0] - waist, hip[1] - height * 0.05)],
        coat,
    )  # fmt: skip
    _head(sheet, neck, height, facing, skin)
    _limb(
        sheet, (neck[0], neck[1] + height * 0.04), pose.arms[1], height * 0.17, facing, coat, skin
    )


def _head(sheet: Sheet, neck: Point, height: float, facing: int, skin: Colour) -> None:
    hair = sheet.rng.choice(HAIR)
    x, y = neck[0] + facing * height * 0.012, neck[1] - height * 0.075
    size = height * 0.058
    sheet.line([(neck[0], neck[1] + 2), (x, y)], height * 0.045, skin)
    sheet.oval((x - size * 0.85, y - size * 1.1, x + size * 0.85, y + size * 1.1), skin)
    box = (x - size * 1.02, y - size * 1.32, x + size * 0.98, y + size * 0.95)
    sheet.wedge(box, *((150, 350) if facing > 0 else (190, 390)), fill=hair)
    if sheet.rng.random() < 0.35:
        sheet.disc(x - facing * size * 0.95, y - size * 0.35, size * 0.5, hair)


def _limb(
    sheet: Sheet, start: Point, angles: tuple[float, float], part: float, facing: int,
    sleeve: Colour, skin: Colour,
) -> None:  # fmt: skip
    elbow = _towards(start, angles[0], part, facing)
    hand = _towards(elbow, angles[1], part * 0.95, facing)
    sheet.line([start, elbow, hand], part * 0.3, sleeve)
    sheet.disc(*hand, part * 0.16, skin)


def _leg(
    sheet: Sheet, hip: Point, angles: tuple[float, float], height: float, facing: int, fill: Colour
) -> None:  # fmt: skip
    knee = _towards(hip, angles[0], height * 0.235, facing)
    foot = _towards(knee, angles[1], height * 0.235, facing)
    sheet.line([hip, knee], height * 0.085, fill)
    sheet.line([knee, foot], height * 0.06, fill)
    toe = _towards(foot, angles[1] + 80, height * 0.05, facing)
    sheet.line([foot, toe], height * 0.045, fill)


def _towards(start: Point, angle: float, length: float, facing: int) -> Point:
    turned = radians(angle)
    return start[0] + sin(turned) * length * facing, start[1] + cos(turned) * length


def crowd(
    sheet: Sheet, box: tuple[float, float, float, float], size: float, fills: list[Colour]
) -> None:
    """Print rows of heads and shoulders, the nearest last."""
    rng = sheet.rng
    left, top, right, bottom = box
    y = top
    while y < bottom:
        x = left + rng.uniform(0, size)
        while x < right:
            coat = rng.choice(fills)
            dy = rng.uniform(-size, size) * 0.12
            sheet.oval(
                (x - size * 0.62, y + size * 0.36 + dy, x + size * 0.62, y + size * 1.9 + dy), coat
            )
            sheet.disc(x, y + dy, size * 0.34, rng.choice(SKINS))
            hair = (x - size * 0.37, y - size * 0.42 + dy, x + size * 0.37, y + size * 0.3 + dy)
            sheet.wedge(hair, 180, 360, rng.choice(HAIR))
            x += size * rng.uniform(1.05, 1.4)
        y += size * 0.95
