"""Any bytes, spoilt without knowing what they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from tests.fuzzing.mutating import odd

Words = Sequence[bytes]
Mutator = Callable[[bytes, Random, Words], bytes]
"""Given a file, a source of chance and what such files are made of, returns a file like it."""

ODD = tuple(each.encode("utf-8", "surrogatepass") for each in odd.TEXTS)
LONGEST = 400


def anything(data: bytes, chance: Random, words: Words) -> bytes:
    """Take out, put in, repeat or change a few bytes somewhere."""
    found = bytearray(data)
    at = chance.randrange(len(found) + 1)
    end = min(len(found), at + chance.randrange(1, LONGEST if chance.random() < 0.2 else 12))
    kind = chance.randrange(6)
    if kind == 0:
        del found[at:end]
    elif kind == 1:
        found[at:end] = chance.choice(words or ODD)
    elif kind == 2:
        found[at:at] = chance.choice(ODD)
    elif kind == 3:
        found[at:at] = found[at:end] * chance.randrange(1, 4)
    elif kind == 4 and end > at:
        found[at] = chance.randrange(256)
    else:
        there = chance.randrange(len(found) + 1)
        found[at:at] = found[there : there + chance.randrange(LONGEST)]
    return bytes(found)


def several(one: Mutator) -> Mutator:
    """Return what spoils a file so once or a few times."""

    def mutated(data: bytes, chance: Random, words: Words) -> bytes:
        for _time in range(chance.choice((1, 1, 2, 3, 6))):
            data = one(data, chance, words)
        return data

    return mutated
