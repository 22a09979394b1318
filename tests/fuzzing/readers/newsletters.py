"""Tables of readers, and mails that come back."""

from __future__ import annotations

from broadsheet.newsletters.importing.layouts import recognise
from broadsheet.newsletters.importing.lines import Mapped, RefusedError
from broadsheet.newsletters.importing.table import UnreadableError, opened
from broadsheet.newsletters.returns import reports
from broadsheet.newsletters.returns.word import Word
from tests.fuzzing import mutating, words
from tests.fuzzing.promises import UNFIT, assert_a_reason
from tests.fuzzing.readers.reader import Reader, written


def read_table(data: bytes) -> None:
    """Each line of a table of readers is somebody, or refused and why."""
    with written(data, "readers.csv") as path:
        try:
            with opened(path) as table:
                mapped = Mapped(table.columns, recognise(table.columns, file=path), {})
                for row in table.rows:
                    try:
                        line = mapped.line(row)
                    except RefusedError as error:
                        assert_a_reason(str(error))
                        continue
                    assert "@" in line.email
                    assert line.email.isascii()
                    assert not UNFIT.search(f"{line.list}{line.language}{line.origin}")
                    assert all(each is None or each.tzinfo for each in (line.since, line.until))
        except UnreadableError as error:
            assert_a_reason(str(error)[:500])


def read_mail(data: bytes) -> None:
    """A mail says something of one of our messages, or nothing."""
    said = reports.read(data)
    assert said is None or isinstance(said, Word)


READERS = (
    Reader("readers", read_table, mutating.table, words.READERS),
    Reader("returns", read_mail, mutating.mail, words.MAIL),
)
