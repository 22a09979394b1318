"""What stands in no ordinary file, and sooner or later in somebody's."""

from __future__ import annotations

from typing import Any

TEXTS = (
    *("", " ", "0", "-1", "\0", "\ud800", "\u202e", "\ufeff", "\u2028", "A" * 3000, "9" * 30),
    *("0000-00-00 00:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"),
    *("2026-02-30", "2026-13-01T25:61:00Z", "Thu, 01 Jan 1970 00:00:00 +9999", "1605-01-01"),
    *("http://[", "http://]", "https://a.example:99999999/", "//evil.example/x", "/", "#", "?"),
    *("https://a.example/%00%ff", "../../etc/passwd", "file:///etc/passwd", "mailto:"),
    *("javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,<script>alert(1)</script>"),
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>"),
    *("<p><button><p>", "<![", "<!--", "-->", "<?php ?>", "]]>", "&#0;", "&#xd800;", "&lt;b&gt;"),
    *("<a href='//evil.example'>x</a>", "<table><td><ul><table>", "[gallery ids='", "{{", "%s%n"),
)
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2**63, 10**40, 1.5, 1e300, [], {}, [[]], [None], [{}]),
    *({"": None}, "1", "null", *TEXTS),
)
"""What may stand in JSON."""
