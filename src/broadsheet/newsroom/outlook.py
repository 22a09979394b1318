"""What publishing a story would do: when, where, and what stands in the way. Changes nothing."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.side_panels import BaseSidePanel

from broadsheet.lib import clock
from broadsheet.newsroom.holds import Held, NotReady, check_holds
from broadsheet.newsroom.models import Story
from broadsheet.newsroom.publishing import free_address
from broadsheet.newsroom.queries import chain, is_open
from broadsheet.newsroom.readiness import lacks
from broadsheet.newsroom.steps.standing import Standing, standing


@dataclass(frozen=True)
class Outlook:
    """What would happen to a story at the button."""

    missing: list[str]
    """What publishing asks for; it does nothing while there is any."""
    held: str
    """Why it may not be public by then, but for its steps; empty when it may."""
    at: datetime | None
    """The hour that is set for it; None for at once."""
    address: str
    places: list[tuple[str, str]]
    """Where readers will find it: the kind of place, and its name."""
    hidden: bool
    """Whether its section is kept from readers, and so the story too."""
    standing: Standing | None
    """Where it stands, if it goes through steps."""


def outlook(story: Any) -> Outlook:
    """Return what publishing this text of a story would do now."""
    hour = story.go_live_at
    later = hour if hour and hour > clock.now() else None
    return Outlook(
        missing=lacks(story),
        held=_held(story),
        at=later,
        address=story.address or _address(story, later),
        places=list(_places(story)),
        hidden=not is_open(story.section),
        standing=standing(story),
    )


def _held(story: Any) -> str:
    try:
        check_holds(story)
    except NotReady:
        return ""
    except Held as reason:
        return str(reason)
    return ""


def _address(story: Any, at: datetime | None) -> str:
    planned = copy.copy(story)
    planned.published_at = story.published_at or at
    return free_address(planned)


def _places(story: Any) -> Any:
    yield _("on every page"), _("Latest Posts")
    for section in chain(story.section):
        yield _("section"), section.title
    for topic in story.topics.all():
        yield _("topic"), topic.name
    for byline in story.bylines.all():
        if byline.author:
            yield _("author"), byline.author.name


class OutlookPanel(BaseSidePanel):
    """Beside the story's form: what is missing, when and where it will appear."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button that opens it counts what stands in the way."""

        aria_label = gettext_lazy("Toggle what publishing does")
        icon_name = "calendar-check"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            """Count what is missing."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            found = self.panel.outlook
            waits = found.standing is not None and found.standing.clearance is None
            context["count"] = len(found.missing) + bool(found.held) + found.hidden + waits
            return context

    name = "outlook"
    title = gettext_lazy("When it is published")
    template_name = "newsroom/outlook_panel.html"
    order = 150

    def __init__(self, story: Story, request: Any) -> None:
        super().__init__(story, request)
        self.outlook = outlook(story)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Give the template the outlook."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        may = self.object.permissions_for_user(self.request.user).can_publish()
        return {**context, "outlook": self.outlook, "may_publish": may}
