"""A letter leans on nothing that a mail program of many people doesn't know."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from broadsheet.newsletters.rendering import draw
from tests.budgets.lighthouse import NODE
from tests.budgets.visits import NODE_MODULES
from tests.factories import a_story
from tests.newsletters.composing import a_letter, a_text, carrying

pytestmark = [pytest.mark.django_db, pytest.mark.node, pytest.mark.sqlite]

CAN_DO_WITHOUT = {
    # Dark, and narrower on phones: without them a letter is light, and as wide as the screen.
    *("color-scheme meta tag", "@media", "<style> element", "Attribute selector"),
    *("Class selector", "Descendant combinator", "Type selector", "!important keyword"),
    # The preheader is also one pixel high, and white.
    *("display:none", "max-height property", "overflow"),
    # Told to screen readers besides; the width of a picture stands in its attributes as well.
    *("aria-label attribute", "role attribute", "<body> element", "height property"),
}


def test_what_mail_programs_do_not_know_a_letter_can_do_without(tmp_path: Path) -> None:
    story = a_story("The harbour opens", standfirst="After nine weeks.")
    letter = a_letter(
        a_text("Ahoy."),
        carrying(story, size="lead"),
        ("heading", "The city"),
        carrying(story),
        carrying(story, size="line"),
        ("notice", {"title": "Come", "text": "<ul><li>One</li></ul>"}),
        ("divider", None),
    )
    file = tmp_path / "letter.html"
    file.write_text(draw(letter).html)
    script = NODE_MODULES.parent / "letter.mjs"
    ran = subprocess.run(
        [str(NODE), str(script), str(file)], capture_output=True, text=True, check=True, timeout=60
    )
    unknown = json.loads(ran.stdout)
    assert unknown, "the checker has found nothing at all: it knows too little"
    assert {feature: unknown[feature] for feature in unknown.keys() - CAN_DO_WITHOUT} == {}
