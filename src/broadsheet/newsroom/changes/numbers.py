"""Numbers, in digits and in words, with what they count in: “$1.2 million” is 1,200,000 $."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from broadsheet.newsroom.changes.english import words

SMALL = {
    **{name: value for value, name in enumerate(words("ones"))},
    **{name: 10 * tens for tens, name in enumerate(words("tens"), 2)},
}
TENS = frozenset(words("tens"))
ORDINALS = {name: value for value, name in enumerate(words("ordinals"), 2)}
PARTS = {"half": Fraction(1, 2), "halves": Fraction(1, 2), "quarters": Fraction(1, 4)}
LARGE = {
    "dozen": 12,
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "k": 10**3,
    "m": 10**6,
    "bn": 10**9,
}
TIMES = {"twice": 2, "double": 2, "doubled": 2, "triple": 3, "tripled": 3}

MEASURES = frozenset(words("measures"))
SPELLINGS = {
    "centimeter": "centimetre",
    "centuries": "century",
    "dollar": "$",
    "euro": "€",
    "feet": "foot",
    "inches": "inch",
    "kg": "kilogram",
    "kilometer": "kilometre",
    "km": "kilometre",
    "liter": "litre",
    "meter": "metre",
    "pound": "£",
}
PERCENT = re.compile(r"%|percent\b|per cent\b")

TOKEN = re.compile(
    r"(?P<sign>[$€£¥])?(?P<digits>\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)|\d+)"
    r"(?P<rest>\.\d+)?(?P<th>(?:st|nd|rd|th)\b)?(?P<short>(?:m|bn|k)\b)?|(?P<word>[^\W\d_]+)|%"
)


def numbers(text: str) -> Iterator[tuple[str, str]]:
    """Yield each number of a text: what it comes to, and how it stands there.

    “One” and “first” are as a rule no numbers, and left out where they stand alone.
    """
    tokens = list(TOKEN.finditer(text))
    place = 0
    while place < len(tokens):
        end, amount, is_order = _number_at(tokens, place)
        if end == place:
            place += 1
            continue
        sign = tokens[place]["sign"] or ""
        unit, stop = _unit(text, tokens, end)
        shown = text[tokens[place].start() : stop]
        alone = shown.lower()
        if alone not in {"one", "first", "ones"}:
            yield f"{amount}{'th' if is_order else ''} {sign or unit}".strip(), shown
        place = end


def _number_at(tokens: list[re.Match[str]], place: int) -> tuple[int, Fraction, bool]:
    """Return where the number that begins here ends, what it is, and if it is an ordinal.

    It ends where it begins if there is none.
    """
    total, current, begun = Fraction(0), Fraction(0), False
    while place < len(tokens):
        found = tokens[place]
        word = (found["word"] or "").lower()
        if found["digits"] and not begun:
            digits = re.sub(r"[,\u00a0\u202f]", "", found["digits"]) + (found["rest"] or "")
            current, begun = Fraction(digits), True
            if found["th"]:
                return place + 1, current, True
            if found["short"]:
                return place + 1, current * LARGE[found["short"]], False
        elif word in SMALL and (not begun or _goes_on(tokens, place)):
            current, begun = current + SMALL[word], True
        elif word in ORDINALS:
            return (place, total, False) if begun else (place + 1, Fraction(ORDINALS[word]), True)
        elif word in TIMES and not begun:
            return place + 1, Fraction(TIMES[word]), False
        elif word in PARTS and not begun:
            return place + 1, PARTS[word], False
        elif word in LARGE and len(word) > 2 and (begun or word == "dozen"):
            scaled = (current or Fraction(1)) * LARGE[word]
            total, current = (
                (total, scaled) if LARGE[word] == 100 else (total + scaled, Fraction(0))
            )
            begun = True
        elif not (word == "and" and begun and _hundred_before(tokens, place)):
            break
        place += 1
    return place, total + current, False


def _goes_on(tokens: list[re.Match[str]], place: int) -> bool:
    """Say whether a number word adds to the one before: “twenty-five”, not “five, nine”."""
    before, word = tokens[place - 1], tokens[place]
    between = before.string[before.end() : word.start()]
    last = (before["word"] or "").lower()
    tens = last in TENS and SMALL[word[0].lower()] < 10
    return between in {" ", "-"} and (tens or last in LARGE or last == "and")


def _hundred_before(tokens: list[re.Match[str]], place: int) -> bool:
    """Say whether this “and” stands within a number: “a hundred and twenty”."""
    before = (tokens[place - 1]["word"] or "").lower()
    after = (tokens[place + 1]["word"] or "").lower() if place + 1 < len(tokens) else ""
    return before in {"hundred", "thousand"} and after in SMALL


def _unit(text: str, tokens: list[re.Match[str]], end: int) -> tuple[str, int]:
    """Return what a number counts in, and where that ends in the text."""
    stop = tokens[end - 1].end()
    after = text[stop:].lstrip(" -\u00a0").removeprefix("a ").removeprefix("of a ")
    gap = len(text[stop:]) - len(after)
    if percent := PERCENT.match(after):
        return "%", stop + gap + percent.end()
    word = re.match(r"percentage points?|[^\W\d_]+", after)
    if word is None:
        return "", stop
    name = word[0].lower().replace(" ", "_")
    singular = SPELLINGS.get(name) or name.removesuffix("s")
    singular = SPELLINGS.get(singular, singular)
    if singular in MEASURES or singular in {"$", "€", "£"}:
        return singular, stop + gap + word.end()
    return "", stop
