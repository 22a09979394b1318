"""The room's tables, one file a subject."""

from __future__ import annotations

from broadsheet.newsletters.models.allowance import Allowance
from broadsheet.newsletters.models.consent import Act, AddressChange, Confirmation, Consent
from broadsheet.newsletters.models.kinds import Kind
from broadsheet.newsletters.models.links import Link
from broadsheet.newsletters.models.numbers import (
    WENT_OUT,
    Carried,
    FrozenError,
    Letter,
    Number,
    NumberState,
)
from broadsheet.newsletters.models.outbox import MailState, OutgoingMail
from broadsheet.newsletters.models.readers import (
    Forgotten,
    Frequency,
    List,
    Reader,
    State,
    Subscription,
)
from broadsheet.newsletters.models.sends import Send, SendState
from broadsheet.newsletters.models.tally import Tally
from broadsheet.newsletters.models.told import Told, Way

__all__ = [
    "WENT_OUT",
    "Act",
    "AddressChange",
    "Allowance",
    "Carried",
    "Confirmation",
    "Consent",
    "Forgotten",
    "Frequency",
    "FrozenError",
    "Kind",
    "Letter",
    "Link",
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
    "Tally",
    "Told",
    "Way",
]
