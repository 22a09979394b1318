"""A paper's accent colour, made dark or light enough to be read on a ground."""

from __future__ import annotations

ENOUGH, IN_THE_DARK = 4.5, 6.5
"""Contrast that text of any size needs (WCAG 2.2, 1.4.3); small light letters look thinner."""

Channels = tuple[int, int, int]


def readable(colour: str, *, on: str) -> str:
    """Return ``colour`` (``#rrggbb``), moved as far to black or white as ``on`` demands."""
    ground, ink = _channels(on), _channels(colour)
    is_dark = _light(ground) < 0.2
    towards, enough = (255, IN_THE_DARK) if is_dark else (0, ENOUGH)
    for step in range(21):
        moved = tuple(round(c + (towards - c) * step / 20) for c in ink)
        mixed = (moved[0], moved[1], moved[2])
        if contrast(mixed, ground) >= enough:
            return "#{:02x}{:02x}{:02x}".format(*mixed)
    return "#ffffff" if towards else "#000000"


def contrast(one: Channels, other: Channels) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_light(one), _light(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _channels(colour: str) -> Channels:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def _light(colour: Channels) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
