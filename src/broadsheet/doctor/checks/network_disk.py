"""The database is on a disk of this machine."""

from __future__ import annotations

from django.core.checks import CheckMessage

from broadsheet.config import Config
from broadsheet.doctor.findings import examine, must
from broadsheet.doctor.mounts import filesystem_of

REMOTE = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "afs",
    "ceph",
    "glusterfs",
    "fuse.sshfs",
    "fuse.glusterfs",
    "fuse.s3fs",
    "fuse.rclone",
    "ncpfs",
    "lustre",
    "beegfs",
}


@examine
def network_disk(config: Config) -> list[CheckMessage]:
    """SQLite's locks don't hold on network filesystems (https://sqlite.org/useovernet.html)."""
    kind = filesystem_of(config.database_file.parent)
    if config.database_url or kind not in REMOTE:
        return []
    wrong = f"data/ lies on a network filesystem ({kind}), where SQLite loses data."
    mend = "Move the publication to a disk of this machine, or use PostgreSQL (database.url)."
    return [must("network_disk", wrong, mend)]
