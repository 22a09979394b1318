"""The secret that signs cookies and links."""

from __future__ import annotations

import stat

from django.core.checks import CheckMessage

from broadsheet.config import Config
from broadsheet.doctor.findings import examine, must

SHORTEST = 32
"""Characters; fewer can be guessed."""


@examine
def secret_key(config: Config) -> list[CheckMessage]:
    """It is there, long, and readable by this account alone."""
    if len(config.secret_key) < SHORTEST:
        wrong = "The publication has no secret, or one that can be guessed."
        mend = "Delete data/secret_key and any such setting; “broadsheet run” makes a new one."
        return [must("secret_key", wrong, mend)]
    path = config.data / "secret_key"
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
        wrong = f"Others on this machine can read {path}."
        return [must("secret_key", wrong, f"chmod 600 {path}")]
    return []
