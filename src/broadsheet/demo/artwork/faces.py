"""Portraits: somebody's bearing in a few flat shapes, on a quiet ground."""

from __future__ import annotations

from math import cos, pi, sin

from broadsheet.demo.artwork.inks import Colour, mix
from broadsheet.demo.artwork.people import HAIR, SKINS
from broadsheet.demo.artwork.sheet import HIGH, WIDE, Point, Sheet, at, soft

X, Y = 800.0, 470.0
"""Where the face is: a square cut from the middle holds head and shoulders."""

LONG, ROUND, BUN, BOB, CROPPED, SCARF, SHORT = range(7)


def portrait(sheet: Sheet) -> None:
    """Print head and shoulders, turned a little to one side."""
    inks, rng = sheet.inks, sheet.rng
    grounds = (inks.mist, mix(inks.tide, inks.mist, 0.4), mix(inks.sun, inks.paper, 0.35))
    ground = rng.choice((*grounds, inks.tide))
    sheet.fade((0, 0, WIDE, HIGH), ground, mix(ground, inks.paper, 0.45))
    sheet.disc(X + rng.choice((-90, 90)), 450, 450, mix(ground, inks.paper, 0.35))
    sheet.tone((0, 0, WIDE, 800), mix(ground, inks.slate, 0.6), (0.5, 0.0), screen="lines")
    skin = rng.choice(SKINS)
    dark = HAIR[:3] if skin in SKINS[2:5] else HAIR
    hair = rng.choice(HAIR[4:6] if rng.random() < 0.25 else dark)
    style = rng.randrange(7)
    coats = (inks.key, inks.slate, inks.spot, inks.sun, inks.paper)
    _hair_behind(sheet, style, hair)
    _shoulders(sheet, rng.choice([coat for coat in coats if coat != ground]), skin)
    _head(sheet, skin)
    _hair_before(sheet, style, hair)
    if rng.random() < 0.4:
        _glasses(sheet)
    if style in (CROPPED, SHORT) and rng.random() < 0.6:
        _beard(sheet, hair)


def _put(words: str, *, times: int = 3) -> list[Point]:
    return soft(at(words, X, Y), times)


def _shoulders(sheet: Sheet, coat: Colour, skin: Colour) -> None:
    inks = sheet.inks
    sheet.shape(at("-68 60, 68 60, 82 260, 0 340, -82 260", X, Y), skin)
    neck = at("-68 130, 68 90, 72 170, -10 226, -70 196", X, Y)
    sheet.shape(soft(neck), mix(skin, inks.key, 0.35))
    body = _put(
        "-86 236, -150 262, -300 316, -378 430, -420 700, 420 700, 378 430, 300 316, 150 262,"
        "86 236, 0 350"
    )
    sheet.shape(body, coat)
    sheet.tone((X + 60, Y + 220, X + 420, HIGH), inks.key, (0.0, 0.7), across=True, within=body)
    inner = inks.paper if coat != inks.paper else inks.slate
    kind = sheet.rng.randrange(3)
    if kind == 0:
        sheet.shape(at("-76 246, 0 380, 76 246, 62 700, -62 700", X, Y), inner)
        for side in (-1, 1):
            lapel = at("82 232, 150 272, 142 390, 44 700, -2 700, 2 400", X, Y, side=side)
            sheet.shape(lapel, mix(coat, inks.key, 0.3))
    elif kind == 1:
        sheet.shape(
            _put("-96 212, 96 212, 116 300, 0 352, -116 300", times=2), mix(coat, inks.paper, 0.2)
        )
        rim = at("-104 286, -50 326, 0 336, 50 326, 104 286", X, Y)
        sheet.line(rim, 5, mix(coat, inks.key, 0.4))
    else:
        for side in (-1, 1):
            sheet.shape(at("86 226, 2 352, 88 396, 142 270", X, Y, side=side), inner)


