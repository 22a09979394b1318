"""A page that stands in the paper that moves → one of ours."""

from __future__ import annotations

import hashlib
from typing import Any

from broadsheet.lib.html import clean_body
from broadsheet.masthead.models import InformationPage
from broadsheet.masthead.queries import home_page
from broadsheet.wire.incoming.names import free_slug
from broadsheet.wire.moving.addresses import lead_page
from broadsheet.wire.moving.ledger import Ledger, digest_of
from broadsheet.wire.moving.models import Arrival, Kind, Outcome
from broadsheet.wire.moving.records import Post, State
from broadsheet.wire.moving.words import lost_words


def take_in(post: Post, ledger: Ledger, *, overwrite: bool = False) -> Arrival:
    """Make or change the page, and publish it if it was public; take down what came of it."""
    digest, known = digest_of(post), ledger.known(Kind.PAGE, post.key)
    if post.state == State.TRASHED:
        return _note(ledger, post, Outcome.SET_ASIDE, why="it lay in the trash there")
    ours: Any = known.recall(InformationPage) if known else None
    if known and known.became:
        if ours is None:
            return _note(ledger, post, Outcome.SET_ASIDE, why="it was deleted here since")
        if known.digest == digest:
            return _note(ledger, post, Outcome.IMPORTED, why=known.why)
        if known.result != _result(ours) and not overwrite:
            why = "it changed there, but was edited here since: --overwrite would replace that"
            return _note(ledger, post, Outcome.SET_ASIDE, why=why)
    html = clean_body(post.body)
    page = ours or _make(post)
    page.title, page.body, page.intro = _title(post), html, post.standfirst
    revision = page.save_revision()
    where, no_way = "a draft", []
    if post.state != State.PUBLIC and page.live:
        where = f"public here, but {post.state} there by now: withdraw it if you agree"
    elif page.first_published_at and not page.live:
        where = "a draft: it was withdrawn here"
    elif post.state == State.PUBLIC:
        revision.publish()
        where, no_way = f"published at {page.url}", lead_page(page, post.addresses)
    lost = lost_words(post.body, [("paragraph", html)])
    data: dict[str, Any] = {"addresses": list(post.addresses), "lost_words": lost, "no_way": no_way}
    data |= {"extra": post.extra, "state": str(post.state)}
    return _note(
        ledger,
        post,
        Outcome.IMPORTED,
        why=where,
        became=f"page:{page.pk}",
        digest=digest,
        result=_result(page),
        data={name: value for name, value in data.items() if value},
    )


def _make(post: Post) -> InformationPage:
    home = home_page()
    slug = free_slug(post.slug or post.title, above=home, otherwise="page")
    page = InformationPage(title=_title(post), slug=slug, live=False)
    home.add_child(instance=page)
    return page


def _title(post: Post) -> str:
    return " ".join(post.title.split())[:255] or f"Without a title ({post.key})"


def _result(page: InformationPage) -> str:
    latest: Any = page.get_latest_revision_as_object()
    words = "\0".join([latest.title, latest.intro, latest.body])
    return hashlib.sha256(words.encode()).hexdigest()


def _note(ledger: Ledger, post: Post, outcome: Outcome, **values: Any) -> Arrival:
    return ledger.note(Kind.PAGE, post.key, outcome, name=_title(post), **values)
