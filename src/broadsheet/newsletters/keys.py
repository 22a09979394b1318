"""What goes stale when a newsletter is opened, closed or renamed, and when a number goes out."""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.newsletters.models import Letter, List, Number
from broadsheet.press.notes import note
from broadsheet.press.recorder import declare
from broadsheet.press.watching import watch

LISTS = "newsletters"


def newsletter(pk: int | None) -> str:
    """Return the key of a list's own row: it may bring or take away all its pages."""
    return f"newsletter:{pk}"


def numbers(pk: int | None) -> str:
    """Return the key of the numbers of a list that went out."""
    return f"numbers:{pk}"


def number(pk: int | None) -> str:
    """Return the key of one number."""
    return f"number:{pk}"


def note_number(each: Number) -> None:
    """Tell the press that a number went out, or how far it has come: belongs into that act.

    Saves do so by themselves; what changes rows by ``update`` calls it.
    """
    note(_touched(each), cause=f"newsletter: {each}")


def declare_all() -> None:
    """Tell the press what this room's rows are read and changed as."""
    watch(List, lambda _each: {LISTS}, noted=lambda each: {LISTS, newsletter(each.pk)})
    watch(Number, lambda each: {number(each.pk)}, noted=_touched)
    declare(Letter, lambda each: {number(each.number_id)})


def _touched(each: Number) -> Iterable[str]:
    """Return what a change of a number touches: nothing, before readers have it."""
    if not each.went_out:
        return set()
    corrected = {number(each.corrects_id)} if each.corrects_id else set()
    return {number(each.pk), numbers(each.list_id), *corrected}
