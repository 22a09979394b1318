"""What we write to readers. Nothing in these mails is the asker's own words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_datetime
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from broadsheet.fronts.page import absolute
from broadsheet.masthead.models import Publication
from broadsheet.masthead.queries import publication
from broadsheet.newsletters import tokens
from broadsheet.newsletters.models import (
    AddressChange,
    Confirmation,
    List,
    Reader,
    Subscription,
)
from broadsheet.newsletters.models.outbox import SECRET_MARK

SUBJECT_LENGTH = 200


def please_confirm(
    *, letter: Confirmation, lists: Sequence[List], origin: str | None
) -> dict[str, str]:
    """Return subject and text of the letter that asks; its link holds the mark, not the secret."""
    paper = publication()
    context = {
        "lists": lists,
        "origin": origin,
        "asked": _written(letter.created, paper, letter.reader.language),
        "expires": _written(letter.expires, paper, letter.reader.language),
        "link": absolute(f"/-/newsletters/confirm/{SECRET_MARK}"),
    }
    with translation.override(letter.reader.language):
        subject = _("Please confirm: %(lists)s") % {"lists": names(lists)}
        return _mail(subject, "newsletters/please_confirm.txt", paper, context)


def already_on(*, reader: Reader, places: Sequence[Subscription]) -> dict[str, str]:
    """Return subject and text for a reader who asked for what they already get."""
    paper = publication()
    context = {
        "places": [(place.list, leave_link(place)) for place in places],
        "preferences": preferences_link(reader),
    }
    with translation.override(reader.language):
        subject = _("You are already on the list: %(lists)s") % {
            "lists": names([place.list for place in places])
        }
        return _mail(subject, "newsletters/already_on.txt", paper, context)


def your_link(*, reader: Reader) -> dict[str, str]:
    """Return subject, text and secret of the mail with the link to a reader's own page."""
    paper = publication()
    link = absolute(f"/-/newsletters/preferences/{SECRET_MARK}")
    with translation.override(reader.language):
        subject = _("Your newsletters")
        mail = _mail(subject, "newsletters/your_link.txt", paper, {"link": link})
    return {**mail, "secret": tokens.fresh_token(reader.key)}


def please_agree(*, wish: AddressChange, to_new: bool) -> dict[str, str]:
    """Return subject and text of the mail that asks one of the two letter boxes."""
    paper = publication()
    context = {
        "wish": wish,
        "to_new": to_new,
        "expires": _written(wish.expires, paper, wish.reader.language),
        "link": absolute(f"/-/newsletters/address/{SECRET_MARK}"),
    }
    with translation.override(wish.reader.language):
        return _mail(_("Your new address"), "newsletters/please_agree.txt", paper, context)


def readers_exported(*, count: int, lists: str, file: str) -> dict[str, str]:
    """Return subject and text of the mail that tells a publisher of an export."""
    paper = publication()
    with translation.override(paper.language):
        context = {"count": count, "lists": lists, "file": file}
        subject = _("Readers’ addresses were exported")
        return _mail(subject, "newsletters/readers_exported.txt", paper, context)


def preferences_link(reader: Reader) -> str:
    """Return the address of a reader's own page, for the foot of every mail to them."""
    return absolute(f"/-/newsletters/preferences/{tokens.preferences_token(reader.key)}")


def leave_link(place: Subscription) -> str:
    """Return the address that ends a subscription, by a button and by RFC 8058's POST."""
    return absolute(f"/-/newsletters/leave/{tokens.leave_token(place.key)}")


def names(lists: Sequence[List]) -> str:
    """Return the names of lists as one line of text."""
    return ", ".join(each.name for each in lists)


def _mail(
    subject: str, template: str, paper: Publication, context: dict[str, Any]
) -> dict[str, str]:
    text = render_to_string(template, {"paper": paper, "home": absolute("/"), **context})
    return {"subject": " ".join(subject.split())[:SUBJECT_LENGTH], "text": text.strip() + "\n"}


def _written(moment: datetime, paper: Publication, language: str) -> str:
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        locale = Locale("en")
    return format_datetime(moment, format="long", tzinfo=paper.zone, locale=locale)
