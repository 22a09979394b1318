"""What falls due on the fronts. Thin."""

from __future__ import annotations

import logging

from django.conf import settings

from broadsheet.fronts.actions import note_that_it_stayed, note_weather, release_scheduled
from broadsheet.fronts.models import Release
from broadsheet.fronts.queries import state_of_the_weather
from broadsheet.fronts.weather import refresh
from broadsheet.fronts.weather.providers import provider_named
from broadsheet.fronts.weather.providers.protocol import user_agent
from broadsheet.lib import clock
from broadsheet.masthead.models import Publication
from broadsheet.newsroom.tasks import Patience

log = logging.getLogger(__name__)

_releasing = Patience()


def release_due() -> int:
    """Release each of those whose hour has come; one that fails doesn't stop the others."""
    due = Release.objects.filter(released_at__isnull=True, at__lte=clock.now()).order_by("at")
    return sum(_release(pk) for pk in list(due.values_list("pk", flat=True)))


def _release(pk: int) -> int:
    try:
        return _releasing.try_once(pk, lambda: release_scheduled(release=pk))
    except Exception as reason:
        log.exception("The release %s could not go out; it is tried again.", pk)
        note_that_it_stayed(release=pk, reason=reason)
        return 0


def refresh_weather() -> int:
    """Ask the weather service, if it is time to; return how often it was asked (0 or 1)."""
    publication = Publication.load()
    if publication.latitude is None or publication.longitude is None:
        return 0
    state, now = state_of_the_weather(), clock.now()
    if refresh.next_attempt(state, now) > now:
        return 0
    config = settings.BROADSHEET
    agent = user_agent(url=config.url, email=publication.email)
    new = refresh.fetch(
        state,
        provider=provider_named(
            config.weather_provider, user_agent=agent, base_url=config.weather_url
        ),
        connector=refresh.connector_for(config.weather_url),
        latitude=float(publication.latitude),
        longitude=float(publication.longitude),
        now=now,
    )
    note_weather(state=new)
    return 1
