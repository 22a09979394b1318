"""What search engines refused, on the dashboard of whoever can do something about it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from broadsheet.wire.indexnow.models import Announcement
from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.declarations import indexnow
from broadsheet.wire.webhooks.models import DeliveryState

RIGHT = "broadsheet_masthead.change_publication"


class Trouble(Component):
    """What was refused, and what to do about it. Gone as soon as they take something again."""

    name = "indexnow"
    template_name = "wire/indexnow_trouble.html"
    order = 25

    class Media:
        css: ClassVar[dict[str, list[str]]] = {"all": ["wire/desk.css"]}

    def __init__(self, refused: Announcement) -> None:
        self.refused = refused

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Give the template what happened, in words."""
        count = len(self.refused.paths)
        return {"refused": self.refused, "count": count, "words": words_on(self.refused)}


def refused() -> Announcement | None:
    """Return the message that came to an end last, if it was refused or given up."""
    last = Announcement.objects.exclude(state=DeliveryState.WAITING).order_by("-done_at").first()
    return last if last and last.state == DeliveryState.GIVEN_UP else None


def words_on(announcement: Announcement) -> str:
    """Return why a message was not taken, and what to do."""
    if announcement.status == HTTPStatus.FORBIDDEN:
        words = _(
            "They looked for this paper’s key at %(address)s and did not find it. Open that"
            " address: it must answer with the key and nothing else. If it doesn’t, something in"
            " front of the paper keeps it back."
        )
        return words % {"address": whole(indexnow.address())}
    if announcement.status == HTTPStatus.UNPROCESSABLE_ENTITY:
        words = _(
            "They say that the addresses are not this paper’s. Readers must find it at %(address)s:"
            " that is what “url” in broadsheet.toml says."
        )
        return words % {"address": whole("/")}
    if announcement.status == HTTPStatus.BAD_REQUEST:
        return _("They could not read the message. That is a mistake in Broadsheet: report it.")
    return _("They could not be reached for four days.")
