"""Somebody at work in an editor built on Wagtail: run within a paper's own process by ``editor``.

Needs nothing but Django, Wagtail and what Wagtail brings, so that plain Wagtail runs it too.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bs4 import BeautifulSoup
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

WARM = 5
WORDS = ("harbour", "budget", "council", "river", "school", "market", "election", "storm")
TYPO = {"change_kind": "typo"}
"""What our own form asks of a change; Wagtail's leaves it aside."""


def main(prefix: str, model: str, times: int, to: Path) -> None:
    """Do each act ``times`` times in the editor at ``prefix``; write the figures to a file."""
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    stories = apps.get_model(model)
    person, _new = get_user_model().objects.get_or_create(
        **{get_user_model().USERNAME_FIELD: "editor@example.org"},
        defaults={"is_superuser": True, "is_staff": True, "is_active": True},
    )
    browser = Client(HTTP_HOST="127.0.0.1")
    browser.force_login(person)
    chance = random.Random(1)
    keys = list(stories.objects.order_by("pk").values_list("pk", flat=True))
    sections = [each.get_parent().pk for each in stories.objects.order_by("-pk")[:12]]
    acts: dict[str, Callable[[], Any]] = {
        "list": lambda: browser.get(f"{prefix}/pages/{chance.choice(sections)}/"),
        "search": lambda: browser.get(f"{prefix}/pages/search/?q={chance.choice(WORDS)}"),
        "open": lambda: browser.get(f"{prefix}/pages/{chance.choice(keys)}/edit/"),
    }
    found = {name: timed(act, times) for name, act in acts.items()}
    found["save"] = saved(browser, prefix, stories, [chance.choice(keys) for _ in range(times)])
    to.write_text(json.dumps({"stories": len(keys), "acts": found}))


def timed(act: Callable[[], Any], times: int) -> dict[str, float]:
    """Do something often; return the middle and the 95th time in ms, and its queries."""
    for _round in range(WARM):
        checked(act(), 200)
    rounds = []
    for _round in range(times):
        with watched() as noted:
            checked(act(), 200)
        rounds.append(noted)
    return summed(rounds)


def saved(browser: Client, prefix: str, stories: Any, keys: list[int]) -> dict[str, float]:
    """Open each story's form, change its text, and save it as a draft; only the save counts."""
    rounds = []
    for key in keys:
        address = f"{prefix}/pages/{key}/edit/"
        form = filled(browser.get(address).content, stories.objects.get(pk=key))
        with watched() as noted:
            checked(browser.post(address, form), 302)
        rounds.append(noted)
    return summed(rounds)


def filled(page: bytes, story: Any) -> dict[str, Any]:
    """Return a story's form as a browser would send it, a word added to its text."""
    form = BeautifulSoup(page, "html.parser").select_one("form[data-edit-form]")
    assert form, "The page has no form."
    data: dict[str, Any] = TYPO.copy()
    for each in form.select("input[name], textarea[name], select[name]"):
        kind = each.get("type")
        if kind in {"file", "radio"} or (kind == "checkbox" and not each.has_attr("checked")):
            continue
        chosen = each.select_one("option[selected]") if each.name == "select" else None
        if each.name == "select" and not chosen:
            continue
        text = each.get_text() if each.name == "textarea" else each.get("value", "")
        data[str(each["name"])] = chosen["value"] if chosen else text
    return data | body_of(story.get_latest_revision_as_object())


def body_of(story: Any) -> dict[str, Any]:
    """Return the text's part of the form, which a script fills in."""
    if isinstance(story.body, str):
        return {"body": rich_text(f"{story.body}<p>Indeed.</p>")}
    simple = ["bold", "italic", "link"]
    blocks = [("paragraph", rich_text(str(each.value), features=simple)) for each in story.body]
    blocks.append(("paragraph", rich_text("<p>Indeed.</p>", features=simple)))
    form: dict[str, Any] = nested_form_data({"body": streamfield(blocks)})
    return form


def checked(answer: Any, status: int) -> None:
    """Raise AssertionError for another answer than a success."""
    problems = ""
    if answer.status_code == 200 and answer.context and "form" in answer.context:
        problems = str(answer.context["form"].errors)
    assert answer.status_code == status, (answer.status_code, problems)


@contextmanager
def watched() -> Iterator[dict[str, float]]:
    """Note the milliseconds and the queries of what is done within."""
    noted: dict[str, float] = {"queries": 0}

    def count(run: Callable[..., Any], *query: Any) -> Any:
        noted["queries"] += 1
        return run(*query)

    began = time.perf_counter()
    with connection.execute_wrapper(count):
        yield noted
    noted["ms"] = (time.perf_counter() - began) * 1000


def summed(rounds: list[dict[str, float]]) -> dict[str, float]:
    """Return what counts of many rounds."""
    times = [each["ms"] for each in rounds]
    return {
        "p50_ms": median(times),
        "p95_ms": quantiles(times, n=20)[-1],
        "queries": median(each["queries"] for each in rounds),
        "most_queries": max(each["queries"] for each in rounds),
    }
