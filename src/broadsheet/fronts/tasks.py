"""What falls due on the fronts. Thin."""

from __future__ import annotations

from django.conf import settings

from broadsheet.fronts.actions import note_weather
from broadsheet.fronts.queries import state_of_the_weather
from broadsheet.fronts.weather import refresh
from broadsheet.fronts.weather.providers import provider_named
from broadsheet.fronts.weather.providers.protocol import user_agent
from broadsheet.lib import clock
from broadsheet.masthead.models import Publication


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
