"""A full paper that is running, and a Chromium to read it with."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import chromium
from tests.command import Running, broadsheet, get, until
from tests.publications import made

__all__ = ["made"]

ROOT = Path(__file__).parents[2]

ELSEWHERE = {
    "home": "/",
    "section": "/world/",
    "author": "/authors/mara-ellison/",
    "authors": "/authors/",
    "topic": "/topics/harbour-tunnel/",
    "topics": "/topics/",
    "search": "/-/search?q=harbour",
    "newsletters": "/newsletters/",
    "corrections": "/corrections/",
    "about": "/about/",
    "nothing": "/there/is/nothing/here/",
}
HARD = ("plain", "lead", "blocks", "opinion", "long", "withdrawn")
KINDS = (*ELSEWHERE, *HARD, "day", "month", "year")
"""Every kind of page, by the name that tests know it by."""


@dataclass(frozen=True)
class Paper:
    """Where the paper answers, and the paths of its kinds of pages by name."""

    url: str
    pages: dict[str, str]

    def page(self, kind: str) -> str:
        """Return the address of the page of this kind."""
        return self.url + self.pages[kind]


@pytest.fixture(scope="package")
def paper(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:
    folder = tmp_path_factory.mktemp("budgets")
    directory, answer = folder / "paper", folder / "addresses.json"
    code = "import pathlib; from tests.budgets.paper import publish; "
    code += f"publish(pathlib.Path({str(answer)!r}))"
    tests = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    shutil.copytree(made, directory)
    _succeed("manage", "shell", "-c", code, cwd=directory, PYTHONPATH=tests)
    hard = json.loads(answer.read_text())
    when = hard["plain"].split("/")  # /2026/11/24/plain/
    days = {
        "day": "/".join([*when[:4], ""]),
        "month": "/".join([*when[:3], ""]),
        "year": f"{ELSEWHERE['author']}{when[1]}/",
    }
    with Running(directory) as running:
        assert until(lambda: _is_printed(running.url)), running.log.read_text()
        yield Paper(running.url, {**ELSEWHERE, **hard, **days})


def _is_printed(url: str) -> bool:
    """Say whether readers get the first edition: its pictures are public with it."""
    first = re.search(rb"/media/renditions/[^ \"]+", get(f"{url}/")[1])
    return first is not None and get(url + first[0].decode())[0] == 200


def _succeed(*arguments: object, cwd: Path | None = None, **extra: str) -> None:
    result = broadsheet(*arguments, cwd=cwd, **extra)
    assert result.returncode == 0, result.stderr


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened
