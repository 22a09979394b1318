"""Whatever a foreign file holds, it is read, or refused in a line; nothing in it runs."""

from __future__ import annotations

from random import Random

import pytest

from tests.fuzzing.corpus import FOLDER, seeds_of
from tests.fuzzing.readers import READERS

pytestmark = pytest.mark.sqlite

ROUNDS = 40
"""How often each reader's files are spoilt here; ``make fuzz`` does it for as long as one likes."""


@pytest.mark.parametrize("name", READERS)
def test_each_kept_file_is_read_or_refused_in_a_line(name: str) -> None:
    for file, data in seeds_of(name).items():
        try:
            READERS[name].read(data)
        except Exception as error:
            error.add_note(f"while it read {name}/{file}")
            raise


@pytest.mark.parametrize("name", READERS)
def test_no_spoilt_file_stops_a_reader_or_brings_a_script_in(name: str) -> None:
    reader, seeds, chance = READERS[name], list(seeds_of(name).values()), Random(name)
    for _round in range(ROUNDS):
        data = reader.mutated(chance.choice(seeds), chance, reader.words)
        try:
            reader.read(data)
        except Exception as error:
            error.add_note(f"while it read {data!r}")
            raise


def test_every_reader_has_files_to_begin_with() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(READERS)
    assert all(len(seeds_of(name)) >= 3 for name in READERS)
