"""The people who work here or are asked to, where they are signed in, and tries to be them."""

from __future__ import annotations

from broadsheet.staff.models.invitation import Invitation
from broadsheet.staff.models.reset import ResetRequest
from broadsheet.staff.models.session import Session
from broadsheet.staff.models.tries import Tries
from broadsheet.staff.models.user import User, UserManager

__all__ = ["Invitation", "ResetRequest", "Session", "Tries", "User", "UserManager"]
