"""Numbers that go out with a release of stories and fronts: what the releases' page is told."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from broadsheet.fronts.companions import Companion, asked, going_out
from broadsheet.fronts.models import Release
from broadsheet.newsletters.models import Number
from broadsheet.newsletters.rendering.settling import settle
from broadsheet.newsletters.sending import acts


def listen() -> None:
    """Have numbers go out with the releases that they were put to."""
    asked.connect(_companions)
    going_out.connect(_send)


def open_releases() -> QuerySet[Release]:
    """Return the releases that a number can still go out with."""
    return Release.objects.filter(released_at__isnull=True)


def problems(number: Number, release: Release) -> list[str]:
    """Return what would keep a number from going out with a release, a sentence each."""
    letters = list(number.letters.all())
    if not letters:
        return [_("This number has nothing to say yet. Write it first.")]
    coming = set(release.items.filter(story__isnull=False).values_list("story", flat=True))
    return [says for letter in letters for says in settle(letter, coming=coming).problems]


def _companions(release: Release, **_kwargs: Any) -> list[Companion]:
    numbers = Number.objects.filter(release=release).select_related("list")
    return [
        Companion(
            label=f"{number.list}: {number.subject}",
            url=reverse("sending:number", args=[number.pk]),
            problems=() if release.released_at else tuple(problems(number, release)),
        )
        for number in numbers
    ]


def _send(release: Release, by: Any, **_kwargs: Any) -> None:
    acts.send_with(release=release, by=by)
