from __future__ import annotations

from tests.publications import made, paper

__all__ = ["made", "paper"]
