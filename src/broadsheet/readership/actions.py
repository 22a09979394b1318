"""Visits are added to the sums."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from broadsheet.lib import clock
from broadsheet.masthead.queries import publication
from broadsheet.newsroom.models import Story
from broadsheet.press.visits import QUARTER, Visit
from broadsheet.readership.models import TakenIn, Visits


@transaction.atomic
def take_in(*, batch: str, visits: Counter[Visit]) -> bool:
    """Add a batch to the sums; return whether it wasn't there before."""
    _taken, is_new = TakenIn.objects.get_or_create(batch=batch, defaults={"at": clock.now()})
    if not is_new:
        return False
    for (day, story, host), times in _summed(visits).items():
        here = Visits.objects.get_or_create(day=day, story_id=story, host=host)[0]
        Visits.objects.filter(pk=here.pk).update(times=F("times") + times)
    return True


def _summed(visits: Counter[Visit]) -> Counter[tuple[date, int | None, str]]:
    """Return the visits by day, story and site; of pages that are no story's, together."""
    paths = {path for _quarter, path, _host in visits}
    stories = dict(Story.objects.filter(address__in=paths).values_list("address", "pk"))
    zone = publication().zone
    summed: Counter[tuple[date, int | None, str]] = Counter()
    for (quarter, path, host), times in visits.items():
        day = datetime.fromtimestamp(quarter * QUARTER, zone).date()
        summed[day, stories.get(path), host] += times
    return summed
