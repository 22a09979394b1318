"""The search index of whichever database the paper runs on, as the ``modelsearch`` package has it.

Three things less. It reads the whole index twice with each story that is saved, to learn how
long headlines are on average: a new entry here counts as one of average length until the
index is built anew (``broadsheet manage update_index``), so that publishing costs as much at
a hundred thousand stories as at a hundred. And on SQLite it sets each word between quotation
marks, and leaves those in the word as they are (``Lexeme.as_sql``): a headline with one in it,
looked for in the editor, was a syntax error. Here what is looked for is words. And where words
are completed, in the editor's lists and choosers, it goes through all hits for the weight of each
hit, on SQLite: most of a minute for a word in eight thousand headlines. Here the newest come first.
"""

from __future__ import annotations

from typing import Any

from modelsearch.backends import database

_NO_LETTERS = str.maketrans(dict.fromkeys('"\0', " "))


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802  the name that Wagtail looks for
    """Return the backend for the paper's database."""
    backend = database.SearchBackend(params)
    index, ask = backend.index_class, backend._search

    class Index(index):  # type: ignore[valid-type]
        """The database's own index, whose lengths are measured when it is built."""

        def _refresh_title_norms(self, full: bool = False) -> None:
            if full:
                super()._refresh_title_norms(full=True)

    class Newest(backend.autocomplete_query_compiler_class):  # type: ignore[name-defined]
        """Completes words, and weighs nothing."""

        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            if self.order_by_relevance:  # type: ignore[has-type]
                self.order_by_relevance = False
                self.queryset = self.queryset.order_by()  # type: ignore[has-type]  # which it then takes for “-pk”

    def ask_for_words(compiler: Any, query: Any, *args: Any, **kwargs: Any) -> Any:
        if isinstance(query, str):
            query = query.translate(_NO_LETTERS).strip()
        return ask(compiler, query, *args, **kwargs)

    backend.index_class, backend._search = Index, ask_for_words
    backend.autocomplete_query_compiler_class = Newest
    return backend
