"""Adds to the demo what it hasn't: stories that readers don't get. ``peers.states DIR``."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

from broadsheet.run.environment import set_up


def main(folder: Path) -> None:
    """Write a draft, one that is planned, one that was withdrawn; once."""
    set_up(folder)
    # Django's models can be imported only now.
    from broadsheet.lib import clock  # noqa: PLC0415
    from broadsheet.newsroom import actions  # noqa: PLC0415
    from broadsheet.newsroom.models import Author, Byline, Section, Story  # noqa: PLC0415

    if Story.objects.filter(slug="peers-draft").exists():
        return

    def written(name: str) -> Story:
        section, author = Section.objects.order_by("pk").first(), Author.objects.first()
        text = f"<p>What is said of the {name} & the <b>rest</b>.</p>"
        return actions.write_story(
            section=section,
            title=f"The {name} <story> & “its” state",
            slug=f"peers-{name}",
            standfirst=f"It is {name}.",
            bylines=[Byline(author=author), Byline(name="Ann Guest")],
            body=[("paragraph", text)],
        )

    written("draft")
    actions.publish(story=written("planned"), at=clock.now() + timedelta(days=30))
    withdrawn = actions.publish(story=written("withdrawn"))
    actions.withdraw_at_once(story=withdrawn, reason="To see where it goes.")
    moved = actions.publish(story=written("moved"))
    actions.change_address(story=moved, address="/an/address/of-its-own/")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
