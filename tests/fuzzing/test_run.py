"""What `make fuzz` tells of a reader: how it fared, and what it failed over."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.fuzzing.run import Course

pytestmark = pytest.mark.sqlite

TOLD = """MEMORY 160
#12     INITED cov: 317 ft: 500 corp: 12/9Kb exec/s: 0 rss: 162Mb
#4096   pulse  cov: 340 ft: 700 corp: 40/30Kb lim: 20000 exec/s: 2048 rss: 180Mb
 === Uncaught Python exception: ===
ValueError: Invalid IPv6 URL
#15320  DONE   cov: 353 ft: 800 corp: 90/80Kb lim: 20000 exec/s: 3000 rss: 178Mb
stat::slowest_unit_time_sec:    2
"""


def test_a_course_says_how_far_a_reader_was_read_and_what_was_wrong() -> None:
    course = Course()
    for line in TOLD.splitlines():
        course.hear(line)
    said = "    15,320 files, 317 → 353 places in the code, 160 → 180 MB, slowest 2 s"
    assert str(course) == said
    assert course.rest == [" === Uncaught Python exception: ===", "ValueError: Invalid IPv6 URL"]


def test_a_reader_that_there_is_not_is_named_with_those_that_there_are() -> None:
    command = [sys.executable, "-m", "tests.fuzzing.run", "no-such"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert "there is no no-such among archive, broadsheet, " in answer.stderr
