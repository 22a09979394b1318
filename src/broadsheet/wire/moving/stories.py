"""A story of the paper that moves → a story of ours, never more public than it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from broadsheet.lib import clock
from broadsheet.lib.html import text_of
from broadsheet.newsroom import actions
from broadsheet.newsroom.holds import is_in_drawer
from broadsheet.newsroom.models import Answer, ChangeKind, Section, Story
from broadsheet.newsroom.readiness import lacks
from broadsheet.newsroom.steps.clearing import why_not_ready
from broadsheet.wire.incoming.memory import digest_of_text
from broadsheet.wire.incoming.names import free_slug
from broadsheet.wire.moving.addresses import lead_story
from broadsheet.wire.moving.body import Body, lay_out
from broadsheet.wire.moving.ledger import Ledger, digest_of, key_of
from broadsheet.wire.moving.models import Arrival, Kind, Outcome
from broadsheet.wire.moving.people import bylines
from broadsheet.wire.moving.pictures import Pictures
from broadsheet.wire.moving.places import section_of, topics_of
from broadsheet.wire.moving.records import Post, State
from broadsheet.wire.moving.words import lost_words

MAX_TITLE, MAX_SEO = 255, 255
HEADLINE_FROM_TEXT = 80

KEPT_BACK = {
    State.PENDING: "it waited for an editor there: a draft",
    State.DRAFT: "a draft",
    State.PRIVATE: "it was for some readers only: a draft in the drawer",
}


LOCKED = "it changed there, but is locked in the editor here"
EDITED = "it changed there, but was edited here since: --overwrite would replace that"


@dataclass(frozen=True)
class Wishes:
    """What whoever moves wants: where stories without a section go, and who signs what nobody did.

    ``only`` are the names of the categories that become sections, in small letters; none: all.
    ``overwrite`` replaces what was edited here since the last run.
    """

    otherwise: Section
    paper: str
    only: frozenset[str] = frozenset()
    overwrite: bool = False


@dataclass(frozen=True)
class Movers:
    """What every story needs of the move."""

    ledger: Ledger
    pictures: Pictures
    wishes: Wishes


def take_in(post: Post, movers: Movers) -> Arrival:
    """Make or change the story, and publish it if it was public; take down what came of it.

    Raises ValidationError or ValueError for what can't be kept: nothing is, then.
    """
    digest, known = digest_of(post), movers.ledger.known(Kind.STORY, post.key)
    if post.state == State.TRASHED:
        return _note(movers, post, Outcome.SET_ASIDE, why="it lay in the trash there")
    if known and (settled := _settled(known, digest, movers)):
        outcome, why = settled
        return _note(movers, post, outcome, why=why, became=known.became)
    ours = known.recall(Story) if known else None
    body, values = laid_out(post, movers)
    story = _change(ours, post, values, movers) if ours else _make(post, values, movers)
    result = digest_of_text(story)
    where, refused = _publish(story, post)
    if story.latest_revision_id is None:
        actions.save_draft(story=story)
    data = told_of(post, body, refused)
    if post.state == State.PUBLIC and not Story.objects.filter(pk=story.pk, live=True).exists():
        data["kept_back"] = where
    return _note(
        movers,
        post,
        Outcome.IMPORTED,
        why=f"{where}: {post.remark}" if post.remark else where,
        became=f"story:{story.pk}",
        digest=digest,
        result=result,
        data=data,
    )


def _settled(known: Arrival, digest: str, movers: Movers) -> tuple[Outcome, str] | None:
    """Return what to say of a story that is left as it is; None for one to be taken in."""
    if not known.became:
        return None
    story = known.recall(Story)
    if story is None:
        return Outcome.SET_ASIDE, "it was deleted here since"
    same, kept = known.digest == digest, (Outcome.IMPORTED, known.why)
    if same and not _pictures_came(known, movers.pictures):
        return kept
    if story.locked:
        return kept if same else (Outcome.SET_ASIDE, LOCKED)
    edited = known.result != digest_of_text(story.get_latest_revision_as_object())
    if edited and not movers.wishes.overwrite:
        return kept if same else (Outcome.SET_ASIDE, EDITED)
    return None


def _pictures_came(known: Arrival, pictures: Pictures) -> bool:
    """Say whether pictures that couldn't be had before can be now: fetched, or from the folder."""
    lost = [each for each in known.data.get("lost_pictures", ()) if pictures.knows(each)]
    return any(pictures.by_address(each) for each in lost)


