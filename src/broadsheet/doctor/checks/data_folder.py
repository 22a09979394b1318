"""The folder that everything is kept in."""

from __future__ import annotations

import os

from django.core.checks import CheckMessage

from broadsheet.config import Config
from broadsheet.doctor.findings import examine, must


@examine
def data_folder(config: Config) -> list[CheckMessage]:
    """It is there, and this account may write in it."""
    if not config.data.is_dir():
        wrong = f"There is no folder {config.data}."
        return [must("data_folder", wrong, "“broadsheet run” makes it.")]
    if not os.access(config.data, os.W_OK | os.X_OK):
        wrong = f"This account can't write in {config.data}."
        mend = f"Give it to the account that runs the paper: chown -R ACCOUNT {config.data}"
        return [must("data_folder", wrong, mend)]
    return []
