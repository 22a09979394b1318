"""The formats by the names that whoever imports gives them."""

from __future__ import annotations

from broadsheet.wire.incoming.entries import Format
from broadsheet.wire.incoming.formats.newsml.reader import NEWSML
from broadsheet.wire.incoming.formats.ninjs.reader import NINJS
from broadsheet.wire.incoming.formats.nitf.reader import NITF

FORMATS: dict[str, Format] = {"ninjs": NINJS, "newsml": NEWSML, "nitf": NITF}
