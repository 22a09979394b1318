"""A box on a mail server to which ``mail.returns`` goes: fetched by IMAP or by POP3."""

from __future__ import annotations

import imaplib
import logging
import mailbox
import poplib
import ssl
import time
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from broadsheet.newsletters.returns import acts, maildir, reports

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 15
EVERY_SECONDS = 60.0
"""How often a server is asked; the worker comes by far more often."""

AT_ONCE = 200
KEPT_DAYS = 30

ERRORS = (OSError, imaplib.IMAP4.error, poplib.error_proto)


class Round:
    """Looks into a box now and then, whoever calls it how often."""

    def __init__(self) -> None:
        self.next = 0.0

    def look(self, url: str, *, kept_in: Path) -> int:
        """Read the box, if it is time to; return how many mails it was.

        A server that can't be reached, or doesn't let us in, is asked again a minute later.
        """
        if time.monotonic() < self.next:
            return 0
        self.next = time.monotonic() + EVERY_SECONDS
        try:
            return look(url, kept_in=kept_in)
        except ERRORS as error:
            log.warning("The box of returned mail can't be read: %s", error)
            return 0


def look(url: str, *, kept_in: Path) -> int:
    """Read the new mails of a box (``imaps://``, ``imap://``, ``pop3s://``, ``pop3://``).

    Each mail is read at least once, which is as good as once. Raises what the server says, or
    that it says nothing (``ERRORS``).
    """
    box = urlsplit(url)
    if box.scheme.startswith("imap"):
        return _look_by_imap(box)
    return _look_by_pop(box, kept_in)


def _look_by_imap(box: SplitResult) -> int:
    """Read what isn't marked as seen, and mark it (RFC 9051); a person can look at all of it."""
    host, port, safe = _server(box, 993, 143)
    server = (
        imaplib.IMAP4_SSL(host, port, ssl_context=safe, timeout=PATIENCE_SECONDS)
        if safe
        else imaplib.IMAP4(host, port, timeout=PATIENCE_SECONDS)
    )
    with server:
        server.login(unquote(box.username or ""), unquote(box.password or ""))
        folder = unquote(box.path.strip("/")) or "INBOX"
        kind, said = server.select('"{}"'.format(folder.replace("\\", r"\\").replace('"', r"\"")))
        if kind != "OK":
            raise imaplib.IMAP4.error(f"There is no folder “{folder}”: {said!r}")
        unseen = server.uid("SEARCH", "UNSEEN")[1][0] or b""
        uids = [uid.decode("ascii") for uid in unseen.split()[:AT_ONCE]]
        for uid in uids:
            _kind, parts = server.uid("FETCH", uid, f"(BODY.PEEK[]<0.{reports.LONGEST}>)")
            _read(b"".join(part[1] for part in parts if isinstance(part, tuple)), uid)
            server.uid("STORE", uid, "+FLAGS.SILENT", r"(\Seen)")
    return len(uids)


def _look_by_pop(box: SplitResult, kept_in: Path) -> int:
    """Carry the mails over into a Maildir of ours, and read that (RFC 1939 knows no “seen”)."""
    host, port, safe = _server(box, 995, 110)
    poplib._MAXLINE = reports.LONGEST  # type: ignore[attr-defined]  # strangers' lines are long
    server = (
        poplib.POP3_SSL(host, port, context=safe, timeout=PATIENCE_SECONDS)
        if safe
        else poplib.POP3(host, port, timeout=PATIENCE_SECONDS)
    )
    try:
        server.user(unquote(box.username or ""))
        server.pass_(unquote(box.password or ""))
        count = min(server.stat()[0], AT_ONCE)
        ours = mailbox.Maildir(kept_in, create=True)
        for place in range(1, count + 1):
            ours.add(b"\r\n".join(server.retr(place)[1]) + b"\r\n")
            server.dele(place)
        server.quit()  # only now do they go from the server
    finally:
        server.close()
    _tidy(kept_in)
    return maildir.look(kept_in)


def _server(box: SplitResult, safe: int, plain: int) -> tuple[str, int, ssl.SSLContext | None]:
    """Return where a box is, and how the connection is kept private."""
    host = box.hostname or "localhost"
    if box.scheme.endswith("s"):
        return host, box.port or safe, ssl.create_default_context()
    return host, box.port or plain, None


def _read(raw: bytes, name: str) -> None:
    try:
        word = reports.read(raw)
    except Exception:  # whatever a stranger sent, the next mail is read
        log.warning("The returned mail %s can't be read", name)
        return
    if word is not None:
        acts.take(word)


def _tidy(folder: Path) -> None:
    """Remove what was carried over and read a month ago."""
    old = time.time() - KEPT_DAYS * 86400
    for path in (folder / "cur").glob("*"):
        if path.stat().st_mtime < old:
            path.unlink(missing_ok=True)
