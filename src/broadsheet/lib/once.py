"""Reads that one page makes many times over, made once a page."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")

_page: ContextVar[dict[Callable[[], object], object] | None] = ContextVar("page", default=None)


@contextmanager
def one_page() -> Iterator[None]:
    """While this is open, each read marked ``once_a_page`` is made at most once."""
    token = _page.set({})
    try:
        yield
    finally:
        _page.reset(token)


def once_a_page(read: Callable[[], T]) -> Callable[[], T]:
    """Make a read without arguments remember its answer for the page being rendered."""

    @functools.wraps(read)
    def remembered() -> T:
        known = _page.get()
        if known is None:
            return read()
        if read not in known:
            known[read] = read()
        return known[read]  # type: ignore[return-value]

    return remembered
