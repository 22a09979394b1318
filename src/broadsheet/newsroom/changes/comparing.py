"""What of the facts in a story a change of its text alters, by rules (docs/corrections.md).

Sentences that stayed are left out, wherever they stand. The others are paired, the most alike
together, and each pair's facts compared in their order. What one sentence lost and a new one
has, has only moved. Numbers in digits, quotations and headlines are found in any language with
these marks; names, and dates and numbers in words, in English.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from broadsheet.newsroom.changes.dates import dates
from broadsheet.newsroom.changes.names import capitalised_within, names, small
from broadsheet.newsroom.changes.numbers import numbers
from broadsheet.newsroom.changes.quotations import said
from broadsheet.newsroom.changes.sentences import (
    Pair,
    Sentence,
    pairs,
    plain,
    sentences,
    without_what_stayed,
)
from broadsheet.newsroom.changes.words import NOTE, QUOTATION, Words


class FactKind(StrEnum):
    """What a reader may have relied on."""

    HEADLINE = "headline"
    NUMBER = "number"
    NAME = "name"
    QUOTATION = "quotation"
    DATE = "date"
    DENIAL = "denial"


IN_TEXT = (FactKind.NUMBER, FactKind.NAME, FactKind.QUOTATION, FactKind.DATE, FactKind.DENIAL)
DENIALS = re.compile(r"\b(?:not|cannot|never|neither|nor)\b|n['’]t\b", re.IGNORECASE)


MOST_FACTS = 2000**2
"""Facts of two sentences that are held each against each; beyond that, all are altered."""


@dataclass(frozen=True)
class Alteration:
    """A fact that a change alters; what was put in has no ``before``, what is gone no ``after``.

    ``was`` and ``now`` are the sentences in which it stood and stands.
    """

    kind: FactKind
    before: str
    after: str
    was: str
    now: str


@dataclass(frozen=True)
class Fact:
    """A fact in a sentence: what it comes to, and how it stands there."""

    value: str
    shown: str


@dataclass(frozen=True)
class Language:
    """What words are in these two texts: some have a capital wherever they stand."""

    known: frozenset[str]
    common: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[Sentence]) -> Language:
        """Learn it from all that both texts say."""
        rests = [each.rest for each in texts]
        known = frozenset(word for rest in rests for word in capitalised_within(rest))
        return cls(known, frozenset(word for rest in rests for word in small(rest)))


def compare(before: Words, after: Words) -> list[Alteration]:
    """Return what a change of a story's words alters, the headline first."""
    found = []
    if _headline(before.headline) != _headline(after.headline):
        found = [Alteration(FactKind.HEADLINE, before.headline, after.headline, "", "")]
    notes = {each.text for each in before.passages if each.kind == NOTE}
    old = list(_sentences(before, notes))
    new = list(_sentences(after, notes))
    language = Language.of([*old, *new])
    together = pairs(*without_what_stayed(old, new))
    for kind in IN_TEXT:
        found += _altered(kind, together, language)
    if before.byline != after.byline:
        found.append(Alteration(FactKind.NAME, before.byline, after.byline, "", ""))
    return found


def _headline(text: str) -> str:
    return plain(text).rstrip(".").lower()


def _sentences(words: Words, notes: set[str]) -> Iterator[Sentence]:
    """Yield the sentences under the headline; a note that is put in is no change of the story."""
    yield from sentences(words.standfirst)
    for passage in words.passages:
        if passage.kind == QUOTATION:
            yield Sentence(passage.text, (passage.text,), "")
        elif passage.kind != NOTE or passage.text in notes:
            yield from sentences(passage.text)


def _altered(kind: FactKind, together: list[Pair], language: Language) -> list[Alteration]:
    """Return what of one kind is altered, without what only moved to or from another sentence."""
    found: list[tuple[Alteration, str, str, bool]] = []
    for old, new in together:
        ours = _facts(kind, old, language)
        theirs = _facts(kind, new, language)
        for before, after in _differing(ours, theirs):
            alteration = Alteration(
                kind,
                ", ".join(each.shown for each in before),
                ", ".join(each.shown for each in after),
                old.text if old else "",
                new.text if new else "",
            )
            values = [" ".join(each.value for each in side) for side in (before, after)]
            found.append((alteration, *values, old is None or new is None))  # type: ignore[arg-type]
    moved = _moved(found)
    return [each[0] for place, each in enumerate(found) if place not in moved]


def _moved(found: list[tuple[Alteration, str, str, bool]]) -> set[int]:
    """Return which differences cancel out: lost in one sentence, and in another that is new."""
    came: dict[str, list[int]] = defaultdict(list)
    for place, (_alteration, lost, gained, _alone) in enumerate(found):
        if gained and not lost:
            came[gained].append(place)
    moved: set[int] = set()
    for place, (_alteration, lost, gained, alone) in enumerate(found):
        if lost and not gained:
            there = [j for j in came[lost] if j not in moved and (alone or found[j][3])]
            moved |= {place, there[0]} if there else set()
    return moved


def _differing(old: list[Fact], new: list[Fact]) -> Iterator[tuple[list[Fact], list[Fact]]]:
    a, b = [each.value for each in old], [each.value for each in new]
    if len(a) * len(b) > MOST_FACTS and a != b:
        yield old, new
        return
    for what, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if what == "replace":
            yield old[i:j], new[k:m]
        elif what != "equal":
            yield from (([each], []) for each in old[i:j])
            yield from (([], [each]) for each in new[k:m])


def _facts(kind: FactKind, sentence: Sentence | None, language: Language) -> list[Fact]:
    """Return the facts of a kind in a sentence, in their order."""
    if sentence is None:
        return []
    if kind is FactKind.QUOTATION:
        return [Fact(said(each), each) for each in sentence.quoted if said(each)]
    if kind is FactKind.NAME:
        found = names(_undated(sentence.rest), known=language.known, common=language.common)
        return [Fact(*each) for each in found]
    if kind is FactKind.DATE:
        return [Fact(value, shown) for value, shown, _span in dates(sentence.rest)]
    if kind is FactKind.NUMBER:
        return [Fact(*each) for each in numbers(_undated(sentence.rest))]
    return [Fact("not", each[0]) for each in DENIALS.finditer(sentence.rest)]


def _undated(text: str) -> str:
    """Return a text with a gap where its dates stood."""
    for _value, _shown, (start, end) in reversed(list(dates(text))):
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text
