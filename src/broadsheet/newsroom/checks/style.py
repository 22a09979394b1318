"""Long sentences and passives: hints, and only where there are many. English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from broadsheet.newsroom.checks.finding import Finding
from broadsheet.newsroom.checks.prose import is_english, passages, sentences

LONG = 40
"""Words in a sentence. Readers lose one of 43 half of the time (American Press Institute)."""

SHARE = 0.25
"""Of the sentences: from here on passives are mentioned."""

_FORMS = (
    "begun|bought|brought|broken|built|caught|chosen|cut|done|drawn|driven|fought|found|given|"
    "held|hit|kept|known|left|lost|made|paid|put|rebuilt|said|seen|sent|shot|shown|shut|sold|"
    "stolen|taken|thrown|told|won|worn|written"
)
_PASSIVE = re.compile(
    rf"\b(?:is|are|was|were|been|being|be)\s+(?:\w+ly\s+|not\s+)?(?:\w{{3,}}ed|{_FORMS})\b",
    re.IGNORECASE,
)


def long_sentences(story: Any) -> Iterator[Finding]:
    """Find each sentence that is longer than most readers' breath."""
    if not is_english():
        return
    for passage in passages(story):
        for sentence in sentences(passage.text):
            if (length := len(sentence.split())) > LONG:
                says = ngettext("A sentence of %(n)d word.", "A sentence of %(n)d words.", length)
                yield Finding("long sentences", says % {"n": length}, quote=sentence)


def passives(story: Any) -> Iterator[Finding]:
    """Find that much of a story is told without saying who did it."""
    if not is_english():
        return
    every = [each for passage in passages(story) for each in sentences(passage.text)]
    passive = [each for each in every if _PASSIVE.search(each)]
    if len(passive) >= 3 and len(passive) > SHARE * len(every):
        says = _("%(some)d of %(all)d sentences are in the passive: who did it?")
        values = {"some": len(passive), "all": len(every)}
        yield Finding("passives", says % values, quote=passive[0])
