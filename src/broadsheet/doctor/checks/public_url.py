"""The address that readers type."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.core.checks import CheckMessage

from broadsheet.config import LOOPBACK, Config
from broadsheet.doctor.findings import examine, must, should


@examine
def public_url(config: Config) -> list[CheckMessage]:
    """It is an address, of the web's root, encrypted unless local, behind a proxy that we know."""
    url = urlsplit(config.url)
    if url.scheme not in {"http", "https"} or not url.hostname:
        mend = 'Write it like url = "https://paper.example" in broadsheet.toml.'
        return [must("public_url", f"“{config.url}” isn't a web address.", mend)]
    if url.path not in {"", "/"} or url.query:
        mend = "A publication is the whole of its host: leave out what follows the name."
        return [must("public_url", f"The address {config.url} has a path.", mend)]
    if url.scheme == "http" and url.hostname not in LOOPBACK:
        wrong = f"{config.url} isn't encrypted: passwords go over the network in the clear."
        mend = "Put a proxy with a certificate in front, and change url to https://."
        return [must("public_url", wrong, mend)]
    if url.hostname in LOOPBACK:
        wrong = f"The address is {config.url}: only this machine can read the paper."
        return [should("public_url", wrong, "Set url in broadsheet.toml when it has a name.")]
    if not config.trusted_proxies:
        wrong = "No proxy is trusted: every visitor seems to come from the proxy itself."
        mend = 'Name it in broadsheet.toml: proxies = ["its address"].'
        return [should("public_url", wrong, mend)]
    return []
