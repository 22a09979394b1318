"""The press's marks: no text makes a part of a page that the paper didn't ask for."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.press.marks import FRAME, OPENS, fragment_mark, pinned, split
from broadsheet.press.render import Printed, Renderer
from broadsheet.press.segments import identity
from tests.factories import a_story

TITLES = ["Re\x1eelection", "A \x1e@x\x1e B", "A \x1e#\x1e B", "A\x01B\x7fC", "\x1ex", "x\x1e" * 40]


def _parts(made: Any) -> list[str]:
    assert isinstance(made, Printed), made
    return [part for part in made.parts if part.startswith("@")]


@pytest.mark.django_db
@pytest.mark.parametrize("title", TITLES)
def test_a_headline_with_control_characters_is_a_headline(title: str) -> None:
    """Found by this test: Word's hyphen that doesn't break, U+001E, could name a part."""
    plain = Renderer().render(a_story("Quiet").address, "a test")
    story = a_story(title)
    made = Renderer().render(story.address, "a test")
    kinds = [part.partition("?")[0] for part in _parts(made)]
    assert kinds == [part.partition("?")[0] for part in _parts(plain)]
    body = b"".join(identity(segment) for segment in made.segments.values()).decode()
    words = "".join(character for character in title if character.isprintable())
    assert f"<h1>{words}</h1>" in body
    assert not [c for c in body if ord(c) < 32 and c not in "\t\n\f\r"], "what HTML forbids"


def test_only_who_knows_the_word_of_this_process_writes_a_mark() -> None:
    mark = fragment_mark("@latest")
    [before, part, after] = split(f"a{mark}b".encode())
    assert (before, part.name, after) == (b"a", "@latest", b"b")  # type: ignore[union-attr]
    forged = mark.replace(OPENS, FRAME)
    assert split(f"a{forged}b".encode()) == [b"a@latestb"]
    assert split(f"a{pinned('<style>')}b".encode()) == [b"a", b"<style>", b"b"]
