"""What an address leads to, when a page isn't at it any more."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from wagtail.models import Page

from broadsheet.newsroom.models import FormerAddress, Hold, HoldKind, Story
from broadsheet.newsroom.queries.doors import doors, is_open
from broadsheet.newsroom.queries.published import by_keys


def public_pages(keys: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return address and title of those of these pages that readers may see, by key."""
    stories = by_keys(keys).only("address", "title", "retracted_at")
    found = {story.pk: (story.address or "", story.headline) for story in stories}
    if rest := set(keys) - set(found):
        others = Page.objects.filter(pk__in=rest).not_exact_type(Story)
        found |= {page.pk: (page.url or "/", page.title) for page in others if is_open(page)}
    return found


def is_hidden(story: Story) -> bool:
    """Say whether a story, live or not, lies where no reader gets: there is nothing, to readers."""
    return not is_open(story.section) or story.path in doors().private


def fate_of(address: str) -> tuple[int, str] | None:
    """Return what an address that is nobody's now answers: (301, target), (410, "") or None."""
    former = FormerAddress.objects.filter(address=address).select_related("story").first()
    story = Story.objects.filter(address=address).first() or getattr(former, "story", None)
    if story is None:
        return (410, "") if former else None
    if is_hidden(story):
        return None
    target = by_keys([story.pk]).exclude(address=address).first()
    return (301, target.address or "") if target else (410, "")


def words_on_withdrawal(address: str) -> str:
    """Return what readers are told at the address of a story that was taken off; often nothing."""
    at_it = Q(story__address=address) | Q(story__former_addresses__address=address)
    told = Hold.objects.filter(at_it, kind=HoldKind.WITHDRAWAL, lifted_at__isnull=True)
    return told.values_list("words_for_readers", flat=True).first() or ""
