"""Whether everything is printed, and what could not be."""

from __future__ import annotations

from contextlib import closing

from django.core.checks import CheckMessage
from django.db import DatabaseError

from broadsheet.config import Config
from broadsheet.doctor.findings import examine, fine, must, should
from broadsheet.press import report
from broadsheet.press.store.opening import open_reader


@examine
def press(config: Config) -> list[CheckMessage]:
    """Readers get what is printed: a page that failed is an old one.

    Says nothing when the newspaper's own database doesn't answer.
    """
    try:
        reader = open_reader(config)
        with closing(reader.database):
            found = report.status(reader)
    except DatabaseError:
        return []
    except Exception as error:
        wrong = f"What is printed can't be read: {error}"
        mend = "Delete data/press.sqlite3: everything in it is printed anew."
        return [must("press", wrong, mend)]
    if found.failures:
        names = ", ".join(each.name for each in found.failures[:3])
        mend = "“broadsheet press status” shows the reason of each."
        return [should("press", f"Some pages could not be printed: {names}.", mend)]
    if found.probe:
        return [should("press", found.probe, "Restart the publication; report it if it recurs.")]
    if not found.complete:
        mend = "It is printed while the publication runs, or by “broadsheet press print --all”."
        return [should("press", "The paper isn't printed yet, not all of it.", mend)]
    return [fine("press", f"Edition {found.edition}: {found.pages} pages are printed.")]
