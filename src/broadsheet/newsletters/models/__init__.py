"""The room's tables, one file a subject."""

from __future__ import annotations

from broadsheet.newsletters.models.allowance import Allowance
from broadsheet.newsletters.models.consent import Act, Confirmation, Consent
from broadsheet.newsletters.models.outbox import MailState, OutgoingMail
from broadsheet.newsletters.models.readers import List, Reader, State, Subscription

__all__ = [
    "Act",
    "Allowance",
    "Confirmation",
    "Consent",
    "List",
    "MailState",
    "OutgoingMail",
    "Reader",
    "State",
    "Subscription",
]
