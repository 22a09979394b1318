"""Y5: what strangers send doesn't write the log."""

from __future__ import annotations

import logging
import sys

from django.core.exceptions import DisallowedHost

from broadsheet.run.log import FORMAT, OneLine, without_where_it_was_refused


def _entry(logger: str, message: str, *arguments: object) -> logging.LogRecord:
    try:
        raise DisallowedHost("evil.example")
    except DisallowedHost:
        error = sys.exc_info()
    return logging.LogRecord(logger, logging.ERROR, "x.py", 1, message, arguments, error)


def test_a_line_of_a_strangers_is_no_entry_of_its_own() -> None:
    forged = "x\r\n2026-11-24 12:00:00,000 INFO broadsheet: Pru published"
    [first, *trace] = OneLine(FORMAT).format(_entry("web", "Not found: %s", forged)).splitlines()
    assert first.endswith("Pru published")
    assert trace[0].startswith("Traceback"), "what follows an error of ours still does"


def test_what_is_refused_is_told_in_a_line() -> None:
    refused = _entry("django.security.DisallowedHost", "Invalid HTTP_HOST header")
    assert without_where_it_was_refused(refused)
    assert "Traceback" not in OneLine(FORMAT).format(refused)
    ours = _entry("broadsheet.press", "The press's store can't be read")
    assert without_where_it_was_refused(ours)
    assert "Traceback" in OneLine(FORMAT).format(ours)
