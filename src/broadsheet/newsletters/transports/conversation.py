"""One SMTP connection, step by step (RFC 5321), on the standard library's client."""

from __future__ import annotations

import contextlib
import smtplib
import socket
import ssl

from django.conf import settings

from broadsheet.newsletters.transports.outcome import Kind, Outcome

GO_ON = 354
CLOSING = 421


class NotNowError(Exception):
    """The server didn't take a message, and can't have sent it.

    ``hung_up`` says that the connection is over or that nobody knows where it stands.
    """

    def __init__(self, kind: Kind, text: str, *, hung_up: bool) -> None:
        super().__init__(text)
        self.kind, self.text, self.hung_up = kind, text, hung_up


class Session:
    """One connection. ``messages`` counts what was handed over on it."""

    def __init__(self, client: smtplib.SMTP) -> None:
        self.client = client
        self.messages = 0
        self.pipelines = client.has_extn("pipelining")

    def envelope(self, sender: str, to: str) -> None:
        """Say from whom and to whom, and that the text comes. Raises NotNowError.

        Where the server offers PIPELINING (RFC 2920) the three are said in one breath; what
        it then asks for, it gets only if it agreed to all of them.
        """
        steps = (f"MAIL FROM:<{sender}>", f"RCPT TO:<{to}>", "DATA")
        wanted = (250, 250, GO_ON)
        if self.pipelines:
            self.client.send("".join(f"{step}\r\n" for step in steps))
            replies = [self.client.getreply() for _step in steps]
            agreed_to_data = replies[2][0] == GO_ON
            for place, (reply, want) in enumerate(zip(replies, wanted, strict=True)):
                self._see(place, reply, want, hung_up=agreed_to_data)
            return
        for place, (step, want) in enumerate(zip(steps, wanted, strict=True)):
            self.client.putcmd(step)
            self._see(place, self.client.getreply(), want, hung_up=False)

    def body(self, data: bytes) -> None:
        """Send all but the line that ends it, each line that begins with a dot with one more."""
        stuffed = data.replace(b"\r\n.", b"\r\n..")
        self.client.send(b"." + stuffed if stuffed.startswith(b".") else stuffed)

    def dot(self) -> tuple[Outcome, bool]:
        """End the text; return what the server says, and whether the connection is over."""
        self.client.send(b".\r\n")
        code, said = self.client.getreply()
        text = f"{code} {_line(said)}"
        self.messages += 1
        if 200 <= code < 300:
            return Outcome(Kind.ACCEPTED, text), False
        if 400 <= code < 500:
            return Outcome(Kind.DEFERRED, text), code == CLOSING
        if 500 <= code < 600:
            return Outcome(Kind.REFUSED, text), False
        return Outcome(Kind.DOUBT, text), True

    def hang_up(self) -> None:
        """Close the connection without waiting for a word."""
        with contextlib.suppress(OSError, smtplib.SMTPException):
            self.client.putcmd("QUIT")
        self.client.close()

    def _see(self, place: int, reply: tuple[int, bytes], want: int, *, hung_up: bool) -> None:
        code, said = reply
        if code == want or (want == 250 and code == 251):
            return
        text = f"{code} {_line(said)}"
        if 500 <= code < 600 and place == 1:
            self._start_again(hung_up)
            raise NotNowError(Kind.REFUSED, text, hung_up=hung_up)
        known = 400 <= code < 600
        if known and code != CLOSING:
            self._start_again(hung_up)
        raise NotNowError(Kind.DEFERRED, text, hung_up=hung_up or not known or code == CLOSING)

    def _start_again(self, hung_up: bool) -> None:
        """Have the server forget an envelope that came to nothing."""
        if not hung_up:
            self.client.rset()


def open_session() -> Session:
    """Connect as the settings say; certificates are checked.

    Raises smtplib.SMTPException or OSError (ssl.SSLError among them).
    """
    host, port = settings.EMAIL_HOST, settings.EMAIL_PORT
    patience, context = float(settings.EMAIL_TIMEOUT or 0), ssl.create_default_context()
    client = smtplib.SMTP(timeout=patience)
    if settings.EMAIL_USE_SSL:
        client = smtplib.SMTP_SSL(timeout=patience, context=context)
    # smtplib checks the certificate against this name, which it only knows from its constructor.
    client._host = host  # type: ignore[attr-defined]
    try:
        code, said = client.connect(host, port)
        if code != 220:
            raise smtplib.SMTPConnectError(code, said)
        if client.sock is not None:  # or each small line waits for the last one's receipt
            client.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.ehlo_or_helo_if_needed()
        if settings.EMAIL_USE_TLS:
            client.starttls(context=context)
            client.ehlo()
        if settings.EMAIL_HOST_USER:
            client.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
    except BaseException:
        client.close()
        raise
    return Session(client)


def _line(said: bytes) -> str:
    return " ".join(said.decode("utf-8", "replace").split())[:500]
