"""Mail leaves the house."""

from __future__ import annotations

from django.core.checks import CheckMessage

from broadsheet.config import Config
from broadsheet.doctor.findings import examine, must, should


@examine
def mail(config: Config) -> list[CheckMessage]:
    """Confirmations and newsletters can be sent, from an address of the paper's."""
    if config.mail_divert_to:
        wrong = f"All mail is diverted to {config.mail_divert_to}: no reader gets any."
        return [should("mail", wrong, "Take mail.divert_to out when this isn't a copy.")]
    if not config.mail_url.startswith("smtp"):
        wrong = "Mail isn't sent: it is only kept, or printed."
        mend = "Set mail.url to your provider's, like smtp://user:password@host:587?tls=1."
        return [should("mail", wrong, mend)]
    if not config.mail_from:
        wrong = "Mail has no sender's address of the paper's own."
        return [must("mail", wrong, 'Set mail.from in broadsheet.toml: mail.from = "news@…"')]
    return []
