"""SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 7489) of the sender's domain, in sentences."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

from cryptography.hazmat.primitives import serialization

from broadsheet.newsletters.mailcheck.dns import Ask

MOST_LOOKUPS = 10
"""RFC 7208, 4.6.4: a check that needs more ends in an error, and the mail is treated so."""

_LOOKING_UP = re.compile(r"^[+?~-]?(?:include:|a\b|mx\b|ptr\b|exists:)|^redirect=", re.IGNORECASE)
_LEADING_ON = re.compile(r"^[+?~-]?(?:include:|redirect=)(\S+)", re.IGNORECASE)


@dataclass(frozen=True)
class Finding:
    """One sentence about one thing; ``mend`` says what to do, where something is wrong."""

    about: str
    text: str
    mend: str = ""

    @property
    def is_good(self) -> bool:
        """Say whether there is nothing to mend."""
        return not self.mend


def diverted(address: str) -> Finding:
    """Say that no mail reaches anybody but this address, to which ``mail.divert_to`` sends it."""
    return Finding(
        "Mail",
        f"All mail is diverted: every message goes to {address}, and to no reader.",
        "Take mail.divert_to out of broadsheet.toml, if this isn’t a copy that is tried.",
    )


def spf(domain: str, ask: Ask) -> Finding:
    """Say whether the domain names the servers that may send for it."""
    records = [each for each in ask(domain) if each.lower().split()[:1] == ["v=spf1"]]
    if not records:
        return Finding(
            "SPF",
            f"{domain} doesn’t say which servers may send its mail.",
            f"Add a TXT record at {domain}, like “v=spf1 include:your-provider.example -all”; "
            "your mail provider says what to include.",
        )
    if len(records) > 1:
        return Finding(
            "SPF",
            f"{domain} has {len(records)} SPF records, and so none that counts.",
            "Make them one: a single TXT record that begins with “v=spf1”.",
        )
    terms = records[0].split()[1:]
    if {"+all", "all", "?all"} & {term.lower() for term in terms}:
        return Finding(
            "SPF",
            f"The SPF record of {domain} lets any server in the world send its mail.",
            "End it with “-all” or “~all”.",
        )
    needed = _lookups(records[0], ask, seen={domain})
    if needed > MOST_LOOKUPS:
        return Finding(
            "SPF",
            f"The SPF record of {domain} needs {needed} look-ups; receivers stop at "
            f"{MOST_LOOKUPS} and take it for broken.",
            "Take out what doesn’t send for you any more.",
        )
    return Finding("SPF", f"{domain} says which servers may send its mail.")


def dkim(domain: str, ask: Ask, *, selector: str, key: str) -> Finding:
    """Say whether readers' servers find the public half of the key that we sign with."""
    if not selector or not key:
        return Finding(
            "DKIM",
            "Broadsheet doesn’t sign newsletters: your mail server or provider has to.",
            "See in a newsletter that you got whether it has a DKIM-Signature with "
            f"d={domain}. If not, have your provider sign, or set mail.dkim_selector and "
            "mail.dkim_key_file.",
        )
    name = f"{selector}._domainkey.{domain}"
    wanted = _public(key)
    records = [_tags(each) for each in ask(name)]
    if not any("p" in tags for tags in records):
        return Finding(
            "DKIM",
            f"We sign with “{selector}”, and {name} has no key to check it with.",
            f"Add a TXT record at {name}: “v=DKIM1; k=rsa; p={wanted}”.",
        )
    if all(tags.get("p") != wanted for tags in records):
        return Finding(
            "DKIM",
            f"The key at {name} isn’t the one that we sign with: signatures fail.",
            f"Replace it: “v=DKIM1; k=rsa; p={wanted}”.",
        )
    if any("y" in tags.get("t", "").split(":") for tags in records):
        return Finding(
            "DKIM",
            f"The key at {name} says that it is a test (t=y): signatures count for nothing.",
            "Take “t=y” out of the record.",
        )
    return Finding("DKIM", f"The key at {name} is the one that we sign with.")


def dmarc(domain: str, ask: Ask) -> Finding:
    """Say what the domain has receivers do with mail that is neither."""
    for name in _upwards(domain):
        records = [each for each in ask(f"_dmarc.{name}") if each.lower().startswith("v=dmarc1")]
        if len(records) > 1:
            return Finding(
                "DMARC",
                f"_dmarc.{name} has {len(records)} DMARC records, and so none that counts.",
                "Make them one.",
            )
        if records:
            return _policy(name, _tags(records[0]))
    return Finding(
        "DMARC",
        f"{domain} has no DMARC record; Gmail and Yahoo refuse newsletters without one.",
        f"Add a TXT record at _dmarc.{domain}: “v=DMARC1; p=none; rua=mailto:you@{domain}” to "
        "begin with, and “p=quarantine” when the reports show that all your mail passes.",
    )


def _policy(name: str, tags: dict[str, str]) -> Finding:
    policy = tags.get("p", "").lower()
    if policy not in {"none", "quarantine", "reject"}:
        return Finding(
            "DMARC",
            f"The DMARC record at _dmarc.{name} has no policy that is one.",
            "Its “p=” must be none, quarantine or reject.",
        )
    if policy == "none":
        return Finding(
            "DMARC",
            f"The DMARC record at _dmarc.{name} only watches (p=none): anybody can send as you.",
            "When its reports show that all your mail passes, make it “p=quarantine”.",
        )
    return Finding("DMARC", f"Mail that isn’t from {name} is stopped there ({policy}).")


def _lookups(record: str, ask: Ask, *, seen: set[str]) -> int:
    """Return how many look-ups a check of an SPF record takes at most."""
    needed = 0
    for term in record.split()[1:]:
        needed += bool(_LOOKING_UP.match(term))
        leads = _LEADING_ON.match(term)
        if leads and "%" not in leads[1] and leads[1] not in seen and len(seen) < MOST_LOOKUPS:
            seen.add(leads[1])
            found = [each for each in ask(leads[1]) if each.lower().startswith("v=spf1")]
            needed += sum(_lookups(each, ask, seen=seen) for each in found)
    return needed


def _upwards(domain: str) -> list[str]:
    """Return the domain and those above it, but for the last: who answers for a name (3.2)."""
    labels = domain.split(".")
    return [".".join(labels[place:]) for place in range(max(1, len(labels) - 1))]


def _tags(record: str) -> dict[str, str]:
    pairs = (each.partition("=") for each in record.split(";"))
    return {name.strip().lower(): "".join(value.split()) for name, _is, value in pairs}


def _public(key: str) -> str:
    private = serialization.load_pem_private_key(key.encode("ascii"), password=None)
    public = private.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return base64.b64encode(public).decode("ascii")
