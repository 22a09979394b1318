"""Uploaded pictures are for this account's eyes."""

from __future__ import annotations

import stat

from django.core.checks import CheckMessage

from broadsheet.config import Config
from broadsheet.doctor.findings import examine, must


@examine
def media_folder(config: Config) -> list[CheckMessage]:
    """Originals of unpublished pictures must not be open to others on the machine.

    A closed data/ closes what is in it.
    """
    folders = [folder for folder in (config.data, config.data / "media") if folder.is_dir()]
    if any(not stat.S_IMODE(folder.stat().st_mode) & stat.S_IXOTH for folder in folders):
        return []
    if not folders:
        return []
    wrong = f"Others on this machine can read the pictures in {folders[-1]}."
    return [must("media_folder", wrong, f"chmod 700 {config.data}")]
