"""What waits in the inbox, and what was decided."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from wagtail.permissions import page_permission_policy

from broadsheet.lib import clock
from broadsheet.newsroom.models import Hold, HoldKind, Section
from broadsheet.wire.inbox.models import Copy, Decision

READ, TAKE = "broadsheet_wire.view_copy", "broadsheet_wire.take_copy"
"""The rights to read the wire, and to decide about what is on it (docs/rights.md)."""


def waiting() -> QuerySet[Copy]:
    """Return what somebody has to look at, the newest first.

    What was published from its own page is decided, though nobody said so here.
    """
    out = Q(decision=Decision.NONE, story__published_at__isnull=False)
    return _listed(Copy.objects.filter(waits=True).exclude(out))


def declined() -> QuerySet[Copy]:
    """Return what was declined, the newest first."""
    return _listed(Copy.objects.filter(decision=Decision.DECLINED))


def taken_by(user: Any) -> QuerySet[Copy]:
    """Return what somebody took and hasn't published, the newest first."""
    theirs = Copy.objects.filter(decision=Decision.TAKEN, decided_by=user)
    return _listed(theirs.filter(story__published_at__isnull=True))


def whole() -> QuerySet[Copy]:
    """Return all copy, each with what its page says of it."""
    return Copy.objects.select_related("story__section", "subscription", "decided_by")


def _listed(found: QuerySet[Copy]) -> QuerySet[Copy]:
    return (
        found.select_related("story__section", "subscription", "decided_by")
        .defer("story__body")
        .prefetch_related(Prefetch("story__holds", queryset=embargoes(), to_attr="embargoes"))
        .order_by("-came_at", "-pk")
    )


def embargoes() -> QuerySet[Hold]:
    """Return the embargoes that hold now."""
    now = clock.now()
    return Hold.objects.filter(kind=HoldKind.EMBARGO, lifted_at__isnull=True, until__gt=now)


def agencies() -> list[str]:
    """Return the agencies that copy came from."""
    found = Copy.objects.exclude(agency="").order_by("agency")
    return list(found.values_list("agency", flat=True).distinct())


def narrowed(
    found: QuerySet[Copy], *, words: str = "", agency: str = "", section: Section | None = None
) -> QuerySet[Copy]:
    """Return what of it is from an agency, lies in a section or below, and has all the words."""
    for word in words.split():
        found = found.filter(
            Q(story__draft_title__icontains=word)
            | Q(slugline__icontains=word)
            | Q(first_words__icontains=word)
        )
    if agency:
        found = found.filter(agency=agency)
    return found.filter(story__path__startswith=section.path) if section else found


def may_read(user: Any, copy: Copy) -> bool:
    """Say whether somebody may read a piece of copy: on the wire whoever reads that, else whoever
    may read the story that it has become.
    """
    if not user.has_perm(READ):
        return False
    if copy.is_open or copy.decision == Decision.DECLINED:
        return True
    return bool(copy.story.permissions_for_user(user).can_read())


def sections_to_publish_in(user: Any) -> QuerySet[Section]:
    """Return the sections in which somebody may publish, in the paper's order."""
    theirs = page_permission_policy.instances_user_has_permission_for(user, "publish")
    return Section.objects.filter(pk__in=theirs.values("pk")).order_by("path")
