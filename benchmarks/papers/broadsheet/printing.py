"""Prints the whole paper; run in ``broadsheet manage shell``."""

from __future__ import annotations

from broadsheet.press.models import Note
from broadsheet.press.work import Press


def main() -> None:
    """Print until nothing is due."""
    press = Press()
    while press.print_due() or press.store.wanted(1) or Note.objects.exists():
        pass
    press.close()
