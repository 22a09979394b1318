"""Two exports, to be compared but for what may differ (docs/decisions/0023)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OF = {
    **dict.fromkeys(("photo", "picture", "poster", "hero", "logo", "portrait"), "pictures"),
    "social_image": "pictures",
    **dict.fromkeys(("file", "captions"), "documents"),
    **dict.fromkeys(("story", "page", "section", "above"), "pages"),
    "author": "authors",
    "topics": "topics",
}
"""Which list of the paper the numbers under these names are of."""

LISTS = ("pictures", "documents", "authors", "topics")
OTHERWISE = {"hash", "url"}
"""Of a picture's or document's record: its bytes are written anew, a document's address has its
number."""


class Exported:
    """An export, with every number in it replaced by the place of that thing in its list."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.names: dict[str, str] = {}
        self.places: dict[str, dict[int, str]] = {name: self._list(name) for name in LISTS}
        pages: list[int] = [each["key"] for each in self._records("sections")]
        pages += [each["key"] for each in self._records("pages")]
        pages += sorted(int(path.stem) for path in (root / "items").glob("*.json"))
        self.places["pages"] = {key: f"page {at}" for at, key in enumerate(pages)}

    def said(self) -> dict[str, Any]:
        """Return all that the export says, by the names of its files."""
        found = dict(self._files())
        return {self._renamed(name): value for name, value in found.items()}

    def _files(self) -> Iterator[tuple[str, Any]]:
        for path in sorted((self.root / "items").glob("*.json")):
            item = json.loads(path.read_text("utf-8"))
            own = item["bodies"][1]
            own["value"] = self._numbered(json.loads(own["value"]), "pages")
            yield self.places["pages"][int(path.stem)], self._numbered(item, "")
        for path in (self.root / "paper").iterdir():
            kind = "pages" if path.stem in {"sections", "pages"} else path.stem
            for at, line in enumerate(path.read_text("utf-8").splitlines()):
                record = json.loads(line)
                if kind in {"pictures", "documents"}:
                    record = {name: each for name, each in record.items() if name not in OTHERWISE}
                yield f"{path.name}:{at}", self._numbered(record, kind)
        for path in (self.root / "items" / "media").iterdir():
            yield path.name, path.suffix

    def _numbered(self, value: Any, kind: str, name: str = "") -> Any:
        if isinstance(value, dict):
            return {key: self._numbered(each, kind, key) for key, each in value.items()}
        if isinstance(value, list):
            return [self._numbered(each, kind, name) for each in value]
        if isinstance(value, bool) or value is None:
            return value
        of = kind if name == "key" else OF.get(name, "")
        if isinstance(value, int) and of in self.places:
            return self.places[of].get(value, f"lost {value}")
        return self._renamed(value) if isinstance(value, str) else value

    def _renamed(self, text: str) -> str:
        for name, other in self.names.items():
            text = text.replace(name, other)
        pages, files = self.places["pages"], self.places["documents"]
        text = re.sub(r"#picture-(\d+)", lambda m: self.places["pictures"][int(m[1])], text)
        text = re.sub(
            r'linktype="(page|document)" id="(\d+)"',
            lambda m: (pages if m[1] == "page" else files).get(int(m[2]), "lost"),
            text,
        )
        return re.sub(r"^p(\d+)$", lambda m: self.places["pictures"].get(int(m[1]), m[0]), text)

    def _list(self, name: str) -> dict[int, str]:
        found = {}
        for at, each in enumerate(self._records(name)):
            found[each["key"]] = f"{name} {at}"
            if name in {"pictures", "documents"}:
                self.names[each["name"]] = f"{name}-{at}"
        return found

    def _records(self, name: str) -> list[dict[str, Any]]:
        text = (self.root / "paper" / f"{name}.jsonl").read_text("utf-8")
        return [json.loads(line) for line in text.splitlines()]
