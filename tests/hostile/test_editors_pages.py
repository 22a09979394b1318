"""X2: whatever somebody filled in, wherever, the newsroom's own pages show words."""

from __future__ import annotations

from collections.abc import Iterator

import lxml.html
import pytest
from django.http import HttpResponse

from broadsheet.newsroom.models import Author, Section
from broadsheet.topics.models import Topic
from tests.factories import desk_of, pru, rosa
from tests.hostile.desk_pages import kind_of, visited
from tests.hostile.pen import ALL_WAYS_OUT, SHORT

pytestmark = pytest.mark.django_db

MARK = "alert("
WAGTAILS_FRAME = "w-preview-iframe"
FRAMES = {"iframe", "object", "embed", "base"}
RUNNING = ("javascript:", "vbscript:", "data:text")


def dangers(html: str) -> Iterator[str]:
    """Yield what a payload has become, if it has become anything but text.

    Wagtail's pages have scripts of their own; ours are not in them.
    """
    for element in lxml.html.document_fromstring(html).iter():
        if not isinstance(element.tag, str):
            continue
        text = element.text or ""
        if element.tag == "script" and "json" not in element.get("type", "") and MARK in text:
            yield f"a script: {text[:200]}"
        if element.tag in FRAMES and element.get("id") != WAGTAILS_FRAME:
            yield element.tag
        for name, value in element.attrib.items():
            leads = name in {"href", "src", "action", "formaction"}
            if name.startswith("on") or (leads and value.strip().lower().startswith(RUNNING)):
                yield f"{element.tag} {name}={value[:80]}"


def what_runs(answer: HttpResponse) -> list[str]:
    """Return what is dangerous in an answer: a page, or a piece of one within JSON."""
    kind, body = answer.get("Content-Type", ""), answer.getvalue()
    if not body.strip() or "javascript" in kind:
        return []
    if "json" in kind:
        pieces = [text for text in _texts(answer.json()) if text.lstrip().startswith("<")]
        pieces = [text for text in pieces if 'class="' in text]
        return [what for piece in pieces for what in dangers(piece)]
    return list(dangers(body.decode())) if "html" in kind else []


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    children = value.values() if isinstance(value, dict) else value
    if isinstance(children, list | type({}.values())):
        for child in children:
            yield from _texts(child)


@pytest.mark.parametrize("somebody", [pru, rosa])
def test_nothing_runs_on_any_page_of_the_editor(cruel: list[str], somebody: object) -> None:
    kinds, found = set(), {}
    for address, answer in visited(desk_of(somebody())):  # type: ignore[operator]
        assert answer.status_code < 500, address
        kinds.add(kind_of(address))
        if runs := what_runs(answer):
            found[address] = runs
    assert not found
    if somebody is pru:
        assert len(kinds) > 120, "a publisher comes everywhere"


@pytest.mark.parametrize("text", [*ALL_WAYS_OUT, *SHORT[:8]])
def test_what_the_editor_says_of_something_is_said_in_words(cruel: list[str], text: str) -> None:
    """Wagtail's messages after an act name the thing, and have been written raw before."""
    desk = desk_of(pru())
    author, topic = Author.objects.all()[0], Topic.objects.all()[0]
    snippets = "/-/desk/snippets"
    forms = {
        f"{snippets}/broadsheet_topics/topic/edit/{topic.pk}/": {
            "name": text,
            "slug": "x",
            "kind": "subject",
            "description": text,
        },
        f"{snippets}/broadsheet_newsroom/author/edit/{author.pk}/": {
            "name": text,
            "slug": "x",
            "kind": "staff",
            "role": text,
            "life": text,
            "links": "",
            "email": "",
            "portrait": "",
            "user": "",
        },
    }
    for address, form in forms.items():
        answer = desk.post(address, form, follow=True)
        assert "updated" in answer.content.decode(), address
        assert not what_runs(answer), address
    section = Section.objects.all()[0]
    form = {"title": text, "slug": section.slug, "description": text, "action-publish": "1"}
    form |= {f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    answer = desk.post(f"/-/desk/pages/{section.pk}/edit/", form, follow=True)
    assert "published" in answer.content.decode()
    assert not what_runs(answer)
    for query in ("/-/desk/pages/search/?q=", "/-/desk/images/?q=", "/-/desk/documents/?q="):
        assert not what_runs(desk.get(query + text.replace("#", "")))
