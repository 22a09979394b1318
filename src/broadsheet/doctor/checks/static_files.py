"""Style sheets and fonts are where the server looks."""

from __future__ import annotations

from django.core.checks import CheckMessage

from broadsheet.config import Config
from broadsheet.doctor.findings import examine, must


@examine
def static_files(config: Config) -> list[CheckMessage]:
    """They were collected."""
    if (config.data / "static" / "staticfiles.json").is_file():
        return []
    wrong = "The style sheets and fonts aren't in data/static/."
    mend = "Run the publication, or “broadsheet manage collectstatic --noinput”."
    return [must("static_files", wrong, mend)]
