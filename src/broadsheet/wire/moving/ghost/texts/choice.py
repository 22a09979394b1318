"""Which of the forms that a post's text is kept in is read."""

from __future__ import annotations

from collections.abc import Callable

from broadsheet.wire.moving.ghost.texts import lexical, markdown, mobiledoc
from broadsheet.wire.moving.ghost.texts.fragments import Unreadable
from broadsheet.wire.moving.ghost.texts.shown import as_written
from broadsheet.wire.moving.ghost.values import Fields, text


def body_of(fields: Fields) -> str:
    """Return a post's text as HTML; "" for none.

    HTML is what readers saw, so it comes first; drafts of the older editors have none. Raises
    Unreadable where there is a text, and none of its forms can be read.
    """
    problems = []
    for name, read in _FORMS.items():
        if not (value := text(fields, name)):
            continue
        try:
            return read(value)
        except Unreadable as problem:
            problems.append(str(problem))
    if problems:
        raise Unreadable("; ".join(problems))
    return ""


_FORMS: dict[str, Callable[[str], str]] = {
    "html": as_written,
    "lexical": lexical.html_of,
    "mobiledoc": mobiledoc.html_of,
    "markdown": markdown.html_of,
    "plaintext": markdown.plain,
}
