"""The ways that messages leave the house, chosen by Django's mail settings."""

from __future__ import annotations

from django.conf import settings

from broadsheet.newsletters.transports.backend import Backend
from broadsheet.newsletters.transports.outcome import Transport
from broadsheet.newsletters.transports.smtp import Smtp

SMTP = "django.core.mail.backends.smtp.EmailBackend"


def transport() -> Transport:
    """Return the transport of this publication: our own for SMTP, else Django's backend."""
    return Smtp() if settings.EMAIL_BACKEND == SMTP else Backend()
