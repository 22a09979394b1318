"""Whose table it is: the columns of the systems that newspapers come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

FIELDS = ("email", "state", "language", "list", "frequency", "since", "until", "origin", "reason")
"""What a column can mean to us. ``since`` and ``until``: when they agreed, and left."""


@dataclass(frozen=True)
class Layout:
    """A system's table: what its columns mean, and where people stand whom it lists.

    ``marks`` are columns that all are there in this system's tables, and ``among`` some of which
    at least one is. ``state`` holds for every line that says nothing else; ``negated`` says that
    the state's column is a yes to being left alone.
    """

    name: str
    columns: Mapping[str, Sequence[str]]
    marks: frozenset[str] = frozenset()
    among: frozenset[str] = frozenset()
    state: str = "confirmed"
    negated: bool = False

    def fits(self, columns: set[str]) -> bool:
        """Say whether a table with these columns is this system's."""
        return columns >= self.marks and (not self.among or bool(columns & self.among))


_MAILCHIMP: Mapping[str, Sequence[str]] = {
    "email": ("email address",),
    "language": ("language",),
    "since": ("confirm_time", "optin_time"),
    "origin": ("confirm_ip", "optin_ip"),
    "reason": ("unsub_reason", "unsub_reason_other"),
}
_BY_MAILCHIMP = frozenset({"member_rating", "leid", "euid"})

MAILCHIMP = Layout("Mailchimp", _MAILCHIMP, frozenset({"email address"}), _BY_MAILCHIMP)
"""An audience's export: three files, ``subscribed_…``, ``unsubscribed_…``, ``cleaned_….csv``.

Columns as in mailchimp.com/help/view-export-contacts and the exports that public importers read:
"Email Address", merge fields, MEMBER_RATING, OPTIN_TIME, OPTIN_IP, CONFIRM_TIME, CONFIRM_IP, …,
LEID, EUID, NOTES, TAGS; and in the other two UNSUB_TIME, UNSUB_REASON, or CLEAN_TIME, which every
line of theirs is known by.
"""

MAILCHIMP_LEFT = Layout(
    "Mailchimp, unsubscribed",
    {**_MAILCHIMP, "until": ("unsub_time",)},
    frozenset({"email address", "unsub_time"}),
    _BY_MAILCHIMP,
    state="left",
)
MAILCHIMP_CLEANED = Layout(
    "Mailchimp, cleaned",
    {**_MAILCHIMP, "until": ("clean_time",)},
    frozenset({"email address", "clean_time"}),
    _BY_MAILCHIMP,
    state="bouncing",
)
GHOST = Layout(
    "Ghost",
    {
        "email": ("email",),
        "state": ("subscribed_to_emails", "subscribed"),
        "since": ("created_at",),
        "until": ("deleted_at",),
    },
    frozenset({"email"}),
    frozenset({"subscribed_to_emails", "complimentary_plan"}),
)
"""Ghost's members: id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,
created_at,deleted_at,labels,tiers (TryGhost/Ghost, ``members/exporter`` and its tests; before 5.0
``subscribed``).
"""

SUBSTACK = Layout(
    "Substack",
    {"email": ("email",), "state": ("email_disabled",), "since": ("created_at",)},
    frozenset({"email", "active_subscription"}),
    negated=True,
)
"""Substack's ``email_list.….csv``: email,active_subscription,expiry,plan,email_disabled,created_at,
first_payment_at (as TryGhost/migrate, ``mg-substack-members-csv``, reads it).
"""

PLAIN = Layout(
    "CSV",
    {
        "email": ("email", "e-mail", "email address", "e-mail address", "mail"),
        "state": ("state", "status"),
        "language": ("language", "lang", "locale"),
        "list": ("list", "newsletter"),
        "frequency": ("frequency",),
        "since": ("since", "confirmed", "confirmed_at", "subscribed_at", "created_at"),
        "until": ("until", "left", "left_at", "unsubscribed_at"),
        "origin": ("origin", "ip", "ip_address"),
    },
)
"""Anybody's table with column names that speak for themselves; our own export is one."""

LAYOUTS = (MAILCHIMP_LEFT, MAILCHIMP_CLEANED, MAILCHIMP, GHOST, SUBSTACK)

FILES = {
    "unsubscribed": MAILCHIMP_LEFT,
    "cleaned": MAILCHIMP_CLEANED,
    "nonsubscribed": Layout("Mailchimp, never subscribed", _MAILCHIMP, state="pending"),
}
"""Mailchimp's files by the beginning of their names, should a column be missing."""


def recognise(columns: Sequence[str], *, file: Path) -> Layout:
    """Return the layout of a table with these columns."""
    names = {name.casefold() for name in columns}
    found = next((each for each in LAYOUTS if each.fits(names)), PLAIN)
    if found is MAILCHIMP:
        return FILES.get(file.name.casefold().split("_")[0], MAILCHIMP)
    return found
