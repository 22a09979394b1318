"""The people who work here, where they are signed in, and tries to sign in as them."""

from __future__ import annotations

from broadsheet.staff.models.session import Session
from broadsheet.staff.models.tries import Tries
from broadsheet.staff.models.user import User, UserManager

__all__ = ["Session", "Tries", "User", "UserManager"]
