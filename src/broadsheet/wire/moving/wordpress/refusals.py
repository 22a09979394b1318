"""What can't be read: the whole file, or one item of it."""

from __future__ import annotations


class NotAnExport(Exception):  # noqa: N818  a refusal is an answer
    """The file is no WordPress export; the message says why, in a line for people."""


class Unreadable(Exception):  # noqa: N818  a refusal is an answer
    """One item can't be read; the message says why, in a line for people."""
