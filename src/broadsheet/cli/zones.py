"""Time zones and languages as people type them, checked, with the nearest right one offered."""

from __future__ import annotations

import difflib
import os
import zoneinfo
from collections.abc import Iterable
from pathlib import Path

from babel import Locale
from babel.core import UnknownLocaleError
from babel.localedata import locale_identifiers

from broadsheet.cli.errors import Problem


def checked_zone(text: str) -> str:
    """Return the IANA time zone that ``text`` names. Raises Problem naming the nearest ones."""
    zones = zoneinfo.available_timezones()
    if text in zones:
        return text
    near = _near_zones(text, zones)
    hint = f" Did you mean {_either(near)}?" if near else ""
    raise Problem(
        f"There is no time zone “{text}”.{hint} "
        "Zones are named like Europe/Lisbon or America/New_York."
    )


def _near_zones(text: str, zones: Iterable[str]) -> list[str]:
    wanted = text.strip().lower().replace(" ", "_")
    by_name = {zone.lower(): zone for zone in zones}
    by_city = {zone.rsplit("/", 1)[-1].lower(): zone for zone in sorted(zones) if "/" in zone}
    if wanted in by_name:
        return [by_name[wanted]]
    city = difflib.get_close_matches(wanted.rsplit("/", 1)[-1], by_city, n=1, cutoff=0.75)
    full = difflib.get_close_matches(wanted, by_name, n=2, cutoff=0.7)
    found = [by_city[name] for name in city] + [by_name[name] for name in full]
    return list(dict.fromkeys(found))[:3]


def _either(names: list[str]) -> str:
    return " or ".join(f"“{name}”" for name in names)


def machine_zone() -> str:
    """Return this machine's own time zone, or UTC when it doesn't say."""
    link = Path("/etc/localtime")
    named = os.environ.get("TZ", "").lstrip(":")
    if not named and link.is_symlink():
        named = str(link.resolve()).rpartition("zoneinfo/")[2]
    return named if named in zoneinfo.available_timezones() else "UTC"


def checked_language(text: str) -> str:
    """Return a language code (“en”, “pt-br”) as Django writes it. Raises Problem."""
    code = text.strip().replace("_", "-")
    try:
        locale = Locale.parse(code, sep="-")
    except (ValueError, UnknownLocaleError):
        hint = _near_languages(code)
        raise Problem(
            f"“{text}” isn't a language code.{hint} Codes are like en, fr, pt-br or ar."
        ) from None
    return str(locale).replace("_", "-").lower()


def _near_languages(text: str) -> str:
    english = Locale("en").languages
    names = {str(english[code]).lower(): code for code in locale_identifiers() if code in english}
    near = difflib.get_close_matches(text.lower(), names, n=1, cutoff=0.7)
    return f" Did you mean “{names[near[0]]}” ({near[0].title()})?" if near else ""
