"""People who are named without their office where they first come up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from broadsheet.newsroom.checks.finding import Finding
from broadsheet.newsroom.checks.prose import Passage, passages, sentences
from broadsheet.topics.queries import people_in_office

_WORD = re.compile(r"\w{4,}")


def without_offices(story: Any) -> Iterator[Finding]:
    """Find the first mention of each person whose office we know, if it isn't said there.

    Half of the office's longer words in the sentence are enough: “Mayor Ida Brandt” says
    “mayor of Port Alder”.
    """
    text = list(passages(story))
    for person in people_in_office():
        found = _first(text, person.name)
        if found is None:
            continue
        block, sentence = found
        if _says(sentence, person.office):
            continue
        says = _("%(name)s is %(office)s: say so where the name first stands.")
        yield Finding(
            "offices",
            says % {"name": person.name, "office": person.office},
            quote=person.name,
            offer=f"{person.name}, {person.office},",
            block=block,
            context=person.pk,
        )


def _first(text: list[Passage], name: str) -> tuple[str, str] | None:
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    for passage in text:
        for sentence in sentences(passage.text):
            if whole.search(sentence):
                return passage.block, sentence
    return None


def _says(sentence: str, office: str) -> bool:
    wanted = set(_WORD.findall(office.lower()))
    there = wanted & set(_WORD.findall(sentence.lower()))
    return 2 * len(there) >= len(wanted)
