"""Finding: the search page and related stories."""
