"""Readers in the editor: to look at, never to change. They change what is theirs themselves."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.forms import Select
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from broadsheet.lib import clock
from broadsheet.newsletters.models import Consent, Reader, State, Subscription

STANDINGS = {
    "complained": (_("complained"), Q(complained_at__isnull=False)),
    "bouncing": (_("bouncing"), Q(bouncing_since__isnull=False)),
    "confirmed": (_("confirmed"), Q(subscriptions__state=State.CONFIRMED)),
    "pending": (_("asked, not confirmed"), Q(subscriptions__state=State.PENDING)),
    "left": (_("left"), Q(subscriptions__state=State.LEFT)),
}
"""Where a reader stands, the strictest first: what it is called, and which rows it is."""


def standing(reader: Reader) -> Any:
    """Return the first of ``STANDINGS`` that holds for a reader, and whether they pause."""
    states = {place.state for place in reader.subscriptions.all()}
    holds = {
        "complained": reader.complained_at is not None,
        "bouncing": reader.bouncing_since is not None,
        "confirmed": State.CONFIRMED in states,
        "pending": State.PENDING in states,
        "left": State.LEFT in states,
    }
    words = next((STANDINGS[name][0] for name, true in holds.items() if true), "")
    if reader.paused_until and reader.paused_until > clock.now():
        until = date_format(reader.paused_until, "DATE_FORMAT")
        return _("%(standing)s, paused until %(day)s") % {"standing": words, "day": until}
    return words


def lists_of(reader: Reader) -> str:
    """Return the names of the lists that a reader is on."""
    places = reader.subscriptions.all()
    return ", ".join(place.list.name for place in places if place.state == State.CONFIRMED)


class ReaderFilterSet(WagtailFilterSet):
    """Readers by where they stand, and by list."""

    standing = ChoiceFilter(
        label=_("State"),
        method="by_standing",
        choices=[(name, words) for name, (words, _rows) in STANDINGS.items()],
        widget=Select,
    )

    class Meta:
        model = Reader
        fields = ["subscriptions__list", "language"]

    def by_standing(self, readers: QuerySet[Reader], _name: str, value: str) -> QuerySet[Reader]:
        """Return the readers for whom this is the strictest that holds."""
        for name, (_words, rows) in STANDINGS.items():
            matching = Reader.objects.filter(rows)
            if name == value:
                return readers.filter(pk__in=matching.values("pk"))
            readers = readers.exclude(pk__in=matching.values("pk"))
        return readers


class ReaderIndexView(generic.IndexView):
    """The readers, with where they stand."""

    def get_base_queryset(self) -> Any:
        """Fetch the lists of a page of readers with them."""
        return super().get_base_queryset().prefetch_related("subscriptions__list")


class ReaderInspectView(generic.InspectView):
    """One reader: their lists, and the record of what they agreed to."""

    def get_fields_context(self) -> list[dict[str, Any]]:
        """Return what there is to say: not that somebody never bounced."""
        return [each for each in super().get_fields_context() if each["value"] is not None]

    def get_subscriptions_display_value(self) -> SafeString:
        """Return a line for each list."""
        places = self.object.subscriptions.select_related("list")
        return _lines(_of_place(place) for place in places.order_by("list__order", "list__name"))

    def get_consents_display_value(self) -> SafeString:
        """Return a line for each act, with the words that were shown."""
        return _lines(_of_consent(each) for each in self.object.consents.select_related("list"))


class ReaderViewSet(ModelViewSet):
    """Who reads us. Consents and subscriptions stand with their reader."""

    model = Reader
    icon = "group"
    form_fields = ("email",)
    index_view_class = ReaderIndexView
    inspect_view_class = ReaderInspectView
    list_display = [
        "email",
        Column("standing", label=_("State"), accessor=standing),
        Column("lists", label=_("Lists"), accessor=lists_of),
        "language",
        DateColumn("created", label=_("Since"), sort_key="created"),
    ]
    filterset_class = ReaderFilterSet
    search_fields = ("email",)
    inspect_view_enabled = True
    inspect_view_fields = (
        "email",
        "language",
        "created",
        "paused_until",
        "bouncing_since",
        "complained_at",
        "subscriptions",
        "consents",
    )
    copy_view_enabled = False


def _of_place(place: Subscription) -> str:
    how = f" · {place.get_frequency_display()}" if place.state == State.CONFIRMED else ""
    return f"{place.list} · {place.get_state_display()}{how}"


def _of_consent(each: Consent) -> str:
    when = date_format(each.at, "DATETIME_FORMAT")
    words = f" · “{each.wording}”" if each.wording else ""
    origin = f" · {each.origin}" if each.origin else ""
    return f"{each.list} · {each.get_act_display()} · {when}{words}{origin}"


def _lines(texts: Any) -> SafeString:
    return format_html_join("", "<p>{}</p>", ((text,) for text in texts))
