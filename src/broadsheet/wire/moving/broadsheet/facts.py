"""What stories refer to: who signs, what they are about, where they lie; and the paper itself."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from wagtail.models import Page

from broadsheet.masthead.actions import describe_publication
from broadsheet.masthead.models import HomePage
from broadsheet.masthead.queries import home_page
from broadsheet.newsroom.actions import open_section
from broadsheet.newsroom.models import Author, Section
from broadsheet.topics.models import Topic
from broadsheet.wire.incoming.names import free, free_slug
from broadsheet.wire.moving.broadsheet.files import settled
from broadsheet.wire.moving.broadsheet.numbers import Numbers
from broadsheet.wire.moving.ledger import Ledger, digest_of
from broadsheet.wire.moving.models import Kind, Outcome
from broadsheet.wire.outgoing.exports import records

SETTINGS = "settings"
NOT_SET = {"url", "logo", "profiles", "postal_address"}


def take_in_paper(paper: records.Paper, ledger: Ledger, numbers: Numbers, *, is_new: bool) -> None:
    """Set what the publication says of itself, where it has said nothing yet."""
    known = ledger.known(Kind.OTHER, SETTINGS)
    digest = digest_of(paper)
    if known and known.outcome == Outcome.IMPORTED and known.digest == digest:
        ledger.note(Kind.OTHER, SETTINGS, Outcome.IMPORTED)
        return
    if not is_new:
        why = "this paper has stories: its settings are its own"
        ledger.note(Kind.OTHER, SETTINGS, Outcome.SET_ASIDE, name="settings", why=why)
        return
    values: dict[str, Any] = asdict(paper)
    logo = numbers.find("photo", paper.logo) if paper.logo else None
    for name in ("latitude", "longitude"):
        values[name] = None if values[name] is None else Decimal(str(values[name]))
    home: HomePage = home_page()
    describe_publication(
        home=home,
        profiles=paper.profiles,
        address=paper.postal_address,
        logo_id=logo,
        **{name: each for name, each in values.items() if name not in NOT_SET and each != ""},
    )
    ledger.note(Kind.OTHER, SETTINGS, Outcome.IMPORTED, name="settings", digest=digest)


def take_in_author(author: records.Author, ledger: Ledger, numbers: Numbers) -> None:
    """Keep somebody who signs, or take who was here before under that name for them."""
    key = str(author.key)
    if settled(ledger, Kind.PERSON, key, author, Author):
        return
    found = _same(Author, Kind.PERSON, ledger, {"name__iexact": author.name})
    outcome = Outcome.MERGED if found else Outcome.IMPORTED
    if found is None:
        found = Author(
            name=author.name,
            slug=_free(Author, author.slug),
            kind=author.kind,
            role=author.role,
            life=author.life,
            email=author.email,
            links="\n".join(author.links),
            portrait_id=numbers.find("photo", author.portrait) if author.portrait else None,
        )
        found.full_clean()
        found.save()
    became = f"author:{found.pk}"
    ledger.note(
        Kind.PERSON, key, outcome, name=author.name, became=became, digest=digest_of(author)
    )


def take_in_topic(topic: records.Topic, ledger: Ledger) -> None:
    """Keep what stories are about, or take one of its kind and name that was here for it."""
    key = str(topic.key)
    if settled(ledger, Kind.TOPIC, key, topic, Topic):
        return
    found = _same(Topic, Kind.TOPIC, ledger, {"name__iexact": topic.name, "kind": topic.kind})
    outcome = Outcome.MERGED if found else Outcome.IMPORTED
    if found is None:
        found = Topic(
            name=topic.name,
            slug=_free(Topic, topic.slug),
            kind=topic.kind,
            description=topic.description,
            office=topic.office,
        )
        found.full_clean()
        found.save()
    became = f"topic:{found.pk}"
    ledger.note(Kind.TOPIC, key, outcome, name=topic.name, became=became, digest=digest_of(topic))


def take_in_section(section: records.Section, ledger: Ledger, numbers: Numbers) -> None:
    """Open a section where it lay; one that readers didn't get to is shut from the start."""
    key = str(section.key)
    if settled(ledger, Kind.SECTION, key, section, Section):
        return
    above = numbers.section(section.above) if section.above is not None else home_page()
    if above is None:
        raise ValueError("the section that it lies in isn’t there")
    found = Section.objects.child_of(above).filter(slug=section.slug, live=section.is_live).first()
    outcome = Outcome.MERGED if found else Outcome.IMPORTED
    if found is None:
        found = open_section(
            parent=above,
            title=section.name,
            slug=slug_beside(section.slug, above),
            description=section.description,
            **promoted(section.promoted),
        )
        if not section.is_live:
            found.unpublish()
    became = f"section:{found.pk}"
    ledger.note(
        Kind.SECTION, key, outcome, name=section.name, became=became, digest=digest_of(section)
    )


def promoted(told: records.Promoted) -> dict[str, Any]:
    """Return what is told of a page elsewhere, by the names of our fields."""
    return {
        "seo_title": told.seo_title,
        "search_description": told.seo_description,
        "show_in_menus": told.in_menus,
    }


def slug_beside(slug: str, above: Page, *, but: int | None = None) -> str:
    """Return the slug that a page had, or one like it where another page has it here."""
    taken = above.get_children().filter(slug=slug).exclude(pk=but).exists()
    return free_slug(slug, above=above) if taken else slug


def _free(model: Any, slug: str) -> str:
    return free(slug, set(model.objects.filter(slug=slug).values_list("slug", flat=True)))


def _same(model: Any, kind: Kind, ledger: Ledger, named: dict[str, str]) -> Any:
    """Return what was here before under that name: nothing that this move has brought."""
    brought = ledger.move.arrivals.filter(kind=kind).exclude(became="")
    ours = [each.pk_here for each in brought]
    return model.objects.filter(**named).exclude(pk__in=ours).order_by("pk").first()
