"""The reading as a reader sees it."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

from broadsheet.fronts.weather.state import MAX_AGE, MAX_AHEAD, WeatherState, is_current

CELSIUS, FAHRENHEIT = "celsius", "fahrenheit"

_SYSTEMS = ("adlm arab arabext beng cakm deva hmnp mtei mymr nkoo olck tibt", "𞥐٠۰০𑄶०𞅀꯰၀߀᱐༠")
_ZEROS = dict(zip(_SYSTEMS[0].split(), _SYSTEMS[1], strict=True))
"""The zero of each numbering system that is some language's own (CLDR), 1 to 9 following it:
Babel writes the decimal mark of such a language, but leaves the digits Latin."""


def shown(
    state: WeatherState, *, now: datetime, units: str = CELSIUS, language: str = "en"
) -> str | None:
    """Return the temperature in words, such as "−6.6 °C", or None when none is known.

    A reading that was taken more than three hours ago isn't the temperature now, and
    isn't shown. ``units`` is "celsius" or "fahrenheit"; the digits and the decimal
    mark are those of ``language`` (BCP 47); the minus is a real one (U+2212).
    """
    if state.celsius is None or state.observed_at is None:
        return None
    if not is_current(state.observed_at, now):
        return None
    degrees = Decimal(str(state.celsius))
    if units == FAHRENHEIT:
        degrees = degrees * 9 / 5 + 32
    locale = _locale(language)
    text = f"{_number(degrees, locale)} °{'F' if units == FAHRENHEIT else 'C'}"
    # Among right-to-left words the minus would end up behind the number (UAX 9).
    return f"\u2066{text}\u2069" if locale.character_order == "right-to-left" else text


def hidden_from(state: WeatherState, *, now: datetime) -> datetime | None:
    """Return the moment from which ``shown`` says something else of the same state, if any."""
    if state.celsius is None or state.observed_at is None:
        return None
    first, last = state.observed_at - MAX_AHEAD, state.observed_at + MAX_AGE
    if now < first:
        return first
    return last + timedelta(microseconds=1) if now <= last else None


def _number(degrees: Decimal, locale: Locale) -> str:
    number = format_decimal(
        _one_decimal(degrees), format="0.0", locale=locale, numbering_system="default"
    ).replace("-", "−")
    zero = _ZEROS.get(locale.default_numbering_system, "0")
    return number.translate({ord("0") + n: chr(ord(zero) + n) for n in range(10)})


def _one_decimal(degrees: Decimal) -> Decimal:
    """Round halves away from zero, as people do; −0.04 is 0.0, which has no sign."""
    return degrees.quantize(Decimal("0.1"), ROUND_HALF_UP) + 0


def _locale(language: str) -> Locale:
    """Return the nearest locale that CLDR knows: "sv-XX" is read as "sv", "tlh" as "en"."""
    for tag in (language, language.split("-")[0].split("_")[0]):
        try:
            return Locale.parse(tag.replace("-", "_"))
        except (ValueError, UnknownLocaleError, TypeError):
            continue
    return Locale("en")
