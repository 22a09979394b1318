"""D1–D14: of what isn't public a stranger gets nothing, not even that it is there.

The strongest proof there is: everything that can be asked of the paper is asked while
there is no secret, and again when there are some, and the answers are the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from broadsheet.lib.once import one_page
from broadsheet.masthead.queries import publication
from broadsheet.newsletters.models import OutgoingMail
from broadsheet.search.queries import Search, find
from tests.factories import desk_of, max_reads, rosa
from tests.leaks.conftest import Before
from tests.leaks.groups import GROUPS, told_in
from tests.leaks.groups import Told as Group
from tests.leaks.guesses import GUESSES, ODD_GUESSES, about, about_nothing, all_ways
from tests.leaks.secret import Secret
from tests.leaks.states.making import restrict
from tests.leaks.surfaces import Answer, ask, differing, everything

pytestmark = pytest.mark.django_db

SEARCHED = ("headline", "kicker", "standfirst", "body.paragraph", "body.table.rows[][]")
WITHDRAWN = "/2026/11/17/withdrawn/"


@dataclass
class Told(Group):
    """A group of secrets in the paper, and what a stranger gets then."""

    before: dict[str, Answer]
    answers: dict[str, Answer]


@pytest.fixture(scope="module", params=GROUPS)
def told(before: Before, request: pytest.FixtureRequest) -> Iterator[Told]:
    cache.clear()  # renditions that another group's pictures had
    links = set(before.answers)
    with transaction.atomic():
        group = told_in(before, request.param)
        answers = everything(links)
        yield Told(**vars(group), before=before.answers, answers=answers)
        transaction.set_rollback(True)


def places_of(secret: Secret) -> set[str]:
    """Return where a story was, and where its versions were."""
    own = {secret.story.address, secret.first_address}
    return own | {f"{address}versions/{number}/" for address in own for number in (1, 2)}


def to_machines(secret: Secret) -> str:
    """Return where programs read a story, if they know what only a reader of it could."""
    return f"/-/api/v1/stories/{secret.guid}/"


def test_every_answer_is_the_same_to_the_byte_as_without_the_secret(told: Told) -> None:
    changed = differing(told.before, told.answers)
    assert not changed, {
        where: told.leaked_in(told.answers[where].body) or "no canary" for where in changed
    }


def test_no_answer_holds_a_canary(told: Told) -> None:
    for address, answer in told.answers.items():
        assert not told.leaked_in(answer.body + repr(answer.headers).encode()), address


def test_who_guesses_right_learns_no_more_than_who_guesses_wrong(told: Told) -> None:
    wrong = about_nothing()
    nothing = {guess: wrong.answer(guess) for guess in (*GUESSES, *ODD_GUESSES)}
    for number, (name, secret) in enumerate(told.secrets.items()):
        right = about(secret)
        gone = {*places_of(secret), to_machines(secret)} if told.name == "gone" else set()
        for guess in GUESSES if number else (*GUESSES, *ODD_GUESSES):
            if right.at(guess).split("?")[0] not in gone:
                assert right.answer(guess) == nothing[guess], (name, guess)


def test_no_way_of_asking_tells_more(told: Told) -> None:
    if told.name == "gone":
        return  # its address says so, whatever the way
    wrong = about_nothing()
    nothing = [wrong.plain(answer) for answer in all_ways(wrong.at(GUESSES[0]))]
    for name, secret in told.secrets.items():
        right = about(secret)
        assert [right.plain(answer) for answer in all_ways(right.at(GUESSES[0]))] == nothing, name


def test_what_was_public_says_that_it_is_gone_and_no_more(told: Told) -> None:
    gone = ask(WITHDRAWN)
    assert gone.status == 410
    for name, secret in told.secrets.items():
        if told.name == "gone":
            for address in places_of(secret):
                nothing = name == "deleted" and "versions" in address
                answer = ask(address)
                assert answer.status == 404 if nothing else answer == gone, (name, address)
            answer = ask(to_machines(secret))
            assert answer.status == (404 if name == "deleted" else 410), name
            assert not told.leaked_in(answer.body + repr(answer.headers).encode()), name


def test_no_search_finds_it_by_any_of_its_words(told: Told) -> None:
    with one_page():
        for name, secret in told.secrets.items():
            for field in SEARCHED:
                found = find(Search(words=secret.canary[field]), zone=publication().zone)
                assert not found, f"{name}: {field}"


def test_none_of_its_files_is_served(told: Told) -> None:
    nothing = ask("/media/renditions/nothing.jpg")
    assert nothing.status == 404
    for name, secret in told.secrets.items():
        picture, document = secret.photos[0].renditions.first().file.url, secret.document.url
        assert ask(picture) == nothing, name
        assert ask(document) == nothing, name
        # The document's own tag is a hash of what is in it: it must not say that it is right.
        assert ask(document, **{"If-None-Match": f'"{secret.document.file_hash}"'}) == nothing, name


def test_the_newsroom_sees_its_files(told: Told) -> None:
    desk = desk_of(rosa())
    secret = next(iter(told.secrets.values()))
    for address in (secret.photos[0].renditions.first().file.url, secret.document.url):
        response = desk.get(address)
        assert response.status_code == 200
        assert "private" in response["Cache-Control"]


def test_no_mail_and_no_file_is_named_after_it(told: Told) -> None:
    lists = {"email": "reader@example.org", "list": "morning"}
    assert max_reads().post("/-/newsletters/sign-up", lists).status_code == 200
    mails = OutgoingMail.objects.values_list("subject", "text", "html")
    assert len(mails) == 1
    names = [str(path) for path in Path(settings.MEDIA_ROOT).rglob("*")]
    assert len(names) > 100
    assert not told.leaked_in(f"{list(mails)} {names}".encode())


def test_of_a_paper_that_is_private_nothing_is_told(before: Before) -> None:
    root = before.paper.home.get_parent()
    budget = before.paper.document.url
    assert ask(budget).status == 200
    known = set(before.answers)
    restrict(root, "login")
    cache.clear()
    answers = everything(known)
    for address, answer in answers.items():
        assert b"Harbour story" not in answer.body, address
        assert b"harbour-" not in answer.body, address
    for address in ("/world/", before.paper.stories[0].address, "/world/feed.rss", "/about/"):
        assert answers[address] == answers["/nothing/here/"], address
    assert ask(budget).status == 404
