"""Lighthouse, as npm has it, on a page that is served here."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.browser.chromium import ARGUMENTS, PATH
from tests.budgets.visits import NODE_MODULES

NODE = NODE_MODULES / ".bin" / "node"  # Debian's is too old for it
LIGHTHOUSE = NODE_MODULES / "lighthouse" / "cli" / "index.js"
PATIENCE_SECONDS = 180


@dataclass(frozen=True)
class Report:
    """What Lighthouse found on one page."""

    scores: dict[str, int]
    """A category's name → 0 to 100."""
    faults: dict[str, str]
    """An audit that isn't at its best → what it says."""
    audits: dict[str, Any]


def look_at(url: str, folder: Path, *, only: tuple[str, ...] = ()) -> Report:
    """Run Lighthouse, with its mobile preset, on ``url``; ``only`` names categories.

    Now and then it misses how a page began to load, judges nothing, and says “Please run
    Lighthouse again” (NO_NAVSTART): so it is run again, once.
    """
    found = _looked(url, folder / "first", only)
    if any(each["score"] is None for each in found["categories"].values()):
        found = _looked(url, folder / "again", only)
    scores = {name: round(each["score"] * 100) for name, each in found["categories"].items()}
    return Report(scores, dict(_faults(found)), found["audits"])


def _looked(url: str, folder: Path, only: tuple[str, ...]) -> dict[str, Any]:
    folder.mkdir()
    file = folder / "report.json"
    profile = folder / "profile"
    command = [
        *(str(NODE), str(LIGHTHOUSE), url, "--quiet", "--output=json", f"--output-path={file}"),
        "--chrome-flags=" + " ".join(["--headless", *ARGUMENTS, f"--user-data-dir={profile}"]),
    ]
    if only:
        command.append(f"--only-categories={','.join(only)}")
    done = subprocess.run(
        command,
        env={**os.environ, "CHROME_PATH": PATH},
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    assert "runtimeError" not in found, found["runtimeError"]
    return found


def _faults(found: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for category in found["categories"].values():
        for reference in category["auditRefs"]:
            audit = found["audits"][reference["id"]]
            if audit["score"] is not None and audit["score"] < 1 and reference["weight"]:
                yield f"{category['id']}: {audit['id']}", audit["title"]
