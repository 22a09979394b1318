"""Dovecot on loopback: a box that is fetched by IMAP and by POP3, in a folder of its own."""

from __future__ import annotations

import grp
import itertools
import os
import pwd
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.command import free_port, until

_mail = itertools.count(1)

PASSWORD = "p@ss/word"
SET_UP = """\
protocols = imap pop3
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:{folder}/box
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service pop3-login {{
  chroot =
  inet_listener pop3 {{
    port = {pop3}
  }}
  inet_listener pop3s {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@dataclass
class Box:
    """A letter box: ``folder`` is its Maildir on the server."""

    folder: Path
    imap: str
    pop3: str

    def put(self, *mails: str | bytes) -> None:
        """Have these be in it, one after another."""
        for mail in mails:
            raw = mail.encode() if isinstance(mail, str) else mail
            path = self.folder / "new" / f"{next(_mail):03}.host"
            path.write_bytes(raw)
            path.chmod(0o666)

    def names(self) -> list[str]:
        """What is in it, with how it is marked."""
        return sorted(
            each.name for kind in ("new", "cur") for each in (self.folder / kind).iterdir()
        )


@contextmanager
def dovecot() -> Iterator[Box]:
    """Run the server; it takes any name with the password."""
    is_root = os.geteuid() == 0
    user = pwd.getpwnam("nobody") if is_root else pwd.getpwuid(os.geteuid())
    with tempfile.TemporaryDirectory() as made:
        folder, imap, pop3 = Path(made), free_port(), free_port()
        folder.chmod(0o755)
        for part in ("home", "box", "box/new", "box/cur", "box/tmp"):
            (folder / part).mkdir()
            (folder / part).chmod(0o777)
        (folder / "set-up").write_text(
            SET_UP.format(
                folder=folder,
                user=user.pw_name,
                group=grp.getgrgid(user.pw_gid).gr_name,
                password=PASSWORD,
                imap=imap,
                pop3=pop3,
            )
        )
        server = subprocess.Popen(["/usr/sbin/dovecot", "-F", "-c", str(folder / "set-up")])
        try:
            assert until(lambda: _listens(imap) and _listens(pop3), 20), (
                folder / "log"
            ).read_text()
            host = f"bounces:{PASSWORD.replace('@', '%40').replace('/', '%2F')}@127.0.0.1"
            yield Box(folder / "box", f"imap://{host}:{imap}/INBOX", f"pop3://{host}:{pop3}")
        finally:
            server.terminate()
            server.wait(10)


def _listens(port: int) -> bool:
    with socket.create_connection(("127.0.0.1", port), 1):
        return True
