"""Printing by hand, with a bar that shows how far it is."""

from __future__ import annotations

from importlib import import_module

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from broadsheet.config import Config


def print_what_waits(config: Config) -> int:
    """Print until nothing waits; return how many targets changed. Django must be set up.

    Stopped, it has kept what it printed; whoever prints next goes on from there.
    """
    work = import_module("broadsheet.press.work").Press(config)
    report = import_module("broadsheet.press.report")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    changed = 0
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as progress:
        task = progress.add_task("Printing", total=None)
        while True:
            changed += work.print_one()
            found = report.status(work.store)
            left = found.waiting + found.notes
            there = found.pages + found.fragments
            progress.update(task, total=max(there, left), completed=max(there - left, 0))
            if not left:
                work.close()
                return changed
