"""ZIP archives as systems export them, made of small files."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile


def an_export(folder: Path, files: dict[str, str]) -> Path:
    """Make an archive of texts by their names."""
    path = folder / "export.zip"
    with ZipFile(path, "w") as file:
        for name, text in files.items():
            file.writestr(name, text)
    return path
