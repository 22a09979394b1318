"""What must be true of the store whenever nothing waits: the truth is a fresh rendering."""

from __future__ import annotations

import re

from django.conf import settings

from broadsheet.press import catalogue
from broadsheet.press.joining import join
from broadsheet.press.render import Renderer
from broadsheet.press.serve import NOWHERE
from broadsheet.press.store.writing import Printed, Writer
from tests.factories import max_reads

INTERNAL = re.compile(rb'href="(/[^"#?]*)"')


def check(store: Writer) -> None:
    """Assert that what readers get is what there is, all of it, and nothing else."""
    stored = store.known_names()
    renderer = Renderer()
    for name in sorted(stored):
        made = renderer.render(name, "the oracle")
        assert isinstance(made, Printed), (name, made)
        target = store.target(name)
        assert target is not None
        assert (target.status, target.headers) == (made.status, made.headers), name
        assert target.parts == made.parts, _difference(store, name, made)
    pages = {name for name in stored if not name.startswith("@")}
    assert pages == {name for name in dict.fromkeys(catalogue.every()) if _is_there(name)}
    _links_lead_somewhere(store, pages)
    _segments_add_up(store)
    _files_are_those_in_use(store)


def body_of(store: Writer, name: str) -> bytes:
    """Return what readers get at an address, decoded."""
    found = store.whole(name)
    assert found is not None, name
    return join(found[1], "identity")


def same_as_django(store: Writer, name: str) -> None:
    """Assert that a page, its shared parts in their places, is what Django answers live."""
    assert body_of(store, name) == max_reads().get(name).content, name


def _is_there(name: str) -> bool:
    return name == NOWHERE or max_reads().get(name).status_code != 404


def _difference(store: Writer, name: str, made: Printed) -> tuple[str, bytes, bytes]:
    fresh = join([made.segments[p] for p in made.parts if p in made.segments], "identity")
    return name, body_of(store, name), fresh


def _links_lead_somewhere(store: Writer, pages: set[str]) -> None:
    for name in pages:
        target = store.target(name)
        if target is None or "text/html" not in dict(target.headers).get("content-type", ""):
            continue
        links = {link.decode() for link in INTERNAL.findall(body_of(store, name))}
        ours = {link for link in links if not link.startswith(("/-/", "/media/"))}
        assert ours <= pages, (name, ours - pages)


def _segments_add_up(store: Writer) -> None:
    uses: dict[str, int] = {}
    for (parts,) in store.database.rows("SELECT parts FROM target"):
        for part in dict.fromkeys(parts.split()):
            if not part.startswith("@"):
                uses[part] = uses.get(part, 0) + 1
    assert dict(store.database.rows("SELECT hash, uses FROM segment")) == uses


def _files_are_those_in_use(store: Writer) -> None:
    public = settings.BROADSHEET.public
    there = {p.relative_to(public).as_posix() for p in public.rglob("*") if p.is_file()}
    rows = store.database.rows(
        "SELECT DISTINCT k.name FROM key k JOIN reads r ON r.key = k.id WHERE k.name LIKE 'file:%'"
    )
    assert there == {row[0].removeprefix("file:") for row in rows}
