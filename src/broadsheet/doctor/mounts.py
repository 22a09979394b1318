"""What kind of filesystem a folder lies on."""

from __future__ import annotations

from pathlib import Path

MOUNTS = Path("/proc/self/mounts")


def filesystem_of(folder: Path, mounts: Path = MOUNTS) -> str:
    """Return the type (ext4, nfs4, …) of the filesystem under ``folder``, or "" when unknown.

    ``mounts`` is Linux's list (proc_pid_mounts(5)); other systems have none.
    """
    if not mounts.exists():
        return ""
    best, kind = -1, ""
    place = folder.resolve()
    for line in mounts.read_text("utf-8", errors="replace").splitlines():
        _device, point, filesystem, *_rest = line.split(" ")
        path = Path(point.replace("\\040", " "))
        if place.is_relative_to(path) and len(path.parts) >= best:
            best, kind = len(path.parts), filesystem
    return kind
