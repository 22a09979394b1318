"""How a paper is moved in, whatever its system."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from broadsheet.wire.moving.watching import OnTerminal, Watch


@dataclass(frozen=True)
class How:
    """What whoever moves wants.

    ``section`` is the slug of the section for stories that lie in none there, by default the
    first; ``sections`` are the names of the categories that become sections, by default every
    one that is the first of a story's; ``overwrite`` replaces what was edited here since the
    last run; ``fetch`` has pictures fetched from where they were. A dry run changes nothing.
    ``report`` is the folder of its report, by default one of the move's own.
    """

    section: str = ""
    sections: tuple[str, ...] = ()
    overwrite: bool = False
    fetch: bool = False
    dry_run: bool = False
    report: Path | None = None
    watch: Watch = field(default_factory=OnTerminal)
