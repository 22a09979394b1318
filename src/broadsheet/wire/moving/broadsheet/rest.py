"""What is left when the stories are in: standing pages, addresses that lead on, fronts."""

from __future__ import annotations

from typing import Any

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from broadsheet.fronts.actions import arrange
from broadsheet.fronts.models import Front, Place
from broadsheet.lib import clock
from broadsheet.masthead.models import InformationPage
from broadsheet.masthead.queries import home_page
from broadsheet.newsroom.models import FormerAddress, Story
from broadsheet.wire.moving.addresses import LONGEST, lead_on
from broadsheet.wire.moving.broadsheet.blocks import stored_rich
from broadsheet.wire.moving.broadsheet.facts import promoted
from broadsheet.wire.moving.broadsheet.files import settled
from broadsheet.wire.moving.broadsheet.numbers import Numbers
from broadsheet.wire.moving.ledger import Ledger, digest_of
from broadsheet.wire.moving.models import Kind, Outcome
from broadsheet.wire.outgoing.exports import records

GONE = 410


def place_page(page: records.Page, ledger: Ledger) -> None:
    """Give a page that stands its place; texts lead to it."""
    key = str(page.key)
    if settled(ledger, Kind.PAGE, key, page, InformationPage):
        return
    home = home_page()
    if home.get_children().filter(slug=page.slug).exists():
        raise ValueError(f"there is a page at /{page.slug}/ already")
    found = InformationPage(title=page.title, slug=page.slug, purpose=page.purpose, live=False)
    home.add_child(instance=found)
    became = f"page:{found.pk}"
    ledger.note(Kind.PAGE, key, Outcome.WAITING, name=page.title, became=became)


def take_in_page(page: records.Page, ledger: Ledger, numbers: Numbers) -> None:
    """Give a page that stands its text, and publish it if it was public."""
    known = ledger.known(Kind.PAGE, str(page.key))
    if known is None or known.outcome != Outcome.WAITING:
        return
    found: Any = known.recall(InformationPage)
    found.intro, found.body = page.intro, stored_rich(page.body, numbers.find)
    for name, value in promoted(page.promoted).items():
        setattr(found, name, value)
    revision = found.save_revision()
    if page.is_live:
        revision.publish()
    addresses = [page.address] if page.is_live else []
    ledger.note(
        Kind.PAGE,
        known.key,
        Outcome.IMPORTED,
        why=f"published at {page.address}" if page.is_live else "a draft",
        digest=digest_of(page),
        data={"addresses": addresses},
    )


def take_in_redirect(redirect: records.Redirect, ledger: Ledger, numbers: Numbers) -> None:
    """Have an address lead on, or answer that it is gone, as it did."""
    kept = _keep(redirect, numbers)
    outcome = Outcome.IMPORTED if kept else Outcome.SET_ASIDE
    why = "" if kept else f"it can’t lead to {redirect.target[:200]}"
    ledger.note(Kind.REDIRECT, redirect.source, outcome, name=redirect.source, why=why)


def take_in_comment(comment: records.Comment, ledger: Ledger) -> None:
    """Keep what a reader wrote, for nobody to see."""
    story = comment.story
    ledger.note(
        Kind.COMMENT,
        str(comment.key),
        Outcome.IMPORTED,
        name=f"{comment.author}: {comment.text[:80]}",
        why="kept, and shown to nobody",
        data={
            "key": str(comment.key),
            "author": comment.author,
            "text": comment.text,
            "written": comment.written.isoformat() if comment.written else "",
            "approved": comment.approved,
            "answers": str(comment.answers or ""),
            "story": "" if story is None else str(story),
        },
    )


def take_in_front(front: records.Front, ledger: Ledger, numbers: Numbers) -> None:
    """Arrange a front as it was, unless somebody arranged it here."""
    key = f"front {front.section or 'home'}"
    known, digest = ledger.known(Kind.OTHER, key), digest_of(front)
    if known and known.digest == digest:
        ledger.note(Kind.OTHER, key, Outcome.IMPORTED)
        return
    section = numbers.section(front.section) if front.section is not None else None
    if front.section is not None and section is None:
        raise ValueError("its section isn’t there")
    name = f"front: {section or 'home'}"
    if Front.objects.filter(section=section, picks__isnull=False).exists():
        why = "somebody arranged it here"
        ledger.note(Kind.OTHER, key, Outcome.SET_ASIDE, name=name, why=why)
        return
    picks: dict[str, list[Story]] = {}
    until = {}
    for pick in front.picks:
        story = Story.objects.filter(pk=numbers.page(pick.story)).first()
        if story is None or pick.place not in Place.values:
            continue
        picks.setdefault(pick.place, []).append(story)
        if pick.until:
            until[story] = pick.until
    arrange(section=section, picks=picks, until=until)
    ledger.note(Kind.OTHER, key, Outcome.IMPORTED, name=name, digest=digest)


def _keep(redirect: records.Redirect, numbers: Numbers) -> bool:
    source = redirect.source
    if not source.startswith("/") or source == "/" or len(source) > LONGEST:
        return False
    if not source.isprintable() or source.startswith(("//", "/-/")):
        return False
    if redirect.status == GONE:
        if not Story.objects.filter(address=source).exists():
            FormerAddress.objects.get_or_create(address=source, defaults={"since": clock.now()})
        return True
    if redirect.page is None:
        return lead_on(source, redirect.target, permanent=redirect.status == 301)
    page = Page.objects.filter(pk=numbers.page(redirect.page)).first()
    values = {"redirect_page": page, "is_permanent": redirect.status == 301}
    if page is None:
        return lead_on(source, redirect.target, permanent=redirect.status == 301)
    Redirect.objects.get_or_create(old_path=source, site=None, defaults=values)
    return True
