"""The files that a reader is first given: small ones of each kind, and each that once broke it."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "corpus"


def seeds_of(name: str) -> dict[str, bytes]:
    """Return the files kept for a reader, by name."""
    return {path.name: path.read_bytes() for path in sorted((FOLDER / name).iterdir())}
