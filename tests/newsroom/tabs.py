"""Tabs in which people have a story open: what each shows, and what it sends when they save."""

from __future__ import annotations

import json
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from broadsheet.newsroom.models import SetAside, Story
from broadsheet.newsroom.saving.form_tokens import new_token
from tests.factories import desk_of
from tests.forms import loaded

HIDDEN = ("form_token", "loaded_revision_id", "loaded_revision_created_at")


class Tab:
    """One open form of a story: what it was given, and what somebody types into it since."""

    def __init__(
        self, user: Any, story: Story, *, browser: Client | None = None, drawn: bool = True
    ) -> None:
        """Open the form; or, not ``drawn``, take it from where the page would: that is faster."""
        self.browser = browser or desk_of(user)
        self.address = f"/-/desk/pages/{story.pk}/edit/"
        self.hidden = self._hidden() if drawn else {**loaded(story), "form_token": new_token(user)}
        draft: Any = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
        self.words = {"title": draft.title, "slug": draft.slug, "kind": draft.kind}
        self.paragraphs = [(block.id, block.value.source) for block in draft.body]
        self.bylines = [
            {"id": each.pk, "author": each.author_id or "", "name": each.name, "role": each.role}
            for each in draft.bylines.all()
        ]
        self.autosaved = ""

    def _hidden(self) -> dict[str, Any]:
        page = BeautifulSoup(self.browser.get(self.address).content, "html.parser")
        found = {name: page.find("input", {"name": name}) for name in HIDDEN}
        return {name: str(each["value"]) for name, each in found.items() if each}

    def type(self, **words: str) -> Tab:
        """Type into fields of the form."""
        self.words.update(words)
        return self

    def write(self, *paragraphs: str) -> Tab:
        """Write the body anew: the first so many blocks keep their keys."""
        keys = [key for key, _text in self.paragraphs]
        keys += [f"new-{at}" for at in range(len(paragraphs))]
        self.paragraphs = [
            (key, f"<p>{text}</p>") for key, text in zip(keys, paragraphs, strict=False)
        ]
        return self

    def form(self, **more: Any) -> dict[str, Any]:
        """Return what the browser sends."""
        body: dict[str, Any] = {"count": len(self.paragraphs)}
        for at, (key, text) in enumerate(self.paragraphs):
            value = _contentstate(text)
            body[str(at)] = {
                "id": key, "type": "paragraph", "value": value, "order": at, "deleted": "",
            }  # fmt: skip
        signed = [{**each, "ORDER": at + 1} for at, each in enumerate(self.bylines)]
        return nested_form_data(
            {
                **self.words,
                **self.hidden,
                "bylines": inline_formset(signed, initial=len(signed)),
                "body": body,
                "comments": inline_formset([]),
                **more,
            }
        )

    def press(self, button: str = "", **more: Any) -> Any:
        """Press a button (“publish”, “submit”, …), or save as a draft; return the answer."""
        pressed = {f"action-{button}": "yes"} if button else {}
        return self.browser.post(self.address, self.form(**pressed, **more))

    def autosave(self) -> Any:
        """Send what the editor's script sends while somebody types; return its answer."""
        over = {"overwrite_revision_id": self.autosaved} if self.autosaved else {}
        answer = self.browser.post(self.address, self.form(**over), HTTP_ACCEPT="application/json")
        if answer.status_code == 200:
            self.autosaved = str(answer.json()["revision_id"])
        return answer


def _contentstate(html: str) -> str:
    text = BeautifulSoup(html, "html.parser").get_text()
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0}
    block |= {"inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


def text_of(story: Story) -> str:
    """Return the headline and the paragraphs of the newest revision, as plain text."""
    draft: Any = Story.objects.get(pk=story.pk).get_latest_revision_as_object()
    words = " ".join(str(block.value) for block in draft.body)
    return f"{draft.title} {BeautifulSoup(words, 'html.parser').get_text()}"


def kept_by(user: Any) -> SetAside:
    """Return the one text of somebody's that waits."""
    return SetAside.objects.get(owner=user, settled_at=None)
