"""What must be true of a press that has nothing to do. The truth is a fresh rendering.

Each function returns what is wrong, in sentences; nothing is wrong where nothing is returned.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator

import zstandard
from django.conf import settings

from broadsheet.press import catalogue, files
from broadsheet.press.marks import Fragment, split
from broadsheet.press.models import Note
from broadsheet.press.render import Gone, Printed, Renderer
from broadsheet.press.segments import hash_of, identity
from broadsheet.press.serve import NOWHERE
from broadsheet.press.store.reading import Target
from broadsheet.press.work import Press
from tests.factories import max_reads
from tests.press.printing.presses import body_of

LINK = re.compile(rb'(?:href|action)="(/[^"]*)"')
LEADS_ON = {200, 204, 301, 302, 410}


def everything(press: Press) -> list[str]:
    """Return all that is wrong with what readers get; the press has printed all there is."""
    fresh = {name: Renderer().render(name, "") for name in press.store.known_names()}
    return [
        *at_rest(press),
        *stale(press, fresh),
        *missing_or_left_over(press),
        *other_than_live(press),
        *dead_links(press),
        *segments(press),
        *public_files(press),
    ]


def freshness(press: Press) -> list[str]:
    """Return what is stale: the cheaper half of ``everything``."""
    renderer = Renderer()
    fresh = {name: renderer.render(name, "") for name in press.store.known_names()}
    return [*at_rest(press), *stale(press, fresh), *missing_or_left_over(press)]


def at_rest(press: Press) -> Iterator[str]:
    """Nothing waits, nothing failed, nothing had to be healed, and the store knows it."""
    store = press.store
    if Note.objects.exists():
        yield f"Notes were left: {list(Note.objects.values_list('keys', flat=True))}"
    if store.wanted(1) or not store.complete():
        yield f"The store thinks that something waits: {store.wanted(5)}"
    for name, trace in store.database.rows("SELECT name, trace FROM failure"):
        yield f"{name} could not be printed: {trace}"
    if store.state("healed"):
        yield f"The sweep had to heal {store.state('healed')} targets."


def stale(press: Press, fresh: dict[str, object]) -> Iterator[str]:
    """Each target in the store is what a rendering makes of it now."""
    for name, made in sorted(fresh.items()):
        target = press.store.target(name)
        if isinstance(made, Gone):
            yield f"{name} is in the store, and there is nothing."
        elif not isinstance(made, Printed):
            yield f"{name} can't be rendered: {made}"
        elif target and (target.status, target.headers) != (made.status, made.headers):
            yield f"{name} says {target.status} {target.headers}, not {made.status} {made.headers}"
        elif target and target.parts != made.parts:
            yield f"{name} is stale:\n{_difference(press, target, made)}"


def _difference(press: Press, target: Target, made: Printed) -> str:
    found = press.store.segments(part for part in target.parts if part[0] != "@")
    old = [f"<{p}>" if p[0] == "@" else identity(found[p]).decode() for p in target.parts]
    new = [f"<{p}>" if p[0] == "@" else identity(made.segments[p]).decode() for p in made.parts]
    lines = difflib.unified_diff(
        "".join(old).splitlines(), "".join(new).splitlines(), "stored", "fresh", n=0, lineterm=""
    )
    return "\n".join(line[:600] for line in list(lines)[:30])


def missing_or_left_over(press: Press) -> Iterator[str]:
    """The stored pages are those of the catalogue that are anything; parts, those in use."""
    renderer, stored = Renderer(), press.store.known_names()
    pages = {name for name in stored if not name.startswith("@")}
    listed = set(catalogue.every())
    for name in sorted(listed - pages):
        if not isinstance(renderer.render(name, ""), Gone):
            yield f"{name} isn't printed."
    for name in sorted(pages - listed):
        yield f"{name} is printed, and the catalogue doesn't know it."
    named = {part for name in stored for part in press.store.target(name).parts if part[0] == "@"}
    bases = {name.partition("?")[0] for name in named}
    for name in sorted(bases - stored):
        yield f"{name} is a part of some page and isn't printed."


def other_than_live(press: Press) -> Iterator[str]:
    """What readers get, whole, is what Django answers to somebody who only reads."""
    reader = max_reads()
    for name in sorted(press.store.known_names()):
        target = press.store.target(name)
        if target is None or name.startswith("@"):
            continue
        answer = reader.get("/-nowhere-/" if name == NOWHERE else name)
        if answer.status_code != target.status:
            yield f"{name} answers {answer.status_code} live, {target.status} from the press."
        elif _plain(answer.content) != body_of(press, name):
            yield f"{name} is otherwise live."
        elif answer.get("Location") != dict(target.headers).get("location"):
            yield f"{name} leads elsewhere live: {answer.get('Location')}."


def _plain(body: bytes) -> bytes:
    """Return a live body without the control characters that the press leaves out."""
    return b"".join(part for part in split(body) if not isinstance(part, Fragment))


def dead_links(press: Press) -> Iterator[str]:
    """Whatever a page of ours leads to within the paper is in the same edition."""
    for name in sorted(press.store.known_names()):
        if name.startswith("@"):
            continue
        for link in sorted(set(LINK.findall(body_of(press, name)))):
            path = link.decode().partition("#")[0].partition("?")[0]
            if path.startswith(("/-/", "/media/")):
                continue
            target = press.store.target(path)
            if target is None or target.status not in LEADS_ON:
                yield f"{name} leads to {path}, where nothing is."


def segments(press: Press) -> Iterator[str]:
    """Each segment is used as often as it says, and holds the bytes that it is named by."""
    rows = press.store.database.rows
    uses: Counter[str] = Counter()
    for (parts,) in rows("SELECT parts FROM target"):
        uses.update(part for part in set(parts.split()) if part[0] != "@")
    counted = {row[0]: row[1] for row in rows("SELECT hash, uses FROM segment")}
    if counted != dict(uses):
        odd = sorted(set(counted.items()) ^ set(uses.items()))
        yield f"The store counts segments otherwise than they are used: {odd[:5]}"
    for name, segment in press.store.segments(counted).items():
        plain = zstandard.ZstdDecompressor().decompress(segment.zstd)
        if not hash_of(identity(segment)) == hash_of(plain) == name:
            yield f"Segment {name} holds other bytes."


def public_files(press: Press) -> Iterator[str]:
    """The public folder holds the files that pages show, and no others."""
    public = settings.BROADSHEET.public
    there = {p.relative_to(public).as_posix() for p in public.rglob("*") if p.is_file()}
    shown: set[str] = set()
    for name in press.store.known_names():
        if not name.startswith("@"):
            shown |= {key.removeprefix(files.KEY) for key in files.keys_of(body_of(press, name))}
    for name in sorted(there - shown):
        yield f"{name} is public, and no page shows it."
    for name in sorted(shown - there):
        yield f"{name} is shown, and isn't public."
