"""Where uploads are kept: under random names, so that no address can be guessed.

An embargoed document once leaked because its name could be guessed (RELIABILITY,
D5): 128 random bits say nothing about what is in a file.
"""

from __future__ import annotations

import re
import secrets
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.db import models


def random_name(folder: str, filename: str) -> str:
    """Return ``folder/<32 random hex digits>.<extension of filename>``."""
    suffix = PurePosixPath(filename).suffix.lower()[:8]
    return f"{folder}/{secrets.token_hex(16)}{suffix}"


def kept_name(folder: str, name: str) -> str:
    """Return a name that a file had in another paper, if it is one of ours and free; else “”."""
    is_ours = re.fullmatch(rf"{folder}/[0-9a-f]{{32}}(?:\.[a-z0-9]{{1,7}})?", name)
    return name if is_ours and not default_storage.exists(name) else ""


def attachment_path(attachment: models.Model, filename: str) -> str:
    """Name a new document's file: as it was, where it moved in from a paper of ours."""
    was = str(getattr(attachment, "was_named", ""))
    return kept_name("documents", was) or random_name("documents", filename)


def rendition_name(filename: str) -> str:
    """Name a rendition: it keeps its original's random name and says its size."""
    return f"renditions/{PurePosixPath(filename).name}"
