"""The folder that an export of ours lies in, read as a stranger's: bounded, and never left."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from django.core.exceptions import ValidationError

from broadsheet.lib.files import within
from broadsheet.wire.moving.broadsheet.restoring import parsed, restored
from broadsheet.wire.moving.records import Broken, Post
from broadsheet.wire.moving.records import State as PostState
from broadsheet.wire.outgoing.exports.ninjs.item import OWN_TYPE, STATUS
from broadsheet.wire.outgoing.exports.records import Page, Paper, State, Story

R = TypeVar("R")

MAX_BYTES = 32 * 2**20
"""Of an item, with all that readers ever read of it, and of a line."""
_ITEM = re.compile(r"[1-9][0-9]{0,8}\.json")


class Folder:
    """What ``broadsheet export ninjs`` wrote. Raises ValidationError for anything else."""

    def __init__(self, root: Path) -> None:
        self.root = root
        try:
            self.paper = restored(Paper, parsed(self._text("paper/paper.json")))
        except FileNotFoundError:
            raise ValidationError(
                f"{root} holds no paper of Broadsheet’s: name the folder that"
                " “broadsheet export ninjs FOLDER --all” wrote."
            ) from None
        except ValueError as reason:
            raise ValidationError(f"{root}: paper/paper.json can’t be read: {reason}.") from reason
        self.items = sorted(self._numbers())

    def each(self, name: str, kind: type[R]) -> Iterator[R | Broken]:
        """Yield the records of a list of the paper, and what of it can't be read."""
        path = within(self.root, f"paper/{name}.jsonl")
        if path is None:
            return
        with path.open("rb") as file:
            for number, line in enumerate(iter(lambda: file.readline(MAX_BYTES), b""), 1):
                try:
                    if len(line) == MAX_BYTES:
                        raise ValueError("it is too long")
                    yield restored(kind, parsed(line.decode()))
                except ValueError as reason:
                    yield Broken(f"paper/{name}.jsonl, line {number}", str(reason))

    def stories(self) -> Iterator[Story | Broken]:
        """Yield the stories in the order of their numbers, and what of them can't be read."""
        for number in self.items:
            name = f"items/{number}.json"
            try:
                yield self._story(name, number)
            except (ValueError, FileNotFoundError) as reason:
                yield Broken(name, str(reason) or "it can’t be read")

    def posts(self) -> Iterator[Post]:
        """Yield what each text was for readers, as HTML: for the report, which asks our pages."""
        for number in self.items:
            with suppress(ValueError, FileNotFoundError):
                item = self._item(f"items/{number}.json")
                html = next(_values(item, "text/html"), "")
                yield Post(str(number), str(item.get("title")), html, PostState.PUBLIC)
        for page in self.each("pages", Page):
            if isinstance(page, Page):
                key, state = str(page.key), PostState.PUBLIC
                yield Post(key, page.title, page.html, state, stands=True)

    def file(self, name: str) -> Path | None:
        """Return a picture or a document by its name; None for one that isn't there."""
        return within(self.root / "items" / "media", name) if "/" not in name else None

    def _story(self, name: str, number: int) -> Story:
        """Return a story. One whose envelope doesn't say that it is public, isn't."""
        item = self._item(name)
        own = list(_values(item, OWN_TYPE))
        if len(own) != 1:
            raise ValueError("it has no record of Broadsheet’s")
        story = restored(Story, parsed(own[0]))
        if story.key != number:
            raise ValueError(f"it says that its number is {story.key}")
        if story.state == State.PUBLIC and item.get("pubStatus") != STATUS[State.PUBLIC]:
            return replace(story, state=State.DRAFT)
        return story

    def _item(self, name: str) -> dict[str, Any]:
        item = parsed(self._text(name))
        if not isinstance(item, dict):
            raise ValueError("it isn’t an item")
        return item

    def _text(self, name: str) -> str:
        path = within(self.root, name)
        if path is None:
            raise FileNotFoundError(f"{name} isn’t there")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise ValueError(f"it has more than {MAX_BYTES // 2**20} MB")
        return data.decode()

    def _numbers(self) -> Iterator[int]:
        try:
            with os.scandir(self.root / "items") as found:
                yield from (int(each.name[:-5]) for each in found if _ITEM.fullmatch(each.name))
        except (FileNotFoundError, NotADirectoryError):
            return


def _values(item: dict[str, Any], kind: str) -> Iterator[str]:
    """Yield the bodies of an item that are of this content type."""
    bodies = item.get("bodies")
    for each in bodies if isinstance(bodies, list) else ():
        is_one = isinstance(each, dict) and each.get("contentType") == kind
        if is_one and isinstance(value := each.get("value"), str):
            yield value