def _head(sheet: Sheet, skin: Colour) -> None:
    inks = sheet.inks
    shade = mix(skin, inks.key, 0.3)
    for side, dark in ((-1, 0.12), (1, 0.3)):
        ear = X + side * 136
        sheet.oval((ear - 28, Y - 20, ear + 28, Y + 64), mix(skin, inks.key, dark))
    turns = [n / 60 * 2 * pi for n in range(60)]
    face = [
        (X + 140 * sin(t) * (1 - 0.14 * max(0.0, -cos(t)) ** 2), Y - 6 - 190 * cos(t))
        for t in turns
    ]
    sheet.shape(face, skin)
    half = [(x, y) for x, y in face if x >= X + 20]
    sheet.tone(
        (X + 20, Y - 200, X + 144, Y + 190),
        shade,
        (0.0, 0.85),
        across=True,
        within=half,
        screen="fine",
    )
    dark_skin = sum(skin) < 300
    line = mix(skin, (0, 0, 0), 0.75) if dark_skin else mix(skin, inks.key, 0.72)
    for side in (-1, 1):
        eye = X - 8 + side * 56
        sheet.arc((eye - 31, Y - 50, eye + 31, Y - 8), 200, 340, 8, line)
        sheet.oval((eye - 10, Y - 16, eye + 10, Y + 5), line)
    sheet.line(at("-6 -4, -24 62, -2 72", X, Y), 6, shade)
    lips = mix(mix(skin, inks.spot, 0.35), (0, 0, 0) if dark_skin else inks.key, 0.35)
    sheet.arc((X - 54, Y + 74, X + 38, Y + 124), 20, 160, 9, lips)


def _hair_behind(sheet: Sheet, style: int, hair: Colour) -> None:
    if style == LONG:
        sheet.rect((X - 190, Y - 160, X + 190, Y + 300), hair, round_by=140)
    elif style == ROUND:
        for n in range(26):
            turn = n / 26 * 2 * pi
            sheet.disc(X + 164 * cos(turn), Y - 90 + 150 * sin(turn), 66, hair)
    elif style == BUN:
        sheet.disc(X + 34, Y - 250, 84, hair)
    elif style == BOB:
        sheet.rect((X - 176, Y - 160, X + 176, Y + 130), hair, round_by=96)
    elif style == SCARF:
        outline = (
            "-180 40, -196 -120, -110 -240, 110 -240, 196 -120, 180 40, 196 220, 290 370,"
            "-290 370, -196 220"
        )
        sheet.shape(_put(outline), sheet.inks.spot)


def _hair_before(sheet: Sheet, style: int, hair: Colour) -> None:
    inks = sheet.inks
    if style == SCARF:
        rim = at(
            "-140 110, -156 -20, -132 -130, -70 -200, 0 -222, 70 -200, 132 -130, 156 -20, 140 110",
            X,
            Y,
        )
        sheet.line(rim, 48, inks.spot)
        sheet.shape(
            _put("-176 60, -120 150, -20 230, 120 150, 176 60, 190 300, 0 400, -190 300", times=2),
            inks.spot,
        )
        fold = mix(inks.spot, inks.key, 0.4)
        sheet.line(at("-128 176, -70 226, -6 262, 70 252", X, Y), 5, fold)
        sheet.line(at("-150 214, -80 280, 10 318", X, Y), 5, fold)
    elif style in (CROPPED, SHORT):
        low = 40 if style == SHORT else -10
        outline = (
            f"-146 {low}, -168 -120, -120 -220, 0 -250, 120 -220, 168 -120, 146 {low}, 134 -84,"
            "90 -126, 0 -140, -90 -126, -134 -84"
        )
        sheet.shape(_put(outline, times=2), hair)
    else:
        outline = (
            "-148 50, -170 -110, -130 -210, -20 -250, 110 -224, 172 -110, 148 50, 140 -60,"
            "60 -150, -30 -152, -116 -96, -138 -40"
        )
        sheet.shape(_put(outline, times=2), hair)
        for n in range(5):
            strand = at(f"{-96 + n * 44} -200, {-92 + n * 50} -160", X, Y)
            sheet.line(strand, 4, mix(hair, inks.paper, 0.2))


def _glasses(sheet: Sheet) -> None:
    key = sheet.inks.key
    for side in (-1, 1):
        eye = X - 8 + side * 58
        sheet.arc((eye - 48, Y - 52, eye + 48, Y + 36), 0, 360, 7, key)
    sheet.line(at("-18 -12, 2 -12", X, Y), 6, key)
    sheet.line(at("98 -14, 136 -8", X, Y), 6, key)


def _beard(sheet: Sheet, hair: Colour) -> None:
    outline = (
        "-146 0, -116 76, -50 62, -8 70, 40 60, 108 76, 146 0, 140 130, 70 208, 0 222, -70 208,"
        "-140 130"
    )
    sheet.shape(_put(outline, times=2), hair)
    sheet.arc((X - 50, Y + 80, X + 34, Y + 128), 20, 160, 9, mix(hair, sheet.inks.paper, 0.45))
