"""The systems that are measured, each a module with the same furniture."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.corpus import Corpus, Item
from benchmarks.processes import Processes, refuse_taken, run

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Pages:
    """The paths that are measured, and those of every story, the newest first."""

    home: str
    section: str
    author: str
    story: str
    stories: list[str]

    @classmethod
    def read(cls, path: Path) -> Pages:
        """Read the pages that a loader has written down."""
        return cls(**json.loads(path.read_text("utf-8")))

    def write(self, path: Path) -> None:
        """Keep the pages: loading isn't repeated."""
        path.write_text(json.dumps(asdict(self)), "utf-8")

    def watched(self) -> dict[str, str]:
        """Return the four pages that a publication must change, by name."""
        return {name: getattr(self, name) for name in ("home", "section", "author", "story")}


@dataclass(frozen=True)
class Published:
    """A story that was published: its path, and when the act began (seconds, the wall's clock)."""

    path: str
    began: float


class System:
    """One system, in a folder of its own, at a port of its own, on loopback.

    ``install`` and ``load`` may be called again: what is there is used again.
    """

    name = ""
    label = ""
    port = 0
    setup = ""
    """How it is set up, in a line, for the report."""
    publishes = True
    shares = ""
    """The system whose folder, programs and paper this one uses, set up otherwise."""
    data: tuple[str, ...] = ()
    """Its folders that hold the paper: kept as loaded, and brought back at each start."""

    def __init__(self, work: Path) -> None:
        self.work = work
        self.folder = work / (self.shares or self.name)
        self.processes = Processes(self.folder / "logs")

    @property
    def address(self) -> str:
        """Where the system answers."""
        return f"http://{HOST}:{self.port}"

    def version(self) -> str:
        """Return which version is measured; asked once it is installed."""
        return ""

    def edition(self) -> str:
        """Return what else must be the same for a loaded paper to be used again."""
        return ""

    def install(self) -> None:
        """Bring the programs. Raises Failed when that can't be done here."""

    def load(self, corpus: Corpus) -> None:
        """Have the paper in the system, whatever is in it now."""
        wanted = corpus.digest() + self.edition()
        if self._loaded() == wanted:
            return
        self.forget()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.fill(corpus, corpus.write(self.folder / "corpus.json"))
        for name in self.data:
            copy(self.folder / name, self.folder / "as-loaded" / name)
        self._stamp().write_text(wanted)

    def fill(self, corpus: Corpus, file: Path) -> None:
        """Put the paper into an empty system, and write ``pages.json``."""
        raise NotImplementedError

    def forget(self) -> None:
        """Throw away the paper that is in the system, if any."""
        self._stamp().unlink(missing_ok=True)
        for name in ("as-loaded", *self.data):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def start(self) -> str:
        """Start serving the paper as it was loaded; return the address."""
        refuse_taken(self.port)
        for name in self.data:
            copy(self.folder / "as-loaded" / name, self.folder / name)
        self.serve()
        return self.address

    def serve(self) -> None:
        """Start the programs and wait until they answer."""
        raise NotImplementedError

    def pages(self) -> Pages:
        """Return what is measured."""
        return Pages.read(self.folder / "pages.json")

    def publish(self, story: Item) -> Published:
        """Publish one more story as an editor does; return once the system says it is done."""
        raise NotImplementedError

    def stop(self) -> None:
        """End every program."""
        self.processes.stop()

    def _stamp(self) -> Path:
        return self.folder / "loaded"

    def _loaded(self) -> str:
        return self._stamp().read_text() if self._stamp().exists() else ""


def copy(source: Path, target: Path) -> None:
    """Make ``target`` a copy of the folder ``source``, whatever was there."""
    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    run(["cp", "-a", "--reflink=auto", source, target])
