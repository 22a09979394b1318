"""The readers of foreign files, by name: what each promises of any bytes."""

from __future__ import annotations

from tests.fuzzing.readers import agencies, newsletters, own, papers
from tests.fuzzing.readers.reader import Reader

READERS: dict[str, Reader] = {
    each.name: each
    for each in (*papers.READERS, *own.READERS, *agencies.READERS, *newsletters.READERS)
}
