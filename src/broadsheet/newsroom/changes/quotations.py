"""What stands in quotation marks."""

from __future__ import annotations

import re

QUOTED = re.compile(
    r"“[^“”]*(?:”|$)|„[^„“”]*(?:[“”]|$)|«[^«»]*(?:»|$)|(?<![\w\"])\"[^\"]*(?:\"|$)"
    r"|(?<![\w‘])‘[^‘]*?’(?![\w])|(?<![\w'])'(?=\w)[^']{0,400}(?:'(?=\w)[^']{0,400}){0,20}'(?!\w)"
)
WORDS = re.compile(r"\w+")


def spans(text: str) -> list[tuple[int, int]]:
    """Return where in a passage the quotations begin and end, marks included."""
    return [found.span() for found in QUOTED.finditer(text)]


def said(quotation: str) -> str:
    """Return a quotation's words alone: neither marks nor stops are anybody's words."""
    text = quotation.lower().replace("’", "'").replace("'", "")
    return " ".join(WORDS.findall(text))
