"""Charts say their numbers where there is room to."""

from __future__ import annotations

import re

from broadsheet.themes.charts import chart_svg


def _told(count: int, kind: str = "column") -> list[str]:
    points = [{"label": f"{day}", "value": 1000 + day % 7} for day in range(1, count + 1)]
    return re.findall(
        r">([^<>]+)</text>", chart_svg({"kind": kind, "title": "T", "points": points})
    )


def test_a_few_points_are_told_one_by_one() -> None:
    assert _told(3) == ["1", "2", "3", "1001", "1002", "1003"]
    assert len(_told(12, "line")) == 24


def test_of_many_points_the_greatest_is_told_and_no_words_lie_over_each_other() -> None:
    told = _told(28)
    assert told[-1] == "1006"
    assert told[-2] == "28", "the last day is always named"
    assert len(told) == 15


def test_a_great_number_is_written_out() -> None:
    points = [{"label": "a", "value": 12_345_678}, {"label": "b", "value": 0.5}]
    drawn = chart_svg({"kind": "bar", "title": "T", "points": points})
    assert ">12345678<" in drawn
    assert ">0.5<" in drawn
