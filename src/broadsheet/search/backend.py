"""Wagtail's search in the database, which takes whatever people type.

On SQLite it sets each word between quotation marks and leaves those in the word as they
are, so that a headline with one of them, looked for in the editor, was a syntax error
(django-modelsearch 1.3, ``Lexeme.as_sql``).
"""

from __future__ import annotations

from typing import Any

from modelsearch.backends import database

_NO_LETTERS = str.maketrans(dict.fromkeys('"\0', " "))


class SearchBackend:
    """What ``WAGTAILSEARCH_BACKENDS`` names: the database's own, asked in plain words."""

    def __init__(self, params: dict[str, Any]) -> None:
        self.own = database.SearchBackend(params)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.own, name)

    def search(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        """Find whole words."""
        return self.own.search(_in_words(query), *args, **kwargs)

    def autocomplete(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        """Find words that begin so."""
        return self.own.autocomplete(_in_words(query), *args, **kwargs)


def _in_words(query: Any) -> Any:
    return query.translate(_NO_LETTERS) if isinstance(query, str) else query
