"""What the press's process keeps doing. Thin."""

from __future__ import annotations

import functools

from broadsheet.press.work import Press


@functools.cache
def _press() -> Press:
    """Return this process's press: it keeps its connection to the store."""
    return Press()


def print_due() -> int:
    """Print one edition if anything is stale; return how many targets it changed."""
    return _press().print_due()
