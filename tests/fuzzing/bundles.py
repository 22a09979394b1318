"""Several files as one text, which people and mutators can read; and the ZIP file of them.

Each file begins with a line ``==> NAME``.
"""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

_HEAD = re.compile(rb"^==> (.*)\n?", re.MULTILINE)


def files_in(bundle: bytes) -> list[tuple[bytes, bytes]]:
    """Return the files of a bundle, each with its name."""
    _before, *parts = _HEAD.split(bundle)
    return list(zip(parts[::2], parts[1::2], strict=True))


def bundle_of(files: list[tuple[bytes, bytes]]) -> bytes:
    """Return files as one text."""
    return b"".join(b"==> " + name + b"\n" + content for name, content in files)


def zipped(bundle: bytes) -> bytes:
    """Return the ZIP file of a bundle; of several files of one name, the first."""
    packed = BytesIO()
    with ZipFile(packed, "w") as file:
        for name, content in dict(reversed(files_in(bundle))).items():
            file.writestr(name.decode("utf-8", "replace").replace("\0", "") or "_", content)
    return packed.getvalue()
