"""The room's tables, one file a subject."""

from __future__ import annotations

from broadsheet.newsletters.models.allowance import Allowance
from broadsheet.newsletters.models.consent import Act, Confirmation, Consent
from broadsheet.newsletters.models.numbers import Letter, Number, NumberState
from broadsheet.newsletters.models.outbox import MailState, OutgoingMail
from broadsheet.newsletters.models.readers import List, Reader, State, Subscription
from broadsheet.newsletters.models.sends import Send, SendState

__all__ = [
    "Act",
    "Allowance",
    "Confirmation",
    "Consent",
    "Letter",
    "List",
    "MailState",
    "Number",
    "NumberState",
    "OutgoingMail",
    "Reader",
    "Send",
    "SendState",
    "State",
    "Subscription",
]
