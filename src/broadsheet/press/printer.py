"""What is stale, printed anew: one edition, whole.

1. In one moment of the newsroom's database: read the notes that aren't taken care of.
2. What read their keys, what the clock has made stale, and what may have come to be: that
   is the edition. When it is more than ``MOST``, it is queued, and comes in several.
3. Render all of it, and the fragments that it names and that aren't there yet.
4. Put it into the store in one transaction, with the numbers of the notes.
5. Then, and only then, strike the notes off.

A kill before 4 leaves all to be done again; between 4 and 5 the store's numbers say that
they are done.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.module_loading import import_string

from broadsheet.lib import clock
from broadsheet.lib.failpoints import failpoint
from broadsheet.press import catalogue, files
from broadsheet.press.memory import Memory
from broadsheet.press.notes import AT_ONCE, EVERYTHING, strike_off, waiting
from broadsheet.press.render import Failed, Gone, Printed, Renderer
from broadsheet.press.snapshot import one_moment
from broadsheet.press.store.writing import Edition, Writer

MOST = 500
"""Targets of one edition: more are printed in several, one after the other."""

FEW = 3
"""Causes that an edition names."""


@dataclass
class Work:
    """What one round has to do: names with their causes, and what is put off.

    ``look`` is what the theme was when it began.
    """

    look: str
    names: dict[str, str] = field(default_factory=dict)
    want: list[tuple[str, float, str]] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    causes: list[str] = field(default_factory=list)
    taken: list[int] = field(default_factory=list)


class Printer:
    """Prints into ``store``. One at a time: see ``press/lease.py``."""

    def __init__(self, store: Writer, renderer: Renderer | None = None) -> None:
        self.store = store
        self.renderer = renderer or Renderer()
        self.owes_striking_off = True
        self.memory = Memory()

    def print_due(self) -> list[str]:
        """Print what is stale now; return the names whose bytes are others than before."""
        begun = time.monotonic()
        self._strike_off()
        with one_moment():
            work = self._work()
            if not (work.names or work.want or work.taken):
                return []
            self.memory.forget(work.keys, edition=self.store.edition())
            with self.memory.open():
                edition = self._rendered(work)
        failpoint("press.before_store")
        changed = self.put(edition, seconds=time.monotonic() - begun)
        self.memory.follow(self.store.edition())
        failpoint("press.after_store")
        self._strike_off()
        failpoint("press.after_notes")
        return changed

    def render_all(self, names: dict[str, str]) -> Edition:
        """Render these targets, each with its cause, and whatever parts of them aren't there."""
        return self._rendered(Work(generation(), names))

    def put(self, edition: Edition, *, seconds: float) -> list[str]:
        """Keep an edition; return the names whose bytes are others than before.

        A paper isn't whole for the first time when it has changed again since the moment that
        was printed: readers have had from Django what there is now, and would find it gone.
        """
        if edition.state.get("complete") == "1" and self._has_more_come(edition):
            del edition.state["complete"]
        before = self.store.edition()
        self.owes_striking_off = True
        files.make_public(key for each in edition.printed for key in each.keys)
        number = self.store.put(edition, now=clock.now().timestamp(), seconds=seconds)
        return self.store.changed_in(number) if number > before else []

    def _has_more_come(self, edition: Edition) -> bool:
        return waiting(" ".join(map(str, edition.taken))).exists()

    def _strike_off(self) -> None:
        """Strike off what the store holds, if that hasn't been done since it last changed."""
        if self.owes_striking_off:
            strike_off(self.store.state("taken"))
            self.owes_striking_off = False

    def _work(self) -> Work:
        """Find what is to be done, as of this moment."""
        work = self._from_notes()
        now = clock.now().timestamp()
        stale = {name: _first(work.causes) for name in self.store.stale(work.keys)}
        stale |= dict.fromkeys(self.store.overdue(now), "its time was over")
        if EVERYTHING in work.keys:
            work.want = self._queue_of_everything(stale, work)
            stale = {}
        else:
            new = catalogue.born(work.keys)
            missing = new - self.store.known(new)
            stale |= dict.fromkeys(missing, _first(work.causes))
        if len(stale) > MOST:
            work.want += in_order(stale, set(self.store.known(stale)))
            stale = {}
        work.names = stale
        if not stale and not work.want:
            work.names = dict(self.store.wanted(MOST))
        return work

    def _from_notes(self) -> Work:
        work = Work(generation())
        if self.store.state("generation") != work.look:
            work.keys.add(EVERYTHING)
            work.causes.append("a new version of the program or of the theme")
        notes = waiting(self.store.state("taken")).values_list("pk", "keys", "cause")
        for pk, keys, cause in notes[:AT_ONCE]:
            work.keys.update(keys)
            work.causes.append(cause)
            work.taken.append(pk)
        return work

    def _queue_of_everything(
        self, stale: dict[str, str], work: Work
    ) -> list[tuple[str, float, str]]:
        """Return the whole paper as a queue: what is new, then fragments, then all as it matters.

        Fragments of an earlier theme stay with the pages of that theme until those are printed.
        """
        names = dict.fromkeys(catalogue.every())
        known = self.store.known_names()
        new = [name for name in names if name not in known]
        fragments = sorted(name for name in stale if name.startswith(f"@{work.look}/"))
        there = [name for name in names if name in known]
        rest = [name for name in stale if name not in names and not name.startswith("@")]
        ordered = [*new, *fragments, *there, *rest]
        cause = _first(work.causes)
        return [(name, float(place), cause) for place, name in enumerate(ordered)]

    def _rendered(self, work: Work) -> Edition:
        edition = Edition(cause=_in_words(work), want=work.want, taken=work.taken)
        todo, seen = dict(work.names), set(work.names)
        while todo:
            more: dict[str, str] = {}
            for name, cause in todo.items():
                more |= self._render(name, cause, edition)
            fresh = {name: cause for name, cause in more.items() if name not in seen}
            missing = set(fresh) - self.store.known(fresh)
            todo = {name: fresh[name] for name in fresh if name in missing}
            seen |= set(todo)
        self._keep_whole(edition)
        if EVERYTHING in work.keys:
            edition.state |= {"complete": "0", "generation": work.look}
        elif not work.want and self._is_the_rest(work.names):
            edition.state["complete"] = "1"
            edition.gone += self._fragments_of_earlier_themes(edition, work.look)
        return edition

    def _keep_whole(self, edition: Edition) -> None:
        """Have what is there fail with a part of it that can't be had: the old bytes are whole.

        What is new is printed without that part.
        """
        lost = {each.name: each for each in edition.failed}
        for name in self.store.known(lost):
            del lost[name]
        torn = [each for each in edition.printed if any(_base(p) in lost for p in each.parts)]
        there = self.store.known(each.name for each in torn)
        for each in torn:
            if each.name in there:
                part = next(lost[_base(p)] for p in each.parts if _base(p) in lost)
                trace = f"Its part {part.name} could not be printed.\n{part.trace}"
                keys = each.keys | part.keys
                edition.printed.remove(each)
                edition.failed.append(Failed(each.name, keys, trace, each.cause))

    def _is_the_rest(self, names: dict[str, str]) -> bool:
        """Say whether nothing waits but these."""
        return all(name in names for name, _cause in self.store.wanted(len(names) + 1))

    def _fragments_of_earlier_themes(self, edition: Edition, look: str) -> list[str]:
        """Return the fragments that no page uses any more; pages that failed keep theirs."""
        failed = self.store.failed() | {each.name for each in edition.failed}
        failed -= {*(each.name for each in edition.printed), *edition.gone}
        if not all(name.startswith("@") for name in failed):
            return []
        return [name for name in self.store.fragments() if not name.startswith(f"@{look}/")]

    def _render(self, name: str, cause: str, edition: Edition) -> dict[str, str]:
        """Render one target into ``edition``; return the fragments that it names."""
        made = self.renderer.render(name, cause)
        if isinstance(made, Gone):
            edition.gone.append(name)
        elif isinstance(made, Failed):
            edition.failed.append(made)
        else:
            edition.printed.append(made)
            edition.gone += self._variants_that_ended(made)
            names = [part for part in made.parts if part.startswith("@")]
            return dict.fromkeys([*(_base(part) for part in names), *self._variants(made)], cause)
        return {}

    def _variants(self, made: Printed) -> list[str]:
        return variants_of(made.name) or []

    def _variants_that_ended(self, made: Printed) -> list[str]:
        now = variants_of(made.name)
        if now is None:
            return []
        return [name for name in self.store.named(f"{made.name}?") if name not in now]


