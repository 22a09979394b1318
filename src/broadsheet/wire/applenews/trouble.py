"""What Apple News didn't take, on the dashboard of whoever can do something about it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from broadsheet.wire.applenews.models import AppleStory
from broadsheet.wire.webhooks.models import DeliveryState

SHOWN = 5


class Trouble(Component):
    """The stories that aren't at Apple as they are here, newest first."""

    name = "apple-news"
    template_name = "wire/apple_news_trouble.html"
    order = 26

    class Media:
        css: ClassVar[dict[str, list[str]]] = {"all": ["wire/desk.css"]}

    def __init__(self, rows: list[AppleStory], count: int) -> None:
        self.rows, self.count = rows, count

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Give the template what happened, in words."""
        told = [(row, words_on(row.answer)) for row in self.rows]
        return {"told": told, "count": self.count}


def trouble() -> Trouble | None:
    """Return what is to be said, if anything is: what Apple refused, or refuses so far."""
    refused = Q(state=DeliveryState.GIVEN_UP) | Q(
        state=DeliveryState.WAITING, tries__gt=0, status__gte=400, status__lt=500
    )
    rows = AppleStory.objects.filter(refused)
    count = rows.count()
    return Trouble(list(rows[:SHOWN]), count) if count else None


def words_on(answer: str) -> str:
    """Return what an answer of Apple's means, and what to do; "" where its words must do."""
    status, _space, rest = answer.partition(" ")
    return _by_code().get(rest.partition(" ")[0]) or _by_status().get(status, "")


def _by_code() -> dict[str, str]:
    return {
        "ONLY_PREVIEW_ALLOWED": _(
            "Apple hasn’t approved the channel yet. Until it has, write"
            " “apple_news.preview = true” into broadsheet.toml."
        ),
        "PUBLISHING_NOT_ALLOWED": _("Apple doesn’t let this channel publish: ask there why."),
        "INVALID_ARTICLE_LANGUAGE": _(
            "The channel has another language. Write it with its region, as in en-GB, under"
            " Settings, Publication."
        ),
        "INVALID_DOCUMENT": _(
            "Apple can’t read the story as it was written for it. That is a mistake in Broadsheet:"
            " report it."
        ),
        "DUPLICATE_ARTICLE_FOUND": _(
            "Apple takes two stories with one headline or picture within a day for the same."
        ),
    }


def _by_status() -> dict[str, str]:
    return {
        "401": _("Apple doesn’t know the key: look at apple_news.key and apple_news.secret."),
        "403": _("The key isn’t this channel’s: look at apple_news.channel and apple_news.key."),
        "404": _(
            "It was taken off at Apple, or there is no such channel. A change of the story puts"
            " it there again."
        ),
    }
