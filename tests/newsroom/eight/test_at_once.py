"""C1: eight people save one story at once, again and again; no word of any of them is lost.

Each adds a word of their own to the standfirst that they opened. Whatever is accepted must stand
in the end, once; whatever is refused must wait for its writer. ``BROADSHEET_SAVES=50`` has each
of them save so often.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import urllib.error
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.command import COMMAND, Running, environment
from tests.forms import fields_of
from tests.newsroom.eight.office import PEOPLE
from tests.press.serving.desk import FORM, Desk
from tests.publications import made, paper

__all__ = ["made", "paper"]

SAVES = int(os.environ.get("BROADSHEET_SAVES", "1"))
ACTS = ("save", "save", "publish", "schedule", "unpublish")
REFUSALS = {409, 503}
"""Somebody was faster; the database was busy for too long."""

SAVED = re.compile(r"has been (updated|published|scheduled for publishing)")
LOCKED = "could not be saved as it is locked"
SCHEDULED = re.compile(r"/-/desk/pages/\d+/revisions/\d+/unschedule/")

ROOT = str(Path(__file__).parents[3])
BODY = {"count": 1, "0-deleted": "", "0-order": 0, "0-type": "divider", "0-id": "", "0-value": ""}

pytestmark = pytest.mark.sqlite


class Editor:
    """Somebody who opens the story, adds a word, saves; and remembers what became of each word."""

    def __init__(self, url: str, number: int, story: int) -> None:
        self.desk = Desk(url)
        self.desk.sign_in(PEOPLE[number])
        self.number, self.page = number, f"/-/desk/pages/{story}"
        self.chance = random.Random(number)
        self.accepted: list[str] = []
        self.refused: list[str] = []
        self.held: list[str] = []

    def work(self) -> None:
        for time in range(SAVES):
            self._save(f"{'abcdefgh'[self.number]}{chr(97 + time // 26)}{chr(97 + time % 26)}")

    def _save(self, word: str) -> None:
        opened = self.desk.get(f"{self.page}/edit/")
        form = fields_of(opened)
        form["standfirst"] = f"{form['standfirst']} {word}"
        form |= {f"body-{name}": value for name, value in BODY.items()}
        act = self.chance.choice(ACTS)
        token = {"csrfmiddlewaretoken": form["csrfmiddlewaretoken"]}
        if act == "unpublish":
            self._send(f"{self.page}/unpublish/", token)
        if act in {"publish", "schedule"}:
            form["action-publish"] = "yes"
        form["go_live_at"] = "2099-01-01 07:00" if act == "schedule" else ""
        answer = self._send(f"{self.page}/edit/", {**form, "change_kind": "typo"})
        if answer is None:
            self.refused.append(word)
        elif LOCKED not in answer and SAVED.search(answer):
            self.accepted.append(word)
        else:  # scheduled by somebody, and so locked: the form comes back with what was typed
            assert word in answer, answer
            self.held.append(word)
        if scheduled := SCHEDULED.search(opened + (answer or "")):
            self._send(scheduled[0], token)

    def _send(self, address: str, form: dict[str, Any]) -> str | None:
        """Return the page it leads to; None if it was refused in one of the ways that are ours."""
        try:
            return self.desk.post(address, urllib.parse.urlencode(form).encode(), FORM)[1]
        except urllib.error.HTTPError as error:
            if error.code not in REFUSALS:
                raise
            return None


def within(paper: Path, act: str) -> None:
    """Do something of ``office`` in the publication."""
    code = f"from tests.newsroom.eight.office import *; {act}()"
    subprocess.run(
        [COMMAND, "manage", "shell", "-c", code],
        cwd=paper,
        env=environment({"PYTHONPATH": ROOT}),
        capture_output=True,
        check=True,
    )


def test_of_eight_who_save_at_once_no_word_is_lost_or_overwritten(paper: Path) -> None:
    within(paper, "prepare")
    story = json.loads((paper / "story.json").read_text())
    with Running(paper, "web") as running:
        people = [Editor(running.url, number, story) for number in range(len(PEOPLE))]
        with ThreadPoolExecutor(len(people)) as threads:
            list(threads.map(Editor.work, people))
    within(paper, "examine")
    found = json.loads((paper / "examined.json").read_text())
    accepted = sorted(word for each in people for word in each.accepted)
    refused = [word for each in people for word in each.refused]
    held = [word for each in people for word in each.held]
    assert len(accepted) + len(refused) + len(held) == len(people) * SAVES
    assert accepted
    stands = found["newest"].split()[1:]
    assert len(stands) == len(set(stands))
    assert set(accepted) <= set(stands), "What was accepted stands, once."
    assert set(stands) <= {*accepted, *refused}, "An answer may be lost once its save is done."
    waiting = {text.split()[-1] for text in found["waiting"]}
    assert {*refused} - {*stands} <= waiting, "What was refused waits."
    steps = [set(text.split()) for text in found["texts"]]
    assert all(before <= after for before, after in pairwise(steps))
