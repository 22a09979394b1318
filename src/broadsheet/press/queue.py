"""Asking for pages to be printed: the acts behind ``broadsheet press print``."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.lib import clock
from broadsheet.press.notes import EVERYTHING, note
from broadsheet.press.store.writing import Edition, Writer


def want(store: Writer, names: Iterable[str], *, cause: str) -> None:
    """Have these pages printed anew, whether or not anything of theirs has changed."""
    wanted = [(name, float(place), cause) for place, name in enumerate(names)]
    store.put(Edition(cause=cause, want=wanted), now=clock.now().timestamp(), seconds=0)


def want_everything(*, cause: str) -> None:
    """Have the whole paper printed anew."""
    note({EVERYTHING}, cause=cause)
