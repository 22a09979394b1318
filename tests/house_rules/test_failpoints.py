"""Each place where a test may break the program is broken by one."""

from __future__ import annotations

import re

from tests.house_rules.test_sizes import PACKAGE

PASSED = re.compile(r'\bfailpoint\("([\w.]+)"\)')


def test_each_failpoint_is_exercised() -> None:
    sources = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    tests = "".join(
        path.read_text("utf-8") for path in PACKAGE.parents[1].joinpath("tests").rglob("*.py")
    )
    places = PASSED.findall(sources)
    assert len(places) == len(set(places)) > 0
    assert [place for place in places if f'"{place}"' not in tests] == []
