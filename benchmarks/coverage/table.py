"""The figures of live coverage as a table."""

from __future__ import annotations

from typing import Any


def table_of(rows: list[dict[str, Any]]) -> list[list[str]]:
    """Return the table of live coverage: undisturbed, and killed in the middle."""
    head = [
        "", "readers", "entries", "seconds", "p50", "p99", "longest", "lost", "doubled",
        "answers/s", "unchanged", "failed",
    ]  # fmt: skip
    cells = [
        [
            "killed in the middle" if row["killed"] else "undisturbed",
            f"{row['readers']:,}",
            f"{row['entries']:,}",
            f"{row['seconds']:,}",
            *(f"{row[name]:.2f} s" for name in ("p50", "p99", "worst")),
            f"{row['lost']:,}",
            f"{row['doubled']:,}",
            f"{row['answers'] / row['seconds']:,.0f}",
            f"{row['unchanged'] / max(row['answers'], 1):.0%}",
            f"{row['errors']:,}",
        ]
        for row in sorted(rows, key=lambda each: bool(each["killed"]))
    ]
    return [head, *cells]
