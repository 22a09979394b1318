"""Mails that say what became of a message: reports of delivery (RFC 3464) and of abuse
(RFC 5965), readers who leave by mail (RFC 2369, 3.2), and answers (RFC 5322, 3.6.4).

A report is believed of the message whose Message-ID or return address it holds. Both are made
of chance and known to the reader and the servers on the way alone: whoever forges a report can
say of their own messages what they like, and of nobody else's.
"""

from __future__ import annotations

import re
import uuid
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from broadsheet.newsletters.returns.word import Fate, Word

UUID = r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}"
_MESSAGE_ID = re.compile(rf"^message-id:\s*<({UUID})@", re.IGNORECASE | re.MULTILINE)
_RETURN = re.compile(rf"\+({UUID})@", re.IGNORECASE)
_ANSWERS = re.compile(rf"<({UUID})@", re.IGNORECASE)
_LEAVE = re.compile(rf"\+leave-({UUID})@", re.IGNORECASE)
_FIELD = re.compile(r"^([A-Za-z-]+):[ \t]*(.*(?:\n[ \t].*)*)", re.MULTILINE)
STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")

NOT_THE_READERS = ("5.2.2", "5.2.3", "5.3.4", "5.4.", "5.6.", "5.7.")
"""Refusals that say nothing of the address (RFC 3463): a full box, a size, a route, a rule."""

LONGEST = 1_000_000
"""Bytes of a report that are read; what we sent is shorter, and a report quotes no more."""


def read(raw: bytes) -> Word | None:
    """Return what a mail says of one of our messages; None for one that says nothing of any."""
    # The older policy takes headers as they are; the newer reads them, and fails over broken ones.
    message = BytesParser(policy=compat32).parsebytes(raw[:LONGEST])
    leaves = _LEAVE.search(_sent_to(message))
    if leaves:
        return Word(uuid.UUID(leaves[1]), Fate.LEFT, "List-Unsubscribe: mailto")
    answers = _ANSWERS.search(str(message.get("In-Reply-To", "")))
    if answers and not _is_automatic(message):
        return Word(uuid.UUID(answers[1]), Fate.REPLIED)
    kind = message.get_param("report-type", header="content-type")
    parts = {part.get_content_type(): _text(part) for part in message.walk()}
    key = _key(message, parts)
    if key is None:
        return None
    if kind == "feedback-report" or "message/feedback-report" in parts:
        return Word(key, Fate.COMPLAINED, "abuse")
    if kind == "delivery-status" or "message/delivery-status" in parts:
        return _delivery(key, parts.get("message/delivery-status", ""))
    return None


def _delivery(key: uuid.UUID, text: str) -> Word | None:
    """Return what the fields of a message/delivery-status say (RFC 3464, 2.3)."""
    fields = {name.lower(): " ".join(value.split()) for name, value in _FIELD.findall(text)}
    action, status = fields.get("action", "").lower(), fields.get("status", "")
    words = f"{status} {fields.get('diagnostic-code', '')}".strip()
    if action in {"delivered", "relayed", "expanded"}:
        return Word(key, Fate.DELIVERED, words)
    if action != "failed":
        return None  # “delayed”: there will be another
    return Word(key, fate_of(status), words)


def fate_of(status: str) -> Fate:
    """Return whether an enhanced status code (RFC 3463) says that nobody is there."""
    found = STATUS.search(status)
    code = found[0] if found else ""
    return Fate.BOUNCED if code[:1] == "5" and not code.startswith(NOT_THE_READERS) else Fate.BACK


def _key(message: Message, parts: dict[str, str]) -> uuid.UUID | None:
    ours = "\n".join(
        text for kind, text in parts.items() if kind in {"message/rfc822", "text/rfc822-headers"}
    )
    for found in (_MESSAGE_ID.search(ours), _RETURN.search(_sent_to(message))):
        if found:
            return uuid.UUID(found[1])
    return None


def _is_automatic(message: Message) -> bool:
    """Say whether a program wrote it: an answer from the holidays, a report (RFC 3834, 5)."""
    says = str(message.get("Auto-Submitted", "no")).partition(";")[0].strip().lower()
    reports = message.get_content_type() == "multipart/report"
    return says != "no" or reports or message.get("Precedence") is not None


def _sent_to(message: Message) -> str:
    """Return the addresses that a mail came to, as its header and the last server tell."""
    names = ("To", "Delivered-To", "X-Original-To")
    return " ".join(str(each) for name in names for each in message.get_all(name, []))


def _text(part: Message) -> str:
    """Return a part as text, whatever is wrong with it; of mails and fields in it, the headers."""
    if part.is_multipart():
        inner = (each for each in part.get_payload() if isinstance(each, Message))
        return "\n".join(f"{name}: {value}" for each in inner for name, value in each.items())
    payload = part.get_payload(decode=True)
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