def busy(store: Writer) -> bool:
    """Say whether anything waits to be printed: a change, a queue, a new look."""
    return (
        store.state("generation") != generation()
        or bool(store.wanted(1))
        or bool(store.overdue(clock.now().timestamp()))
        or waiting(store.state("taken")).exists()
    )


def generation() -> str:
    """Return what the look of all pages depends on, as a few letters."""
    return str(import_string(settings.PRESS_GENERATION)())


def variants_of(name: str) -> list[str] | None:
    """Return the names of a fragment's variants; None for a page, or a part without any."""
    if not name.startswith("@"):
        return None
    found: list[str] | None = import_string(settings.PRESS_VARIANTS)(name)
    return found


def in_order(stale: dict[str, str], known: set[str]) -> list[tuple[str, float, str]]:
    """Return a queue in which nothing is led to before it is there.

    First the pages that are new, then fragments, then those that there were, each the newest
    first: a story's address begins with its day.
    """

    def place(name: str) -> tuple[int, ...]:
        return (2 if name in known and not name.startswith("@") else int(name.startswith("@")),)

    ordered = sorted(sorted(stale, reverse=True), key=place)
    return [(name, float(number), stale[name]) for number, name in enumerate(ordered)]


def _base(name: str) -> str:
    """Return the part that stands for a variant which isn't there."""
    return name.partition("?")[0]


def _first(causes: Iterable[str]) -> str:
    return next(iter(causes), "")


def _in_words(work: Work) -> str:
    causes = list(dict.fromkeys(work.causes or work.names.values()))
    more = f" and {len(causes) - FEW} more" if len(causes) > FEW else ""
    return "; ".join(causes[:FEW]) + more