def laid_out(post: Post, movers: Movers) -> tuple[Body, dict[str, Any]]:
    """Return a story's text as blocks, and its values here. Raises ValueError."""
    body = lay_out(post.body, headline=post.title, pictures=movers.pictures)
    hero = movers.pictures.by_key(post.hero) if post.hero else None
    if post.hero and hero is None:
        known = movers.ledger.known(Kind.PICTURE, post.hero)
        body.lost_pictures.append(str(known.data.get("url") if known else post.hero))
    return body, {
        "title": headline_of(post),
        "standfirst": post.standfirst,
        "hero": hero,
        "body": body.blocks,
        "seo_title": post.seo_title[:MAX_SEO],
        "search_description": post.seo_description,
    }


def headline_of(post: Post) -> str:
    """Return its title, or the first words of its text."""
    title = " ".join(post.title.split())
    words = title or " ".join(text_of(post.body).split())[:HEADLINE_FROM_TEXT]
    return (words or f"Without a headline ({post.key})")[:MAX_TITLE]


def _make(post: Post, values: dict[str, Any], movers: Movers) -> Story:
    found = surroundings(post, movers)
    slug = free_slug(post.slug or values["title"], above=found["section"])
    return actions.place_story(slug=slug, **found, **values)


def surroundings(post: Post, movers: Movers) -> dict[str, Any]:
    """Return where a new story lies, who signs it, what it is about, and where it came from."""
    ledger, wishes = movers.ledger, movers.wishes
    section = section_of(post.sections, ledger, otherwise=wishes.otherwise, only=wishes.only)
    rest = tuple(key for key in post.sections if not _is(key, section, ledger))
    return {
        "section": section,
        "bylines": bylines(post.authors, ledger, else_by=wishes.paper),
        "topics": topics_of(post.topics, rest, ledger),
        "source_uri": key_of(f"{ledger.move.source}#{post.key}"),
        "source_digest": digest_of(post),
    }


def _is(key: str, section: Section, ledger: Ledger) -> bool:
    known = ledger.known(Kind.SECTION, key)
    return known is not None and known.became == f"section:{section.pk}"


def _change(story: Story, post: Post, values: dict[str, Any], movers: Movers) -> Story:
    Story.objects.filter(pk=story.pk).update(source_digest=digest_of(post))
    story.source_digest = digest_of(post)
    draft: Story = story.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.bylines = bylines(post.authors, movers.ledger, else_by=movers.wishes.paper)
    rest = tuple(key for key in post.sections if not _is(key, story.section, movers.ledger))
    draft.topics.set(topics_of(post.topics, rest, movers.ledger))
    actions.save_draft(story=draft)
    return draft


def _publish(story: Story, post: Post) -> tuple[str, list[str]]:
    """Publish or schedule what was; return what it is now, and addresses that don't lead."""
    if post.state == State.SCHEDULED and post.published and post.published > clock.now():
        _skip_steps(story, post)
        actions.publish(story=story, at=post.published)
        return f"scheduled for {post.published:%Y-%m-%d %H:%M} UTC", []
    if post.state != State.PUBLIC and story.live:
        return f"public here, but {post.state} there by now: withdraw it if you agree", []
    if post.state != State.PUBLIC:
        if post.state == State.PRIVATE and not is_in_drawer(story):
            actions.put_in_drawer(story=story)
        why = KEPT_BACK.get(post.state, "its hour had passed unpublished: a draft")
        return why, []
    if story.published_at and not story.live:
        return "a draft: it was withdrawn here", []
    if missing := lacks(story):
        return f"a draft: {' '.join(missing)}", []
    _skip_steps(story, post)
    # Who imports declares it: what the source changed is news of the same story.
    change = Answer(kind=ChangeKind.UPDATE) if story.live else None
    out = actions.publish(story=story, first_published=post.published, change=change)
    return f"published at {out.address}", lead_story(out, post.addresses)


def _skip_steps(story: Story, post: Post) -> None:
    if why_not_ready(story):
        actions.skip_steps(story=story, reason=f"It moved in: {post.key}")


def told_of(post: Post, body: Body, refused: list[str]) -> dict[str, Any]:
    """Return what the report says of a story besides its outcome."""
    found: dict[str, Any] = {
        "addresses": list(post.addresses),
        "lost_words": lost_words(post.body, body.blocks, without=post.title),
        "lost_pictures": body.lost_pictures,
        "left_out": dict(body.left_out),
        "no_way": refused,
        "remark": post.remark,
        "extra": post.extra,
        "state": str(post.state),
        "updated": post.updated.isoformat() if post.updated else "",
        "was_sticky": post.is_sticky,
    }
    return {name: value for name, value in found.items() if value}


def _note(movers: Movers, post: Post, outcome: Outcome, **values: Any) -> Arrival:
    return movers.ledger.note(Kind.STORY, post.key, outcome, name=headline_of(post), **values)
