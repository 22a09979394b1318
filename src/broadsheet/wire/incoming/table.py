"""An HTML table → our table block: one row of headings, and rows of plain words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bs4 import Tag

MAX_COLUMNS = 50


def table_block(table: Tag, words: Callable[[str], str]) -> tuple[str, Any]:
    """Return the block of a table; a cell over several columns leaves the others empty."""
    caption = table.find("caption")
    rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
    cells = [_cells(row, words) for row in rows]
    headed = bool(rows) and _is_head(rows[0]) and len(rows) > 1
    width = max((len(row) for row in cells), default=0) or 1
    padded = [row + [""] * (width - len(row)) for row in cells]
    columns = padded.pop(0) if headed else [""] * width
    value = {
        "caption": words(caption.decode_contents()) if caption else "",
        "columns": columns,
        "rows": padded or [[""] * width],
    }
    return "table", value


def _cells(row: Tag, words: Callable[[str], str]) -> list[str]:
    found: list[str] = []
    for cell in row.find_all(["td", "th"], recursive=False):
        span = str(cell.get("colspan") or "1")
        found.append(words(cell.decode_contents()))
        found += [""] * (min(int(span) if span.isdigit() else 1, MAX_COLUMNS) - 1)
    return found[:MAX_COLUMNS]


def _is_head(row: Tag) -> bool:
    return row.find_parent("thead") is not None or row.find("td", recursive=False) is None
