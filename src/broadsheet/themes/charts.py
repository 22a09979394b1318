"""Charts, drawn as SVG where the page is made: nothing runs in a reader's browser."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT, LEFT, ROW = 640, 320, 170, 34
LETTER = 11
FEW = 12
"""So many points are told one by one, however little room there is."""
SHORT = 3
"""A unit of so many letters stands beside each number; a longer one only above the chart."""


def chart_svg(value: Mapping[str, Any]) -> SafeString:
    """Return a chart block's drawing: bars, columns or a line; ``description`` says it in words."""
    points = [(str(point["label"]), float(point["value"])) for point in value["points"]]
    unit = value.get("unit") or ""
    draw = _bars if value.get("kind", "bar") == "bar" else _upright
    height = len(points) * ROW + 8 if draw is _bars else HEIGHT
    marks = draw(points, unit, value.get("kind", "bar"))
    if value.get("description"):
        words = "<title>{}</title><desc>{}</desc>{}"
        marks = format_html(words, value["title"], value["description"], marks)
    return format_html(
        '<svg class="chart-drawing" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        WIDTH,
        height,
        value["title"],
        marks,
    )


def _number(number: float, unit: str) -> str:
    text = f"{number:.0f}" if number.is_integer() else f"{number:g}"
    return f"{text} {unit}".strip() if unit != "%" else f"{text}%"


def _bars(points: Sequence[tuple[str, float]], unit: str, _kind: str) -> SafeString:
    most = max((abs(number) for _label, number in points), default=1) or 1
    room = WIDTH - LEFT - 90
    rows = (
        (
            LEFT - 10,
            index * ROW + 22,
            label,
            LEFT,
            index * ROW + 6,
            round(abs(number) / most * room, 1),
            ROW - 12,
            LEFT + 8 + round(abs(number) / most * room, 1),
            index * ROW + 22,
            _number(number, unit if len(unit) <= SHORT else ""),
        )
        for index, (label, number) in enumerate(points)
    )
    return format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="end">{}</text>'
        '<rect x="{}" y="{}" width="{}" height="{}"/><text x="{}" y="{}">{}</text>',
        rows,
    )


def _upright(points: Sequence[tuple[str, float]], unit: str, kind: str) -> SafeString:
    most = max((abs(number) for _label, number in points), default=1) or 1
    step = WIDTH / max(len(points), 1)
    tops = [HEIGHT - 40 - abs(number) / most * (HEIGHT - 80) for _label, number in points]
    labels = _words(points, tops, step, unit if len(unit) <= SHORT else "")
    labels = format_html('<path class="base" d="M0 {0}H{1}"/>{2}', HEIGHT - 40, WIDTH, labels)
    if kind == "line":
        path = " ".join(f"{(i + 0.5) * step:.1f},{top:.1f}" for i, top in enumerate(tops))
        return format_html('<polyline points="{}"/>{}', path, labels)
    columns = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}"/>',
        (
            (
                round((i + 0.2) * step, 1),
                round(top, 1),
                round(step * 0.6, 1),
                round(HEIGHT - 40 - top, 1),
            )
            for i, top in enumerate(tops)
        ),
    )
    return format_html("{}{}", columns, labels)


def _words(
    points: Sequence[tuple[str, float]], tops: Sequence[float], step: float, unit: str
) -> SafeString:
    """Return what stands under each point and above it; of many points, what there is room for.

    Of numbers that have none, the greatest stands alone.
    """
    numbers = [_number(number, unit) for _label, number in points]
    every = math.ceil(_width([label for label, _number in points]) / step)
    if len(points) <= FEW:
        every = 1
    elif _width(numbers) > step:
        top = tops.index(min(tops, default=0))
        numbers = [text if index == top else "" for index, text in enumerate(numbers)]
    middles = [round((index + 0.5) * step, 1) for index in range(len(points))]
    under = [
        (middles[index], HEIGHT - 16, label)
        for index, (label, _number) in enumerate(points)
        if (len(points) - 1 - index) % every == 0
    ]
    above = [
        (middles[index], round(tops[index] - 10, 1), text)
        for index, text in enumerate(numbers)
        if text
    ]
    return format_html_join(
        "", '<text x="{}" y="{}" text-anchor="middle">{}</text>', [*under, *above]
    )


def _width(texts: Sequence[str]) -> float:
    """Return about how much room the longest of some texts takes, on a telephone too."""
    return LETTER * (max(map(len, texts), default=0) + 1)
