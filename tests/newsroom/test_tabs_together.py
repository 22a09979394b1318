"""C1: whatever people do in several tabs at once, no word is lost and the last save stands."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.newsroom.models import SetAside, Story
from tests.factories import a_draft, ed, pru
from tests.newsroom.tabs import Tab, text_of

ACTS = ["type", "type", "save", "publish", "autosave", "open"]
acts = st.lists(st.tuples(st.integers(0, 1), st.sampled_from(ACTS)), min_size=5, max_size=12)


def everything_kept(story: Story) -> str:
    """Return all the words that are anywhere: in revisions, and set aside."""
    revisions = [str(each.content) for each in story.revisions.all()]
    return " ".join([*revisions, *(json.dumps(each.posted) for each in SetAside.objects.all())])


@pytest.mark.django_db
@settings(max_examples=8, deadline=None)
@given(acts)
def test_no_order_of_two_tabs_saves_loses_a_word(acts: list[tuple[int, str]]) -> None:
    story, people = a_draft("Start"), (ed(), pru())
    tabs = [Tab(each, story, drawn=False) for each in people]
    sent, stands = {"Start"}, "Start"
    for number, (who, act) in enumerate(acts):
        tab = tabs[who]
        if act == "open":
            tabs[who] = Tab(people[who], story, browser=tab.browser, drawn=False)
        elif act == "type":
            tab.type(title=f"{tab.words['title']} word{number:02}")
        elif act == "autosave":
            if tab.autosave().status_code == 200:  # else the words are in the open form alone
                stands = tab.words["title"]
                sent.update(stands.split())
        else:
            status = tab.press("" if act == "save" else act).status_code
            assert status in {200, 302, 409}  # 200: what kind of change is it? in the same form
            stands = tab.words["title"] if status == 302 else stands
            sent.update([] if status == 200 else tab.words["title"].split())
    kept = everything_kept(story)
    assert [word for word in sent if word not in kept] == []
    assert text_of(story).startswith(f"{stands} ")
