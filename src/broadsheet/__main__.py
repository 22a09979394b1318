"""``python -m broadsheet``: the same as the command, for the supervisor's children."""

from __future__ import annotations

from broadsheet.cli import main

if __name__ == "__main__":
    main()
