"""A story's form as a browser sent it: whose, written on which revision, and its words."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils.dateparse import parse_datetime

from broadsheet.newsroom.saving.form_tokens import FIELD, Writer, writer_of

NOT_WORDS = ("csrfmiddlewaretoken", "next", FIELD)
ABOUT_IT = ("loaded_revision_id", "loaded_revision_created_at", "overwrite_revision_id")


@dataclass(frozen=True)
class PostedForm:
    """What a form says. Nothing of it is believed but the token's signature."""

    words: dict[str, list[str]]
    writer: Writer | None
    loaded: str
    loaded_at: str
    overwrites: str

    @classmethod
    def of(cls, post: QueryDict) -> PostedForm:
        """Read what was posted."""
        left_out = {*NOT_WORDS, *ABOUT_IT}
        return cls(
            words={
                name: [value.replace("\0", "") for value in post.getlist(name)]
                for name in post
                if name not in left_out
            },
            writer=writer_of(post.get(FIELD, "")),
            loaded=post.get("loaded_revision_id", ""),
            loaded_at=post.get("loaded_revision_created_at", ""),
            overwrites=post.get("overwrite_revision_id", ""),
        )

    @property
    def digest(self) -> str:
        """Return what is the same for the same words, whatever button they were sent with."""
        words = {name: self.words[name] for name in self.words if not name.startswith("action-")}
        return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()

    @property
    def based_on(self) -> int | None:
        """Return the key of the revision that it says it was written on."""
        key = self.overwrites or self.loaded
        return int(key) if key.isascii() and key.isdigit() and len(key) < 19 else None

    @property
    def based_at(self) -> datetime | None:
        """Return when that revision had been saved; None where it has been overwritten since."""
        try:
            return None if self.overwrites else parse_datetime(self.loaded_at)
        except ValueError:
            return None
