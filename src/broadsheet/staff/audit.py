"""The log of what was done to people, to rights and to what is public. Nobody can edit it.

It is Wagtail's own log: its editor writes there who saved, published and withdrew what. Here
it gets what it lacks: acts on people and rights, and from where somebody acted. ``seal.py``
keeps all of it as it was written.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import get_active_log_context, log
from wagtail.models import ModelLogEntry

from broadsheet.lib import clock
from broadsheet.lib.senders import address_of, region

ACTS = {
    "broadsheet.person": (_("Change a person"), _("Changed: %(changes)s")),
    "broadsheet.join": (_("Give a role or a desk"), _("Given: %(groups)s")),
    "broadsheet.leave": (_("Take a role or a desk"), _("Taken: %(groups)s")),
    "broadsheet.rights": (
        _("Change a group's rights"),
        _("Rights given: %(given)s. Rights taken: %(taken)s"),
    ),
    "broadsheet.sign_in": (_("Sign in"), _("Signed in with %(device)s")),
    "broadsheet.sign_in_failed": (_("Fail to sign in"), _("Wrong %(what)s")),
    "broadsheet.end_sessions": (_("End sessions"), _("Sessions ended: %(count)s")),
    "broadsheet.new_password": (_("Set a new password"), _("By a link that was mailed")),
    "broadsheet.invite": (_("Invite"), _("As %(role)s")),
    "broadsheet.uninvite": (_("Withdraw an invitation"), _("Withdrawn")),
    "broadsheet.accept": (_("Accept an invitation"), _("Came as %(role)s")),
    "broadsheet.rescue": (_("Let in again"), _("Second factors removed: %(count)s")),
    "broadsheet.factor_added": (_("Add a second factor"), _("Added: %(factor)s")),
    "broadsheet.factor_removed": (_("Remove a second factor"), _("Removed: %(factor)s")),
    "broadsheet.tell_correction": (
        _("Tell readers of a correction"),
        _("Of “%(story)s”: %(way)s"),
    ),
    "broadsheet.send": (_("Send a number"), _("Sent, for %(due)s")),
    "broadsheet.call_back": (_("Call a number back"), _("Called back")),
    "broadsheet.send_with": (_("Send with a release"), _("Sent with a release, or no more")),
    "broadsheet.approve_number": (_("Agree to a number"), _("Agreed to")),
    "broadsheet.stop_number": (_("Stop a number"), _("Stopped")),
    "broadsheet.resume_number": (_("Let a number go on"), _("Went on")),
    "broadsheet.settle": (_("Settle a doubt"), _("%(who)s: %(what)s")),
    "broadsheet.mail_leaves": (_("Let mail leave"), _("Mail leaves from here again")),
    "broadsheet.export_readers": (
        _("Export readers"),
        _("Addresses taken out: %(count)s (%(lists)s)"),
    ),
    "broadsheet.import_readers": (
        _("Import readers"),
        _("Addresses brought in: %(count)s, from %(file)s, on the word: %(statement)s"),
    ),
    "broadsheet.begin_subscription": (_("Subscribe to a feed"), _("Subscribed")),
    "broadsheet.change_subscription": (
        _("Change a subscription to a feed"),
        _("Changed: %(changes)s"),
    ),
    "broadsheet.pause_subscription": (_("Pause a subscription to a feed"), _("Paused")),
    "broadsheet.resume_subscription": (_("Resume a subscription to a feed"), _("Resumed")),
    "broadsheet.end_subscription": (_("End a subscription to a feed"), _("Ended: %(why)s")),
    "broadsheet.move_subscription": (
        _("Follow a feed that moved for good"),
        _("Its address is now %(address)s"),
    ),
}
"""What the log can say besides what Wagtail makes it say: name → (label, words).

The words name what ``record`` was given: ``%(groups)s``.
"""

NOBODY = "0"
"""The key of whoever an entry is about, when there is no such person."""

_from: ContextVar[str] = ContextVar("from", default="")


class LogIsSealed(Exception):  # noqa: N818  what it is, not a type
    """Somebody tried to change or delete a line of the log."""


def record(
    act: str, *, on: Model | None = None, label: str = "", by: Any = None, **data: Any
) -> None:
    """Write that ``act``, one of ``ACTS``, was done; it can't be unwritten.

    ``on`` is the person, group or thing that it was done to; without one (somebody unknown
    tried to sign in) ``label`` says what is known. ``by`` is who did it: whoever's request it
    is, if not said; nobody for a command. ``data`` is what the act's words name, as JSON.
    Raises ValidationError for an act that isn't declared.
    """
    if on is not None:
        log(instance=on, action=act, user=by, title=label or None, data=data)
        return
    context = get_active_log_context()
    ModelLogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(get_user_model()),
        object_id=NOBODY,
        label=label,
        action=act,
        timestamp=clock.now(),
        data=data,
        user=by or context.user,
        uuid=context.uuid,
    )


def whence() -> str:
    """Return the region that the request being answered came from, e.g. ``192.0.2.0/24``."""
    return _from.get()


class WhenceMiddleware:
    """Has the log know from where somebody acts: a region, never a whole address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and remember meanwhile whom."""
        token = _from.set(region(address_of(request)))
        try:
            return self.get_response(request)
        finally:
            _from.reset(token)
