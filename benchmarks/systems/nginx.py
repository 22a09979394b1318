"""nginx serving ready files: the practical limit of what any server can do here.

The files are Broadsheet's own pages, gzipped once, so that the same bytes are compared.
"""

from __future__ import annotations

import gzip
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.processes import run
from benchmarks.reading import Reader
from benchmarks.systems import System, server
from benchmarks.systems.broadsheet import Broadsheet

CONF = """
  gzip_static on;
  server {{
    listen 127.0.0.1:{port};
    root {site};
    location / {{ index index.html; }}
  }}
"""


class Nginx(System):
    """The paper as files."""

    name = "nginx"
    label = "nginx, ready files"
    port = 18081
    setup = "Broadsheet's own pages as files with gzip -9 beside them, gzip_static, one worker."
    publishes = False

    def version(self) -> str:
        """Return nginx's version, from its package."""
        return run(["dpkg-query", "-W", "-f", "${Version}", "nginx"]).split("-")[0]

    def install(self) -> None:
        """Bring nginx, and Broadsheet, which makes the pages."""
        server.install()
        Broadsheet(self.work).install()

    def fill(self, corpus: Corpus, file: Path) -> None:
        """Save every measured page and every story's page from a running Broadsheet."""
        source = Broadsheet(self.work)
        source.load(corpus)
        pages = source.pages()
        try:
            reader = Reader(source.start())
            for path in {*pages.watched().values(), *pages.stories}:
                self._save(path, reader.get(path).html)
            reader.close()
        finally:
            source.stop()
        pages.write(self.folder / "pages.json")

    def serve(self) -> None:
        """Start nginx."""
        conf = CONF.format(port=self.port, site=self.folder / "site")
        server.start(self.processes, self.folder / "nginx", self.port, conf)

    def edition(self) -> str:
        """Return what tells one Broadsheet from another."""
        return Broadsheet(self.work).edition()

    def _save(self, path: str, text: str) -> None:
        file = self.folder / "site" / path.strip("/") / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        data = text.encode()
        file.write_bytes(data)
        file.with_name("index.html.gz").write_bytes(gzip.compress(data, 9))
