"""Files spoilt at random, by what kind of file it is: most stay such files, and are read far in."""

from __future__ import annotations

from tests.fuzzing.mutating.containers import archive, bundle, mail, warc
from tests.fuzzing.mutating.structures import feed, json_text, table, xml
from tests.fuzzing.mutating.texts import Mutator

__all__ = ["Mutator", "archive", "bundle", "feed", "json_text", "mail", "table", "warc", "xml"]
