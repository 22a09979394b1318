"""The newspaper as an ASGI application. ``BROADSHEET_DIR`` names the publication's folder."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.asgi import get_asgi_application

from broadsheet.run.environment import use_publication
from broadsheet.run.log import keep_log

_folder = Path(os.environ.get("BROADSHEET_DIR", "."))
use_publication(_folder)
application = get_asgi_application()
keep_log(_folder / "data", "web")
