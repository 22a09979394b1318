"""Deciding how the readers of a list hear of a correction: each act one transaction."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from broadsheet.masthead.queries import publication
from broadsheet.newsletters.actions import write_number
from broadsheet.newsletters.correcting import queries, words
from broadsheet.newsletters.models import Kind, List, Number, Told, Way
from broadsheet.newsroom.models import Amendment
from broadsheet.staff.audit import record


@transaction.atomic
def tell(*, amendment: Amendment, on: List, way: Way, by: Any) -> Told:
    """Decide, once, how a list's readers hear of a correction.

    A mail of its own is a draft that goes, when it is sent, to those whom the ledger knows to
    have the mistake. What is to head the next number heads the next one that a list makes by
    itself; on a list that is written by hand it begins a draft.

    Raises ValidationError when it is decided already, or nobody of the list was sent the story.
    """
    on = List.objects.select_for_update(of=("self",)).get(pk=on.pk)
    if Told.objects.filter(amendment=amendment, list=on).exists():
        raise ValidationError(_("For this list it is decided already. Nothing was changed."))
    if not queries.had_it(amendment).filter(number__list=on).exists():
        raise ValidationError(_("Nobody was sent this story on this list before it was corrected."))
    number = None
    if way == Way.OWN or (way == Way.NEXT and on.kind == Kind.HAND):
        number = _draft(amendment, on, by)
    told = Told.objects.create(amendment=amendment, list=on, way=way, number=number, by=by)
    record(
        "broadsheet.tell_correction",
        on=on,
        by=by,
        story=amendment.story.title,
        way=Way(way).label,
    )
    return told


def lead_with(owed: list[Told], number: Number) -> None:
    """Note that a number that was just made begins with these corrections."""
    Told.objects.filter(pk__in=[each.pk for each in owed], number__isnull=True).update(
        number=number
    )


def _draft(amendment: Amendment, on: List, by: Any) -> Number:
    return write_number(
        on=on,
        language=publication().language,
        subject=words.subject_of(amendment),
        preheader=amendment.text,
        body=words.blocks_of(amendment),
        by=by,
    )
