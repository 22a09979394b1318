"""How tests break what is printed, and look whether it is whole again."""

from __future__ import annotations

import os
import time

from broadsheet.newsroom import actions
from broadsheet.newsroom.models import Story
from broadsheet.press.work import Press
from tests.factories import an_update
from tests.press.printing import audit, presses


def drop(press: Press, name: str, text: str) -> None:
    """Put a template into the publication's folder."""
    path = press.config.directory / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, ns=(time.monotonic_ns(), time.monotonic_ns()))
    presses.look_at_the_theme()


def mend(press: Press, name: str) -> None:
    (press.config.directory / "templates" / name).unlink()
    presses.look_at_the_theme()


def everything_holds(press: Press) -> None:
    wrong = audit.everything(press)
    assert not wrong, "\n\n".join(wrong)


def all_bytes(press: Press) -> dict[str, bytes]:
    """Return what readers get at every address."""
    names = [name for name in press.store.known_names() if not name.startswith("@")]
    return {name: presses.body_of(press, name) for name in names}


def edit(story: Story, words: str) -> None:
    story.body = [("paragraph", f"<p>{words}</p>")]
    actions.publish(story=story, change=an_update())
