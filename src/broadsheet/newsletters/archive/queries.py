"""Named reads of the numbers that went out. Nothing else comes from here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from broadsheet.masthead.queries import publication
from broadsheet.newsletters import keys
from broadsheet.newsletters.models import WENT_OUT, Letter, List, Number
from broadsheet.newsroom.queries import by_keys
from broadsheet.press.recorder import read


def list_at(slug: str) -> List | None:
    """Return the list of this slug, if its numbers stand in the archive."""
    read(keys.LISTS)
    return List.objects.filter(slug=slug, in_archive=True).first()


def numbers_of(on: List) -> QuerySet[Number]:
    """Return the numbers of a list that went out, the newest first."""
    read(keys.numbers(on.pk))
    return _out(on)


def number_of(on: List, **named: Any) -> Number | None:
    """Return the number of a list that this names; its page isn't stale when others go out."""
    return _out(on).filter(**named).first()


def _out(on: List) -> QuerySet[Number]:
    out = Number.objects.filter(list=on, state__in=WENT_OUT, ordinal__isnull=False)
    return out.order_by("-ordinal").select_related("list").prefetch_related("letters")


def numbers_during(on: List, year: int) -> QuerySet[Number]:
    """Return the numbers of a list that went out in a year, the newest first."""
    start, end = (datetime(each, 1, 1, tzinfo=publication().zone) for each in (year, year + 1))
    return numbers_of(on).filter(started_at__gte=start, started_at__lt=end)


def years_of(on: List) -> list[int]:
    """Return the years in which numbers of a list went out, the newest first."""
    zone = publication().zone
    moments = numbers_of(on).prefetch_related(None).values_list("started_at", flat=True)
    return sorted({(each or datetime.now(UTC)).astimezone(zone).year for each in moments})[::-1]


def letters_of(number: Number) -> list[Letter]:
    """Return a number's letters, the one in the paper's language first."""
    paper = publication().language
    return sorted(number.letters.all(), key=lambda each: (each.language != paper, each.pk))


def said(letter: Letter) -> list[dict[str, Any]]:
    """Return what a letter said, for ever: changes of its stories don't change it.

    A story that was taken off since is left out: what readers may not see, they see nowhere.
    """
    keys_of_stories = [part["story"] for part in letter.parts if part["kind"] == "story"]
    public = set(by_keys(keys_of_stories).values_list("pk", flat=True))
    return [part if _is_public(part, public) else {**part, "kind": "gone"} for part in letter.parts]


def _is_public(part: dict[str, Any], public: set[int]) -> bool:
    return part["kind"] != "story" or part["story"] in public


def slugs() -> set[str]:
    """Return the slugs of the lists that have a page in the archive."""
    out = Number.objects.filter(list=OuterRef("pk"), state__in=WENT_OUT, ordinal__isnull=False)
    lists = list(List.objects.filter(in_archive=True).annotate(has_numbers=Exists(out)))
    read(*(keys.numbers(each.pk) for each in lists))
    return {each.slug for each in lists if each.has_numbers}


def paths_of(number: Number) -> list[str]:
    """Return every address at which a number is answered: a page for each letter."""
    others = [f"{number.path}{each.language}/" for each in letters_of(number)[1:]]
    unlisted = f"/newsletters/{number.list.slug}/{number.key.hex}/"
    return list(dict.fromkeys([number.path, *others, unlisted]))
