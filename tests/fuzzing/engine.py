"""One reader under atheris (libFuzzer), which keeps whatever leads further into the code.

``python -m tests.fuzzing.engine NAME``, and libFuzzer's own flags; people start ``run.py``.
"""

from __future__ import annotations

import logging
import os
import resource
import sys
from random import Random

import atheris

READ_BY = {"readers": "broadsheet.newsletters", "returns": "broadsheet.newsletters"}
"""Readers that aren't of the wire → where their code is."""
LIBRARIES = ["broadsheet.lib.html", "warcio", "feedparser"]


def main(name: str, flags: list[str]) -> None:
    """Try a reader for as long as the flags say; libFuzzer ends the process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    watched = [READ_BY.get(name, "broadsheet.wire"), *LIBRARIES]
    with atheris.instrument_imports(include=watched, enable_loader_override=False):
        import django

        django.setup()
        from tests.fuzzing.corpus import seeds_of
        from tests.fuzzing.readers import READERS
    logging.disable(logging.CRITICAL)
    reader = READERS[name]
    for data in seeds_of(name).values():
        reader.read(data)  # so that what is loaded once is no growth

    def mutated(data: bytes, most: int, seed: int) -> bytes:
        chance = Random(seed)
        if chance.random() < 0.1:
            return bytes(atheris.Mutate(data, most))
        return reader.mutated(data, chance, reader.words)[:most]

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stderr.write(f"MEMORY {used}\n")
    sys.stderr.flush()
    atheris.Setup([sys.argv[0], *flags], reader.read, custom_mutator=mutated)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
