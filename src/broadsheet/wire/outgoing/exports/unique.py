"""WordPress's numbers, slugs and seconds: each once in the whole export."""

from __future__ import annotations

from datetime import datetime, timedelta


class Numbers:
    """Gives what WordPress keeps in one table numbers of one row, in the order of asking."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, str], int] = {}

    def of(self, kind: str, key: str) -> int:
        """Return the number of a thing, the same whenever it is asked."""
        return self._given.setdefault((kind, key), len(self._given) + 1)


class Slugs:
    """Slugs of one story each, whatever its day; ours may come again on another."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def free(self, wished: str) -> str:
        """Return the wished slug, or the first of its kind (``-2``, ``-3``) that is free."""
        slug, number = wished, 1
        while slug.casefold() in self._taken:
            number += 1
            slug = f"{wished}-{number}"
        self._taken.add(slug.casefold())
        return slug


class Seconds:
    """WordPress's importer takes two items of one kind, title and second for one, and drops one."""

    def __init__(self) -> None:
        self._taken: set[int] = set()

    def free(self, kind: str, title: str, when: datetime) -> datetime:
        """Return when it was, or the first second after it that no namesake has."""
        while hash((kind, title, when.replace(microsecond=0))) in self._taken:
            when += timedelta(seconds=1)
        self._taken.add(hash((kind, title, when.replace(microsecond=0))))
        return when
