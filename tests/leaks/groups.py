"""The states in groups: all secrets of a group are in the paper at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from broadsheet.fronts.actions import arrange
from tests.leaks import states
from tests.leaks.conftest import Before
from tests.leaks.paper import Paper, point
from tests.leaks.secret import Secret

GROUPS = {
    "never": states.NEVER,
    "hidden": states.HIDDEN,
    "newer": states.NEWER,
    "gone": states.GONE,
    "closed": states.CLOSED,
}


@dataclass
class Told:
    """A group of secrets in the paper."""

    name: str
    paper: Paper
    secrets: dict[str, Secret]

    def leaked_in(self, text: bytes) -> list[str]:
        """Return which fields of which secrets stand in a text."""
        secrets = self.secrets.items()
        return [f"{name}: {field}" for name, s in secrets for field in s.canary.in_text(text)]


def told_in(before: Before, name: str) -> Told:
    """Make the secrets of a group, and let public pages name them."""
    secrets = {state.__name__: state(before.paper) for state in GROUPS[name]}
    if name != "newer":
        _tempt(before.paper, [s.story for s in secrets.values() if s.story.pk])
    return Told(name, before.paper, secrets)


def _tempt(paper: Paper, stories: list[Any]) -> None:
    """Let fronts, a public story and a standing page name the secrets."""
    point(paper, page=stories[0].pk)
    front, miss = paper.stories[3:5], paper.stories[8:10]
    arrange(section=None, picks={"front": [*stories, *front], "dont-miss": [*stories, *miss]})
    arrange(section=paper.world, picks={"front": [*stories, *paper.stories[5:6]]})
