"""Apple's API as its documentation has it, on this machine: it checks what it is sent."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from collections.abc import Callable
from email import message_from_bytes
from email.message import Message
from http.server import BaseHTTPRequestHandler
from typing import Any

from bs4 import BeautifulSoup

CHANNEL, KEY = "63a75491-2c4d-3530-af91-819be8c3ace0", "1e3afc5e-e9f8-4232-a6be-17bf40edad09"
SECRET = base64.b64encode(b"a secret of the channel, thirty-two").decode()
ROLES = {
    *("title", "intro", "byline", "body", "caption", "quote", "photo", "htmltable", "divider"),
    *("heading1", "heading2", "heading3", "heading4"),
}
REJECTED = {
    *("img", "video", "audio", "title", "meta", "script", "noscript", "style", "link", "applet"),
    *("object", "iframe", "noframes", "form", "select", "option", "optgroup"),
}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")

Reply = tuple[int, Any, dict[str, str]]


def check_document(document: dict[str, Any]) -> None:
    """What “ArticleDocument”, “Metadata” and “Using HTML with Apple News Format” demand."""
    required = {"version", "identifier", "language", "title", "layout", "components"}
    assert required | {"componentTextStyles"} <= document.keys()
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", document["identifier"])
    assert document["language"]
    assert document["title"].strip()
    assert all(isinstance(document["layout"][name], int) for name in ("columns", "width"))
    assert "default" in document["componentTextStyles"]
    assert document["components"]
    for each in document["components"]:
        _check_component(each)
    about = document["metadata"]
    for name in ("dateCreated", "datePublished", "dateModified"):
        assert MOMENT.fullmatch(about[name])
    assert about["canonicalURL"].startswith("https://")
    assert len(about.get("keywords", [])) <= 50
    assert not any("By " in name or "@" in name for name in about.get("authors", []))


def _check_component(component: dict[str, Any]) -> None:
    assert component["role"] in ROLES
    if component["role"] == "divider":
        return
    if component["role"] == "photo":
        assert component["URL"].startswith("https://")
        return
    words = component.get("html") or component["text"]
    if component["role"] == "htmltable":
        assert words.startswith("<table>")
        assert words.endswith("</table>")
    if component.get("format") == "html" or "html" in component:
        tags = BeautifulSoup(words, "html.parser").find_all(True)
        assert not REJECTED & {tag.name for tag in tags}
        assert {name for tag in tags for name in tag.attrs} <= {"href"}
    assert BeautifulSoup(words, "html.parser").get_text().strip()


class Apple:
    """A channel: its articles, and what goes wrong next. ``url`` is set by who serves it."""

    def __init__(self) -> None:
        self.url = ""
        self.articles: dict[str, dict[str, Any]] = {}
        self.next: list[Callable[[BaseHTTPRequestHandler], bool]] = []
        self.asked: list[str] = []
        self.count = 0

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers.get("content-length") or 0))
        self.asked.append(f"{handler.command} {handler.path.partition('?')[0]}")
        self._check_signature(handler, body)
        wrong = self.next.pop(0) if self.next else None
        if wrong and wrong(handler):
            return
        status, said, headers = self._answer(handler, body)
        if wrong:
            return  # done, and nobody hears of it
        self._send(handler, status, said, headers)

    def _check_signature(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        found = re.fullmatch(
            r'HHMAC; key="([^"]+)"; signature="([^"]+)"; date="([^"]+)"',
            handler.headers["authorization"],
        )
        assert found
        assert found[1] == KEY
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", found[3])
        kind = handler.headers.get("content-type", "")
        canonical = f"{handler.command}{self.url}{handler.path}{found[3]}{kind}".encode() + body
        digest = hmac.new(base64.b64decode(SECRET), canonical, hashlib.sha256).digest()
        assert base64.b64encode(digest).decode() == found[2]

    def _answer(self, handler: BaseHTTPRequestHandler, body: bytes) -> Reply:
        path, _mark, _query = handler.path.partition("?")
        parts = _parts(handler.headers.get("content-type", ""), body) if body else {}
        if path == f"/channels/{CHANNEL}/articles":
            if handler.command == "POST":
                return self._created(parts)
            return 200, {"data": [self._told(name) for name in self.articles]}, {}
        name = path.rpartition("/")[2]
        if name not in self.articles:
            return error(404, "NOT_FOUND")
        if handler.command == "DELETE":
            del self.articles[name]
            return 204, None, {}
        if handler.command == "POST":
            if parts["metadata"]["data"]["revision"] != self.articles[name]["revision"]:
                return error(409, "WRONG_REVISION")
            self._keep(name, parts)
        return 200, {"data": self._told(name)}, {}

    def _created(self, parts: dict[str, Any]) -> Reply:
        for name, each in self.articles.items():
            if each["document"]["title"] == parts["article.json"]["title"]:
                return error(400, "DUPLICATE_ARTICLE_FOUND", name)
        self.count += 1
        name = f"article-{self.count}"
        self._keep(name, parts)
        return 201, {"data": self._told(name)}, {}

    def _keep(self, name: str, parts: dict[str, Any]) -> None:
        check_document(parts["article.json"])
        before = self.articles.get(name, {"document": parts["article.json"]})
        assert before["document"]["identifier"] == parts["article.json"]["identifier"]
        self.touch(name, parts["article.json"], parts["metadata"]["data"])

    def touch(self, name: str, document: Any, fields: Any) -> None:
        """Change an article, as somebody in News Publisher may."""
        self.count += 1
        self.articles[name] = {
            "document": document,
            "fields": fields,
            "revision": f"revision-{self.count}",
        }

    def _told(self, name: str) -> dict[str, Any]:
        article = self.articles[name]
        about = {"id": name, "revision": article["revision"], "state": "PROCESSING"}
        return {**about, "title": article["document"]["title"]}

    def titles(self) -> list[str]:
        """Return the titles of what is there."""
        return sorted(each["document"]["title"] for each in self.articles.values())

    def one(self) -> dict[str, Any]:
        """Return the only article."""
        (found,) = self.articles.values()
        return found

    def calls(self) -> list[str]:
        """Return what was asked since this was last looked at."""
        asked, self.asked = self.asked, []
        return asked

    def _send(
        self, handler: BaseHTTPRequestHandler, status: int, said: Any, headers: dict[str, str]
    ) -> None:
        body = b"" if said is None else json.dumps(said).encode()
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    def refuse(self, status: int, code: str, **headers: str) -> None:
        """Refuse the next request."""

        def act(handler: BaseHTTPRequestHandler) -> bool:
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            self._send(handler, *error(status, code)[:2], names)
            return True

        self.next.append(act)

    def lose(self) -> None:
        """Do what is asked next, and hang up before the answer."""
        self.next.append(lambda _handler: False)

    def garble(self, body: bytes) -> None:
        """Answer the next request with these bytes alone, and do nothing."""

        def act(handler: BaseHTTPRequestHandler) -> bool:
            handler.wfile.write(body)
            return True

        self.next.append(act)


def error(status: int, code: str, value: str = "") -> Reply:
    """An answer as “Error” has it."""
    told = {"code": code, "keyPath": None, **({"value": value} if value else {})}
    return status, {"errors": [told]}, {}


def _parts(content_type: str, body: bytes) -> dict[str, Any]:
    whole = message_from_bytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
    assert whole.get_content_type() == "multipart/form-data"
    found = {}
    for part in whole.get_payload():
        assert isinstance(part, Message)
        assert part.get_content_disposition() == "form-data"
        assert part.get_content_type() == "application/json"
        name = str(part.get_param("name", header="content-disposition"))
        assert part.get_filename() == ("article.json" if name == "article.json" else None)
        payload = part.get_payload(decode=True)
        assert isinstance(payload, bytes)
        found[name] = json.loads(payload)
    assert isinstance(found["metadata"]["data"], dict)
    return found
