"""Programs read what readers read: by pages that stay put, in the shape that is promised."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from broadsheet.lib import clock
from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Byline, Story
from broadsheet.wire.outgoing.api.limits import PerClient
from tests.factories import (
    a_draft,
    a_section,
    a_story,
    a_topic,
    an_author,
    an_update,
    max_reads,
)
from tests.pictures import a_photo

pytestmark = pytest.mark.django_db

ROOT = "/-/api/v1/"
KINDS = ("stories", "sections", "authors", "topics", "pictures")


def get(address: str, **headers: str) -> Any:
    return max_reads().get(address.removeprefix("http://127.0.0.1:8000"), headers=headers)


def listed(asked: str) -> list[dict[str, Any]]:
    answer = get(f"{ROOT}{asked}")
    assert answer.status_code == 200, answer.content
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def headlines(asked: str) -> list[str]:
    return [story["headline"] for story in listed(asked)]


def one_of_everything(title: str = "Ferries stop") -> Story:
    author = an_author(
        f"Author of {title}", links="https://example.org/mara", email="m@example.org"
    )
    return a_story(
        title,
        hero=a_photo(title),
        standfirst="For a day.",
        topics=[a_topic(), a_topic(f"About {title}")],
        bylines=[Byline(author=author), Byline(name="A stringer", role="photographs")],
        section=a_section("Europe", under=a_section()),
    )


def test_the_description_is_openapi_and_every_answer_is_as_it_says() -> None:
    one_of_everything()
    described = get(f"{ROOT}openapi.json").json()
    OpenAPIV31SpecValidator(described).validate()
    start = get(ROOT).json()
    assert {kind: start[kind] for kind in KINDS} == {
        kind: f"http://127.0.0.1:8000{ROOT}{kind}/" for kind in KINDS
    }

    def check(answer: Any, path: str, status: int = 200) -> Any:
        assert answer.status_code == status, answer.content
        told = described["paths"][path]["get"]["responses"][str(status)]
        if "$ref" in told:
            told = described["components"]["responses"][str(status)]
        shape = told["content"][answer["Content-Type"].split(";")[0]]["schema"]
        whole = {**shape, "components": described["components"]}
        Draft202012Validator(whole).validate(answer.json())
        return answer.json()

    for kind in KINDS:
        page = check(get(start[kind]), f"/{kind}/")
        assert page["items"], kind
        for item in page["items"]:
            check(get(item["api_url"]), f"/{kind}/{{id}}/")
        check(get(f"{start[kind]}999983/"), f"/{kind}/", status=404)
        check(get(f"{start[kind]}?limit=0"), f"/{kind}/", status=400)
        check(get(f"{start[kind]}?format=xml"), f"/{kind}/", status=400)
        check(get(start[kind], Accept="text/html"), f"/{kind}/", status=406)
    [story] = listed("stories/")
    assert "html" not in story
    whole = get(story["api_url"]).json()
    assert "<p>The harbour was quiet.</p>" in whole["html"]
    assert whole | {"html": ""} == story | {"html": ""}
    assert story["picture"]["sizes"]
    assert [each["role"] for each in story["bylines"]] == ["by", "photographs"]


def test_stories_come_as_ninjs_too_and_no_more_is_in_it() -> None:
    story = one_of_everything()
    schema = Path(__file__).parents[1] / "exports" / "ninjs-schema_3.1.json"
    ninjs = Draft202012Validator(json.loads(schema.read_text("utf-8")))
    address = f"{ROOT}stories/{story.guid}/"
    asked = get(address, Accept="application/ninjs+json")
    assert asked["Content-Type"] == "application/ninjs+json"
    assert asked["Vary"].startswith("Accept")
    assert asked.content == get(f"{address}?format=ninjs").content
    whole, [item] = asked.json(), listed("stories/?format=ninjs")
    for each in (whole, item):
        ninjs.validate(each)
    assert whole["uri"] == story.guid.urn
    assert "The harbour was quiet." in whole["bodies"][0]["value"]
    assert "bodies" not in item
    assert whole["subjects"][0]["name"] == "Europe"
    assert {each["rel"] for each in whole["subjects"]} == {"section", "about"}
    picture = whole["associations"][0]
    assert story.hero.file.name not in str(picture)
    assert get(f"{ROOT}topics/?format=ninjs").status_code == 400


def test_pages_stay_put_while_the_newsroom_publishes() -> None:
    hour = clock.now() - timedelta(days=3)
    drafts = [a_draft(f"Story {number}") for number in range(7)]
    for number, draft in enumerate(drafts):  # the middle ones at one instant
        when = hour + timedelta(hours=0 if 2 <= number < 5 else number)
        actions.publish(story=draft, first_published=when)
    whole = headlines("stories/")
    assert len(whole) == 7
    met: list[str] = []
    further: str | None = f"{ROOT}stories/?limit=2"
    while further:
        answer = get(further)
        page = answer.json()
        met += [story["headline"] for story in page["items"]]
        further = page["meta"]["next"]
        assert answer.headers.get("Link") == (f'<{further}>; rel="next"' if further else None)
        a_story("Newer")
    assert met == whole
    ids = [each["id"] for each in listed("authors/?limit=50")]
    assert ids == sorted(ids)


def test_a_list_is_narrowed_by_place_name_subject_kind_and_time() -> None:
    europe = a_section("Europe", under=a_section())
    first = a_story("First", section=europe, topics=[a_topic()], kind="opinion")
    with time_machine.travel(clock.now() + timedelta(days=1), tick=False):
        a_story("Second", bylines=[Byline(author=an_author("Ravi Castellan"))])
        noon = clock.now().isoformat().replace("+00:00", "Z")
    world, ravi = a_section().pk, an_author("Ravi Castellan").pk
    assert headlines(f"stories/?section={world}") == ["Second", "First"]
    assert headlines(f"stories/?section={europe.pk}") == ["First"]
    assert headlines(f"stories/?author={ravi}") == ["Second"]
    assert headlines(f"stories/?topic={a_topic().pk}&kind=opinion") == ["First"]
    assert headlines(f"stories/?from={noon}") == ["Second"]
    assert headlines(f"stories/?before={noon}") == ["First"]
    assert headlines("stories/?from=2020-01-01&before=2020-02-01") == []
    with time_machine.travel(clock.now() + timedelta(days=2), tick=False):
        later = clock.now().isoformat().replace("+00:00", "Z")
        first.standfirst = "Now with a standfirst."
        actions.publish(story=first, change=an_update())
    assert headlines(f"stories/?changed_since={later}") == ["First"]


@pytest.mark.parametrize(
    "asked",
    [
        *("limit=51", "limit=x", "limit=-1", "limit=٣", "after=x", "after=99999999T999999999999-1"),
        *("after=00000101T000000000000-1", f"author={'9' * 19}", "author=", "kind=x", "sektion=1"),
        *("from=x", "from=2026-13-01", "before=9999-12-31", "changed_since=0001-01-01T00:00:00Z"),
        *("from=2026-11-20T25:00", "format=xml", "topic=1%00", f"after={'9' * 4000}"),
    ],
)
def test_what_can_not_be_read_is_told_in_words(asked: str) -> None:
    a_section()
    answer = get(f"{ROOT}stories/?{asked}")
    assert answer.status_code == 400, asked
    assert answer["Content-Type"] == "application/problem+json"
    assert "“" in answer.json()["detail"]


def test_nothing_that_is_not_public_is_in_it_and_what_was_is_gone() -> None:
    public = one_of_everything("Public")
    before = {kind: listed(f"{kind}/") for kind in KINDS}
    draft = a_draft(
        "Secret",
        hero=a_photo("Secret"),
        topics=[a_topic("Secret")],
        bylines=[Byline(author=an_author("Secret"))],
    )
    shut = a_section("Shut", under=a_section())
    a_story("In a shut section", section=shut)
    shut.unpublish()
    public.title = "A newer text"
    actions.save_draft(story=public)
    assert {kind: listed(f"{kind}/") for kind in KINDS} == before
    for secret in (f"stories/{draft.guid}", f"sections/{shut.pk}", f"pictures/{draft.hero_id}"):
        assert get(f"{ROOT}{secret}/").status_code == 404
    assert get(f"{ROOT}stories/?section={shut.pk}").status_code == 404
    address = f"{ROOT}stories/{public.guid}/"
    assert get(address).json()["headline"] == "Public"
    actions.withdraw(story=Story.objects.get(pk=public.pk))
    gone = get(address)
    assert gone.status_code == 410
    assert "Public" not in gone.content.decode()
    assert "remove your copy" in gone.json()["detail"]
    for kind in ("stories", "authors", "topics", "pictures"):
        assert listed(f"{kind}/") == [], kind


def test_who_has_it_already_is_told_so_and_scripts_of_any_page_may_ask() -> None:
    story = one_of_everything()
    for address in (f"{ROOT}stories/", f"{ROOT}stories/{story.guid}/", f"{ROOT}openapi.json"):
        answer = get(address)
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Cache-Control"] == "public, no-cache"
        assert not answer.cookies
        again = get(address, **{"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert get(f"{ROOT}stories/{story.guid}/")["Last-Modified"]
    tag = get(f"{ROOT}stories/")["ETag"]
    a_story("News")
    assert get(f"{ROOT}stories/", **{"If-None-Match": tag}).status_code == 200
    client = max_reads()
    asked = client.options(f"{ROOT}stories/", headers={"Origin": "https://example.org"})
    assert asked.status_code == 204
    assert "GET" in asked["Access-Control-Allow-Methods"]
    assert client.head(f"{ROOT}stories/").status_code == 200
    refused = client.post(f"{ROOT}stories/")
    assert refused.status_code == 405
    assert refused["Content-Type"] == "application/problem+json"
    assert get(f"{ROOT}nothing/here").json()["title"] == "There is nothing here."


def test_who_asks_too_often_is_told_when_to_ask_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PerClient, "rate", "2/min")
    a_section()
    with time_machine.travel(clock.now(), tick=False) as hands:
        answers = [get(f"{ROOT}topics/") for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert answers[2]["Retry-After"] == "60"
        assert "60 seconds" in answers[2].json()["detail"]
        assert max_reads().get(f"{ROOT}topics/", REMOTE_ADDR="198.51.100.7").status_code == 200
        hands.shift(61)
        assert get(f"{ROOT}topics/").status_code == 200


def test_more_of_everything_costs_no_more_queries() -> None:
    def costs() -> dict[str, int]:
        found = {}
        for kind in KINDS:
            get(f"{ROOT}{kind}/")
            with CaptureQueriesContext(connection) as queries:
                found[kind] = len(listed(f"{kind}/")) and len(queries)
        return found

    one_of_everything()
    one = costs()
    for number in range(3):
        one_of_everything(f"Number {number}")
    assert costs() == one
    assert max(one.values()) <= 14
