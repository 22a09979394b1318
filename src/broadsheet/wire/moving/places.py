"""Where stories lie in the paper that moves, and what they are about."""

from __future__ import annotations

from wagtail.models import Page

from broadsheet.masthead.queries import home_page
from broadsheet.newsroom.actions import open_section
from broadsheet.newsroom.models import Section
from broadsheet.topics.models import Topic
from broadsheet.wire.incoming.names import free_slug, topics_named
from broadsheet.wire.moving.ledger import Ledger
from broadsheet.wire.moving.models import Arrival, Kind, Outcome

MAX_NAME, MAX_TITLE, DEEPEST = 120, 255, 5
SUBJECT = "subject"


def section_of(
    keys: tuple[str, ...], ledger: Ledger, *, otherwise: Section, only: frozenset[str]
) -> Section:
    """Return the section of a story: the first of these that has a name, made when it is needed.

    ``only`` are the names that may be sections, in small letters; none: all may.
    """
    for key in keys:
        known = ledger.known(Kind.SECTION, key)
        if known and known.name and (not only or known.name.casefold() in only):
            return _section(known, ledger, depth=0)
    return otherwise


def topics_of(tags: tuple[str, ...], rest: tuple[str, ...], ledger: Ledger) -> list[Topic]:
    """Return a story's topics: its tags, and the categories that aren't its section."""
    found = [_topic(Kind.TOPIC, key, ledger) for key in tags]
    found += [_topic(Kind.SECTION, key, ledger) for key in rest]
    return list(dict.fromkeys(topic for topic in found if topic))


def _section(known: Arrival, ledger: Ledger, *, depth: int) -> Section:
    ours = ledger.recall(known, Section) if known.became.startswith("section:") else None
    if ours is not None:
        there: Section = ours
        return there
    above = ledger.known(Kind.SECTION, known.data.get("above") or "")
    is_top = above is None or not above.name or depth >= DEEPEST
    parent: Page = home_page() if is_top else _section(above, ledger, depth=depth + 1)  # type: ignore[arg-type]
    section = _same(parent, known.name)
    outcome = Outcome.MERGED if section else Outcome.IMPORTED
    if section is None:
        section = open_section(
            parent=parent,
            title=known.name[:MAX_TITLE],
            slug=free_slug(known.data.get("slug") or known.name, above=parent, otherwise="section"),
            description=known.data.get("description", ""),
        )
    ledger.note(Kind.SECTION, known.key, outcome, became=f"section:{section.pk}")
    return section


def _same(parent: Page, name: str) -> Section | None:
    return Section.objects.child_of(parent).filter(title__iexact=name).order_by("path").first()


def _topic(kind: Kind, key: str, ledger: Ledger) -> Topic | None:
    known = ledger.known(kind, key)
    name = (known.name if known else key).strip()[:MAX_NAME]
    if not name:
        return None
    if known and known.became.startswith("topic:") and (ours := ledger.recall(known, Topic)):
        found: Topic = ours
        return found
    was_here = Topic.objects.filter(kind=SUBJECT, name__iexact=name).exists()
    [topic] = topics_named([(SUBJECT, name)])
    if known is None or not known.became:  # a section that is also a topic stays told as a section
        outcome = Outcome.MERGED if was_here else Outcome.IMPORTED
        ledger.note(kind, key, outcome, name=name, became=f"topic:{topic.pk}")
    return topic
