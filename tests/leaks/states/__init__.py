"""Every state in which a story isn't public. Each function makes a secret and leaves it so."""

from tests.leaks.states.closed import CLOSED
from tests.leaks.states.gone import GONE
from tests.leaks.states.hidden import HIDDEN
from tests.leaks.states.never import NEVER
from tests.leaks.states.newer import NEWER

__all__ = ["CLOSED", "GONE", "HIDDEN", "NEVER", "NEWER"]
