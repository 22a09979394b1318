"""Cells that spreadsheets open: none of them is a formula."""

from __future__ import annotations

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of one (OWASP, “CSV Injection”)."""


def harmless(text: str) -> str:
    """Return text that no spreadsheet runs: an apostrophe before what would begin a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def restored(text: str) -> str:
    """Return what a cell says, without the spaces around it and such an apostrophe."""
    stripped = text.strip()
    return stripped[1:] if stripped[:1] == "'" and stripped[1:].startswith(FORMULA) else stripped
