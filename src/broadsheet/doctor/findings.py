"""What a check says: registered under one tag, with one kind of name."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage

from broadsheet.config import Config

TAG = "doctor"
Check = Callable[[Config], list[CheckMessage]]


def examine(check: Check) -> Check:
    """Register a check of the publication's configuration for ``broadsheet doctor`` alone.

    As a deployment check, so that it doesn't run with each of Django's commands.
    """

    def run(app_configs: object, **_options: object) -> list[CheckMessage]:
        return check(settings.BROADSHEET)

    run.__name__ = check.__name__
    checks.register(run, TAG, deploy=True)
    return check


def must(name: str, wrong: str, mend: str) -> CheckMessage:
    """Return a finding that has to be mended: ``wrong`` and ``mend`` are whole sentences."""
    return checks.Error(wrong, hint=mend, id=f"doctor.{name}")


def should(name: str, wrong: str, mend: str) -> CheckMessage:
    """Return a finding that is worth a look."""
    return checks.Warning(wrong, hint=mend, id=f"doctor.{name}")


def fine(name: str, fact: str) -> CheckMessage:
    """Return a fact that is as it should be."""
    return checks.Info(fact, id=f"doctor.{name}")
