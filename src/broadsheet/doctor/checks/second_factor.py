"""The roles that must have a second factor."""

from __future__ import annotations

from django.core.checks import CheckMessage

from broadsheet.config import Config
from broadsheet.doctor.findings import examine, must
from broadsheet.staff.roles import EVERY_ROLE


@examine
def second_factor(config: Config) -> list[CheckMessage]:
    """Each is a role that there is: of another, nothing would be demanded."""
    unknown = [name for name in config.second_factor if name not in EVERY_ROLE]
    if not unknown:
        return []
    wrong = f"second_factor names roles that there aren't: {', '.join(unknown)}."
    return [must("second_factor", wrong, f"Roles are: {', '.join(EVERY_ROLE)}.")]
