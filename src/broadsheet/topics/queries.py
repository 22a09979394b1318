"""Named reads of what stories are about."""

from __future__ import annotations

from broadsheet.topics.models import Kind, Topic


def people_in_office() -> list[Topic]:
    """Return the people whose office we know."""
    return list(Topic.objects.filter(kind=Kind.PERSON).exclude(office=""))
