"""Names: words with a capital that isn't a sentence's own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from broadsheet.newsroom.changes.english import words

WORD = re.compile(r"[^\W\d_][\w’'&.-]*[\w]|[^\W\d_]")
NOT_BY_THEMSELVES = frozenset([*words("courtesy"), *words("offices"), *words("no_names")])
BEGIN_SENTENCES = frozenset(words("begin_sentences"))
ABBREVIATIONS = frozenset(words("abbreviations"))
SPEAKING = frozenset(words("speaking"))


def names(
    text: str, *, known: Collection[str], common: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield each word of a name: what it is, and how it stands there.

    ``known`` are the words that are capitalised within sentences, ``common`` those that are
    also written small, both anywhere in the two texts: by them it is decided what the first
    word of a sentence is.
    """
    tokens = list(WORD.finditer(text))
    for place, found in enumerate(tokens):
        word = _bare(found[0])
        value = word.lower()
        if not word[:1].isupper() or value in NOT_BY_THEMSELVES:
            continue
        if _begins(text, found.start()):
            goes_on = place + 1 < len(tokens) and _goes_on(text, tokens, place)
            if value in BEGIN_SENTENCES or value in common:
                continue
            if value not in known and not goes_on and not _looks_like_one(word):
                continue
        yield value, word


def capitalised_within(text: str) -> Iterator[str]:
    """Yield the words that have a capital though they don't begin a sentence."""
    for found in WORD.finditer(text):
        if found[0][0].isupper() and not _begins(text, found.start()):
            yield _bare(found[0]).lower()


def small(text: str) -> Iterator[str]:
    """Yield the words that are written small."""
    for found in WORD.finditer(text):
        if found[0][0].islower():
            yield _bare(found[0])


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$|\.$", "", word)


def _begins(text: str, place: int) -> bool:
    """Say whether a word begins a sentence; after “Mr.” none does."""
    before = text[:place].rstrip(" (“”\"'‘[")
    if not before or before[-1] in "!?:|•—–;":
        return True
    return before[-1] == "." and before.rsplit(maxsplit=1)[-1].lower()[:-1] not in ABBREVIATIONS


def _goes_on(text: str, tokens: list[re.Match[str]], place: int) -> bool:
    """Say whether the next word goes on with a name, or with what somebody says."""
    word, after = tokens[place], tokens[place + 1]
    if text[word.end() : after.start()] != " ":
        return False
    return after[0][0].isupper() or after[0] in SPEAKING


def _looks_like_one(word: str) -> bool:
    """Say whether a word that begins a sentence is hardly anything but a name: USA, McKee."""
    return sum(letter.isupper() for letter in word) > 1
