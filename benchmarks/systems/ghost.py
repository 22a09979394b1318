"""Ghost from npm, with MariaDB, as its own server answers."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks.corpus import SECTIONS, Author, Corpus, Item
from benchmarks.installing import node
from benchmarks.processes import run
from benchmarks.systems import Pages, Published, System, mariadb
from benchmarks.systems.ghost_editor import Editor, document

VERSION = "6.65.0"
NODE = "24"
THEME = Path(__file__).resolve().parents[1] / "papers" / "ghost" / "theme"
IMPORT_SECONDS = 3600


class Ghost(System):
    """Ghost 6."""

    name = "ghost"
    label = "Ghost"
    port = 18085
    setup = "npm's package, Node 24, MariaDB, a theme with the paper's parts; no cache before it."
    data = ("mysql", "content")

    def version(self) -> str:
        """Return Ghost's version."""
        return VERSION

    def install(self) -> None:
        """Bring Node, then Ghost, whose parts compile: about five minutes of one core."""
        mariadb.install()
        home = self._node()
        package = self.folder / "package"
        if (self.folder / "installed").exists():
            return
        shutil.rmtree(package, ignore_errors=True)
        # npm install ghost fails: some of its parts are files inside the package.
        run(["npm", "pack", f"ghost@{VERSION}"], within=self.folder)
        run(["tar", "-xzf", f"ghost-{VERSION}.tgz"], within=self.folder)
        command = ["npm", "install", "--omit=dev", "--legacy-peer-deps", "--no-audit", "--no-fund"]
        environ = {"PATH": f"{home / 'bin'}:{os.environ['PATH']}", "npm_config_nodedir": str(home)}
        run(command, environ=environ, within=package, seconds=3600, gently=True)
        (self.folder / "installed").write_text(VERSION)

    def fill(self, corpus: Corpus, file: Path) -> None:
        """Set Ghost up as its owner would, and import the paper."""
        with self.empty("The Measured Courier") as editor:
            editor.import_paper(exported(corpus))
            editor.await_stories(corpus.count, seconds=IMPORT_SECONDS)
            editor.dress("measured", [(name, f"/tag/{name.lower()}/") for name in SECTIONS])
        measured = corpus.measured()
        Pages(
            home="/",
            section=f"/tag/{measured.section.lower()}/",
            author=f"/author/{measured.author}/",
            story=f"/{measured.slug}/",
            stories=[f"/{story.slug}/" for story in corpus],
        ).write(self.folder / "pages.json")

    @contextmanager
    def empty(self, title: str) -> Iterator[Editor]:
        """Have a new Ghost run, set up as its owner would, and empty, while this is open."""
        self._content()
        mariadb.create(self.folder / "mysql")
        try:
            socket = mariadb.start(self.processes, self.folder / "mysql")
            mariadb.ask(socket, "CREATE DATABASE ghost CHARACTER SET utf8mb4")
            self._boot()
            editor = Editor(self.address)
            editor.set_up(title)
            editor.sign_in()
            editor.remove_everything()
            yield editor
        finally:
            self.processes.stop()

    def serve(self) -> None:
        """Start MariaDB and Ghost."""
        mariadb.start(self.processes, self.folder / "mysql")
        self._boot()

    def publish(self, story: Item) -> Published:
        """Publish by Ghost's admin API, as its editor does."""
        editor = Editor(self.address)
        editor.sign_in()
        post = {**document(story), "status": "published", "authors": [{"slug": story.author}]}
        began = time.time()
        made = editor.ask("POST", "posts/", {"posts": [{**post, "tags": [story.section]}]})
        return Published(urlsplit(made["posts"][0]["url"]).path, began)

    def _node(self) -> Path:
        return node(self.folder / "node", NODE)

    def _content(self) -> None:
        content = self.folder / "content"
        shutil.copytree(self.folder / "package" / "content", content)
        shutil.copytree(THEME, content / "themes" / "measured")

    def _boot(self) -> None:
        package = self.folder / "package"
        settings: dict[str, Any] = {
            "url": self.address,
            "server": {"host": "127.0.0.1", "port": self.port, "shutdownTimeout": 5000},
            "database": {
                "client": "mysql",
                "connection": {
                    "socketPath": str(self.folder / "mariadb.sock"),
                    "user": "root",
                    "database": "ghost",
                },
            },
            "privacy": {"useTinfoil": True},
            "security": {"staffDeviceVerification": False},
            "paths": {"contentPath": str(self.folder / "content")},
            "logging": {"level": "error", "transports": ["stdout"]},
        }
        (package / "config.production.json").write_text(json.dumps(settings))
        self.processes.start(
            "ghost",
            [self._node() / "bin" / "node", "index.js"],
            environ={"NODE_ENV": "production"},
            within=package,
        )
        self.processes.await_answer(f"{self.address}/ghost/api/admin/site/", "ghost")


def exported(corpus: Corpus) -> dict[str, Any]:
    """Return the paper as Ghost's own export has it."""
    tags = {name: {"id": name, "name": name, "slug": name.lower()} for name in SECTIONS}
    users = [_user(author) for author in corpus.authors]
    data: dict[str, Any] = {
        "posts": [], "tags": list(tags.values()), "users": users,
        "roles": [{"id": "author", "name": "Author"}],
        "roles_users": [{"user_id": user["id"], "role_id": "author"} for user in users],
        "posts_tags": [], "posts_authors": [],
    }  # fmt: skip
    for story in corpus:
        key = str(story.number)
        post = {
            "id": key,
            "status": "published",
            "published_at": story.published_at,
            "featured": story.pick,
        }
        data["posts"].append({**document(story), **post})
        data["posts_tags"].append({"post_id": key, "tag_id": story.section, "sort_order": 0})
        data["posts_authors"].append({"post_id": key, "author_id": story.author, "sort_order": 0})
    return {"db": [{"meta": {"exported_on": 1767603600000, "version": VERSION}, "data": data}]}


def _user(author: Author) -> dict[str, str]:
    return {
        "id": author.slug,
        "name": author.name,
        "slug": author.slug,
        "bio": author.life,
        "email": f"{author.slug}@example.org",
    }
