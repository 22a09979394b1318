"""What other rooms have go out with a release: they say so by these signals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.dispatch import Signal

from broadsheet.fronts.models import Release

asked = Signal()
"""What goes out with a release? Argument: ``release``. Receivers return a list of Companions."""

going_out = Signal()
"""All that is in a release is public now, in a transaction that is still open.

Arguments: ``release``, ``by``. A receiver lets its own go out in the same transaction, or raises
ValidationError: then nothing goes out.
"""


@dataclass(frozen=True)
class Companion:
    """Something that goes out with a release: what it is called, where the editor has it.

    ``problems`` say, a sentence each, why it couldn't go out as it is.
    """

    label: str
    url: str
    problems: tuple[str, ...] = ()


def companions_of(release: Release) -> list[Companion]:
    """Return whatever goes out with a release besides what is in it."""
    answers: list[tuple[Any, Any]] = asked.send(sender=Release, release=release)
    return [each for _receiver, found in answers for each in found]
