"""Letters to the staff. Links in them lead to the configured address, whatever was asked for."""

from __future__ import annotations

import logging
from email.utils import parseaddr
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from broadsheet.staff.paper import paper_name

log = logging.getLogger(__name__)


def absolute(path: str) -> str:
    """Return a path as a whole address of this publication."""
    address: str = settings.BROADSHEET.url
    return address.rstrip("/") + path


def is_sent() -> bool:
    """Say whether this paper's mail goes out at all: it may be kept in a folder instead."""
    address: str = settings.BROADSHEET.mail_url
    return not address.startswith("file:")


def send(*, to: str, subject: str, template: str, **context: Any) -> str:
    """Send a letter now; return why it couldn't be, or an empty text."""
    words = {"paper": paper_name(), "home": absolute("/"), **context}
    letter = EmailMessage(
        subject=" ".join(subject.split()),
        body=render_to_string(template, words).strip() + "\n",
        from_email=_sender(words["paper"]),
        to=[to],
        headers={"Auto-Submitted": "auto-generated"},
    )
    try:
        letter.send()
    except (OSError, SMTPException) as error:
        log.warning("A letter to the staff could not be sent: %s", error)
        return f"{type(error).__name__}: {error}"
    return ""


def _sender(paper: str) -> str:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    shown = " ".join((name or paper).split()).replace("\\", "").replace('"', "'")
    return f'"{shown}" <{address}>'
