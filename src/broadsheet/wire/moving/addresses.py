"""The addresses that things had in the paper that moves: each leads to what it led to."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from django.utils.encoding import escape_uri_path
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from broadsheet.lib import clock
from broadsheet.masthead.keys import keys_of_redirect
from broadsheet.newsroom import keys
from broadsheet.newsroom.models import FormerAddress, Story
from broadsheet.newsroom.together.plain import OneByOne
from broadsheet.photos.models import Photo
from broadsheet.press.notes import note

LONGEST = 255

WHOLE = {"filter_spec__startswith": "width-", "filter_spec__endswith": "|format-jpeg"}
"""The sizes of a picture that aren't cropped, in the format that every program shows."""


def path_of(address: str) -> str:
    """Return an address of the old paper as a path of ours, with its query; "" for none.

    Readers' browsers send it percent-encoded; here it is as people read it.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    path = unquote(parts.path) or "/"
    if not path.startswith("/") or not path.isprintable():
        return ""
    return f"{path}?{parts.query}" if parts.query else path


def lead_story(story: Story, addresses: tuple[str, ...]) -> list[str]:
    """Have the addresses that a public story had lead to it; return those that can't.

    Without and with the slash at the end it is one address, and one step to where the story is.
    """
    refused = []
    for address in dict.fromkeys(filter(None, map(path_of, addresses))):
        if "?" in address:
            if not _redirect(address, story):
                refused.append(address)
            continue
        for each in _with_and_without_slash(address):
            if each != story.address and not _former(each, story):
                refused.append(address)
    return list(dict.fromkeys(refused))


def lead_stories(stories: Sequence[tuple[Story, tuple[str, ...]]]) -> None:
    """Do for many new stories what ``lead_story`` does for each.

    Raises OneByOne where an address can't be had, or two stories had it: each by itself says why.
    """
    formers: dict[str, Story] = {}
    links: dict[str, Story] = {}
    for story, addresses in stories:
        for address in dict.fromkeys(filter(None, map(path_of, addresses))):
            if "?" in address:
                wished, kept = {stored(address)}, links
            else:
                wished, kept = {*_with_and_without_slash(address)} - {story.address}, formers
            if any(not each or each == "/" or len(each) > LONGEST for each in wished):
                raise OneByOne("an address can't be kept")
            if any(kept.get(each, story) is not story for each in wished):
                raise OneByOne("two had one address")
            kept.update(dict.fromkeys(wished, story))
    _check_free(formers, links, {str(story.address) for story, _addresses in stories})
    _lead(formers, links)


def _check_free(formers: dict[str, Story], links: dict[str, Story], new: set[str]) -> None:
    taken = [
        Story.objects.filter(address__in=formers),
        FormerAddress.objects.filter(address__in=formers),
        Redirect.objects.filter(old_path__in=links, site=None),
    ]
    if not new.isdisjoint(formers) or any(each.exists() for each in taken):
        raise OneByOne("an address is taken")


def _lead(formers: dict[str, Story], links: dict[str, Story]) -> None:
    now = clock.now()
    FormerAddress.objects.bulk_create(
        FormerAddress(address=address, story=story, since=now) for address, story in formers.items()
    )
    kept = Redirect.objects.bulk_create(
        Redirect(old_path=path, redirect_page=story, is_permanent=True)
        for path, story in links.items()
    )
    touched = {
        *map(keys.address, formers),
        *(key for each in kept for key in keys_of_redirect(each)),
    }
    note(touched, cause=f"{len(formers) + len(kept)} addresses of the paper before")


def lead_page(page: Page, addresses: tuple[str, ...]) -> list[str]:
    """Have the addresses that a standing page had lead to it; return those that can't."""
    own = unquote(page.url or "").rstrip("/")
    found = dict.fromkeys(filter(None, map(path_of, addresses)))
    return [each for each in found if each.rstrip("/") != own and not _redirect(each, page)]


def lead_picture(photo: Photo, address: str) -> str:
    """Have the address of a picture lead to its largest size here; return that, or "".

    Other sites show it from there, and so do feeds that were read long ago. A later run sets
    right what leads to a size that is gone.
    """
    largest = photo.renditions.filter(**WHOLE).order_by("-width").first()
    path, link = path_of(address).partition("?")[0], str(largest.url) if largest else ""
    if not path or not link:
        return ""
    mine = Redirect.objects.filter(old_path=stored(path), site=None)
    for before in mine.filter(redirect_link__startswith=link.rpartition("/")[0]):
        if before.redirect_link != link:
            before.redirect_link = link
            before.save()
    return link if lead_on(path, link, permanent=True) else ""


def lead_on(source: str, target: str, *, permanent: bool) -> bool:
    """Keep a redirect of the old paper; say whether it could be."""
    path, link = path_of(source), target.strip()
    if not path or len(link) > LONGEST or not link.startswith(("/", "http://", "https://")):
        return False
    return _keep(path, {"redirect_link": link, "is_permanent": permanent})


def _with_and_without_slash(address: str) -> list[str]:
    if address == "/":
        return []
    last = address.rstrip("/").rpartition("/")[2]
    return [address] if "." in last else [f"{address.rstrip('/')}/", address.rstrip("/")]


def _former(address: str, story: Story) -> bool:
    if len(address) > LONGEST or Story.objects.filter(address=address).exists():
        return False
    former, _is_new = FormerAddress.objects.get_or_create(
        address=address, defaults={"story": story, "since": clock.now()}
    )
    return bool(former.story_id == story.pk)


def _redirect(address: str, page: Page) -> bool:
    return _keep(address, {"redirect_page": page, "is_permanent": True})


def _keep(address: str, values: dict[str, object]) -> bool:
    path = stored(address)
    if not path or path == "/" or len(path) > LONGEST:
        return False
    known, _is_new = Redirect.objects.get_or_create(old_path=path, site=None, defaults=values)
    return all(getattr(known, name) == value for name, value in values.items())


def stored(address: str) -> str:
    """Return a path as Wagtail keeps it and looks for it: a space as %20, an ä as itself."""
    place, mark, query = address.partition("?")
    return str(Redirect.normalise_path(escape_uri_path(place) + mark + query))
