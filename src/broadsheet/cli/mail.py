"""``broadsheet mail``: whether the world believes that the paper's mail is its own."""

from __future__ import annotations

from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

import click

from broadsheet.cli.errors import Problem
from broadsheet.cli.folder import folder_option, publication
from broadsheet.newsletters.mailcheck import checks
from broadsheet.newsletters.mailcheck.dns import NoAnswerError, asker


@click.group()
def mail() -> None:
    """Look after the paper's mail."""


@mail.command()
@click.option("--dns", default="", metavar="HOST[:PORT]", help="Ask this name server alone.")
@folder_option
def check(directory: Path, dns: str) -> int:
    """Look up SPF, DKIM and DMARC of the sender's domain, and say where mail is diverted.

    Exit code 1 for something to mend.
    """
    config = publication(directory)
    sender = parseaddr(config.mail_from)[1]
    domain = sender.rpartition("@")[2] or urlsplit(config.url).hostname or ""
    server, _colon, port = dns.partition(":")
    try:
        ask = asker(server, int(port or 53))
        found = [
            checks.spf(domain, ask),
            checks.dkim(domain, ask, selector=config.mail_dkim_selector, key=config.mail_dkim_key),
            checks.dmarc(domain, ask),
        ]
        if config.mail_divert_to:
            found.insert(0, checks.diverted(config.mail_divert_to))
    except NoAnswerError as error:
        raise Problem(
            f"No name server answers, so nothing is known of {domain}: {error}"
        ) from error
    except ValueError as error:
        raise Problem(
            f"mail.dkim_key isn’t a private key in PEM, or --dns no server: {error}"
        ) from error
    for each in found:
        mark, colour = ("✓", "green") if each.is_good else ("!", "yellow")
        click.secho(f"{mark} {each.about}: {each.text}", fg=colour)
        if each.mend:
            click.echo(f"  {each.mend}")
    return 0 if all(each.is_good for each in found) else 1
