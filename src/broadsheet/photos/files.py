"""Where uploads are kept: under random names, so that no address can be guessed.

An embargoed document once leaked because its name could be guessed (RELIABILITY,
D5): 128 random bits say nothing about what is in a file.
"""

from __future__ import annotations

import secrets
from pathlib import PurePosixPath

from django.db import models


def random_name(folder: str, filename: str) -> str:
    """Return ``folder/<32 random hex digits>.<extension of filename>``."""
    suffix = PurePosixPath(filename).suffix.lower()[:8]
    return f"{folder}/{secrets.token_hex(16)}{suffix}"


def attachment_path(_attachment: models.Model, filename: str) -> str:
    """Name a new document's file."""
    return random_name("documents", filename)


def rendition_name(filename: str) -> str:
    """Name a rendition: it keeps its original's random name and says its size."""
    return f"renditions/{PurePosixPath(filename).name}"
