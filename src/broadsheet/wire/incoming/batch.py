"""Which version of an item counts when a batch has it more than once: the newest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from broadsheet.wire.incoming.entries import Entry, Raw

NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class _Seen:
    version: datetime
    order: int
    digest: str
    where: str


@dataclass
class Batch:
    """The newest version of each item; holds no items, so that a batch may be large."""

    size: int = 0
    newest: dict[str, _Seen] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Batch:
        """Look through all entries once."""
        batch = cls()
        for order, entry in enumerate(entries):
            batch.size += 1
            if entry.raw is None:
                continue
            try:
                uri, seen = _seen(entry.raw, entry, order)
            except Exception:  # noqa: S112  whatever it is, it is said when its turn comes
                continue
            best = batch.newest.get(uri)
            if best is None or (seen.digest != best.digest and seen.version >= best.version):
                batch.newest[uri] = seen
        return batch

    def superseded(self, raw: Raw, entry: Entry, order: int) -> str:
        """Return why another entry counts for this one, or nothing when it counts itself."""
        uri, seen = _seen(raw, entry, order)
        best = self.newest.get(uri)
        if best is None or best.order == order:
            return ""
        if best.digest == seen.digest:
            return f"the same item as in {best.where}"
        age = "a newer" if best.version > seen.version else "another"
        return f"{age} version of it counts, the one in {best.where}"


def _seen(raw: Raw, entry: Entry, order: int) -> tuple[str, _Seen]:
    """Return an item's uri and what to know of it. Raises SetAside for one without."""
    return raw.uri, _Seen(raw.version or NEVER, order, raw.digest, entry.where())
