"""U: what looks into a picture survives whatever is in it, and stays small."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from broadsheet.photos.intake import FORMATS, take_in
from tests.hostile.pictures import COLLECTED, KEPT, LEFT_IN_THEM, REFUSED, made
from tests.pictures import a_picture, with_metadata

pytestmark = pytest.mark.filterwarnings("ignore")  # decoders warn of what they can't read

ROOT = Path(__file__).parents[2]
MEASURED = """
import pathlib, resource, sys, warnings
warnings.simplefilter("ignore")
import django; django.setup()
from django.core.exceptions import ValidationError
from broadsheet.photos.intake import take_in
from tests.pictures import a_picture
import io
take_in(io.BytesIO(a_picture()))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    try:
        with path.open("rb") as file:
            take_in(file)
    except ValidationError:
        pass
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    print(grown, path.name)
"""
MEGABYTES = 100
"""What looking at any of them may cost: they claim gigabytes."""


def moving(form: str) -> bytes:
    """Return a picture that moves."""
    frames = [Image.new("RGB", (30, 20), (number * 20, 0, 0)) for number in range(5)]
    out = io.BytesIO()
    frames[0].save(out, form, save_all=True, append_images=frames[1:])
    return out.getvalue()


def broken(data: bytes, chance: random.Random) -> bytes:
    """Return a file with a few bytes changed, cut off, put in or taken out."""
    new = bytearray(data)
    at = chance.randrange(min(len(new), chance.choice((64, 512, len(new)))))
    way = chance.randrange(4)
    if way == 0:
        for _ in range(chance.choice((1, 4, 16))):
            new[chance.randrange(len(new))] = chance.choice((0, 127, 255, chance.randrange(256)))
    elif way == 1:
        del new[at:]
    elif way == 2:
        new[at:at] = chance.randbytes(chance.choice((1, 4, 100)))
    else:
        del new[at : at + chance.choice((1, 4, 50))]
    return bytes(new)


@pytest.mark.parametrize("form", [*FORMATS, "MPO"])
def test_a_broken_picture_is_refused_or_mended_and_never_an_error(form: str) -> None:
    """Found by this test: broken AVIF and moving GIF raised what nobody caught."""
    chance = random.Random(form)
    whole = [moving("MPO")] if form == "MPO" else [a_picture(form), with_metadata(form)]
    whole += [moving(form)] if form not in {"JPEG", "MPO"} else []
    refused: list[str] = []
    for _ in range(150):
        try:
            taken = take_in(io.BytesIO(broken(chance.choice(whole), chance)))
        except ValidationError as problem:
            refused += problem.messages
        else:
            assert not [mark for mark in LEFT_IN_THEM if mark in taken.data]
            Image.open(io.BytesIO(taken.data), formats=list(FORMATS)).load()
    assert 10 < len(refused) < 150, "some are broken, and not all"
    assert all(each.endswith(".") for each in refused), "in a sentence"


def test_files_that_claim_gigabytes_cost_megabytes(tmp_path: Path) -> None:
    for number, name in enumerate([*REFUSED, *KEPT, *COLLECTED]):
        (tmp_path / f"{number:02} {name.replace('/', '-')}").write_bytes(made(name))
    kept = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": os.environ["PATH"]}
    kept["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    child = subprocess.run(
        [sys.executable, "-c", MEASURED, str(tmp_path)],
        env=kept,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert child.returncode == 0, child.stderr
    grown = [line.split(" ", 1) for line in child.stdout.splitlines()]
    assert len(grown) == len([*REFUSED, *KEPT, *COLLECTED])
    assert not [line for line in grown if int(line[0]) > MEGABYTES]
