"""What has WordPress and Ghost import a paper tells when something is missing there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from peers.comparing import compare
from peers.found import Found, Story

pytestmark = pytest.mark.sqlite

STORY = Story(
    title="Nine & a half",
    state="public",
    published="2026-11-20 23:30:00",
    standfirst="They came in the fog.",
    author="Mara Ellison",
    sections=["Asia"],
    topics=["Shipping"],
    path="/2026/11/20/nine/",
    hero="Boats",
    html="<p>“One” word</p>",
)
OURS = Found({"Mara Ellison"}, {("Asia", "World")}, {"Shipping"}, [], [STORY])
LOST = {
    "state": "scheduled",
    "published": "2026-11-20 23:30:01",
    "standfirst": "They came.",
    "author": "Somebody",
    "sections": [],
    "topics": [],
    "path": "/nine/",
    "hero": "",
    "html": '<p>"One"</p>',
    "stands": True,
}


def test_what_arrived_the_same_differs_in_nothing() -> None:
    there = replace(STORY, title="Nine &amp; a half", html="<p>&#8220;One&#8221; word</p>")
    lines = compare(OURS, replace(OURS, stories=[there]))
    assert [line.name for line in lines if line.differ or line.left != line.arrived] == []


@pytest.mark.parametrize("name", LOST)
def test_whatever_is_lost_of_a_story_is_named(name: str) -> None:
    there = replace(STORY, **{name: LOST[name]})  # type: ignore[arg-type]
    [line] = [each for each in compare(OURS, replace(OURS, stories=[there])) if each.differ]
    assert (line.differ, line.left, line.arrived) == (["Nine & a half"], 1, 0)


def test_a_story_that_did_not_arrive_is_named_with_all_that_was_of_it() -> None:
    lines = compare(OURS, Found(set(), {("Asia", "")}, set(), [], []))
    assert all(line.differ for line in lines)
