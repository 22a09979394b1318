"""The lines that weren't taken in, each with its reason, in a file beside the table."""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from broadsheet.newsletters.importing.cells import harmless
from broadsheet.newsletters.importing.table import Row


class Refusals:
    """A file with the refused lines, made when there is one, for this account's eyes alone."""

    def __init__(self, table: Path, columns: Sequence[str]) -> None:
        self.path = table.with_name(f"{table.stem}.refused.csv")
        self.columns = columns
        self.reasons: Counter[str] = Counter()
        self._file: Any = None
        self._writer: Any = None

    def __enter__(self) -> Refusals:
        self.path.unlink(missing_ok=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._file:
            self._file.close()

    def add(self, row: Row, reason: str) -> None:
        """Note a line and why it was refused."""
        if self._file is None:
            descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            self._file = open(descriptor, "w", encoding="utf-8", newline="")  # noqa: SIM115
            self._writer = csv.writer(self._file)
            self._writer.writerow(["line", "why", *map(harmless, self.columns)])
        self._writer.writerow([row.number, reason, *map(harmless, row.cells)])
        self.reasons[reason] += 1
