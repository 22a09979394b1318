"""Inviting, inviting again, taking back, and coming."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from broadsheet.lib import clock
from broadsheet.staff import mails
from broadsheet.staff.actions import assign_desks, hire
from broadsheet.staff.audit import record
from broadsheet.staff.invitations.tokens import invitation_of, new_token
from broadsheet.staff.models import Invitation, User
from broadsheet.staff.roles import DESK_EDITOR, EVERY_ROLE, GROUPS, PUBLISHER

LASTS = timedelta(hours=72)


@dataclass(frozen=True)
class Sent:
    """An invitation that was kept, its link, and why the letter couldn't be sent, if so."""

    invitation: Invitation
    link: str
    trouble: str

    @property
    def is_delivered(self) -> bool:
        """Whether the letter is on its way, so that nobody need pass on the link."""
        return not self.trouble and mails.is_sent()


def roles_to_give(by: User | None) -> list[str]:
    """Return the roles that this person may invite for; without one, a command's: all."""
    mine = by is None or by.is_superuser
    return [role for role in EVERY_ROLE if mine or role != PUBLISHER]


def invite(*, email: str, role: str, by: User | None = None, sections: Iterable[Page] = ()) -> Sent:
    """Ask somebody to work here as ``role``; a desk editor, to answer for ``sections``.

    An open invitation of theirs is replaced. Raises ValidationError if somebody with this
    address works here, for a role that isn't ``by``'s to give, and for a desk of others than
    desk editors. A mail server that fails undoes nothing.
    """
    sections = list(sections)
    if role not in roles_to_give(by):
        known = ", ".join(roles_to_give(by))
        raise ValidationError(_("Roles that you can give: %(known)s.") % {"known": known})
    if sections and role != GROUPS[DESK_EDITOR.name]:
        raise ValidationError(_("Only desk editors have desks."))
    email = User.objects.normalize_email(email.strip())
    if User.objects.filter(email__iexact=email).exists():
        raise ValidationError(_("Somebody with this e-mail address works here already."))
    return _send(*_write(email=email, role=role, by=by, sections=sections))


@transaction.atomic
def _write(
    *, email: str, role: str, by: User | None, sections: list[Page]
) -> tuple[Invitation, str]:
    waiting = Invitation.objects.filter(accepted_at=None, revoked_at=None)
    now, (token, digest) = clock.now(), new_token()
    invitation = waiting.filter(email__iexact=email).first() or Invitation(email=email)
    invitation.role, invitation.digest, invitation.made_by = role, digest, by
    invitation.made_at, invitation.expires_at = now, now + LASTS
    invitation.full_clean()
    invitation.save()
    invitation.sections.set(sections)
    record("broadsheet.invite", label=email, by=by, role=role)
    return invitation, token


def _send(invitation: Invitation, token: str) -> Sent:
    link = mails.absolute(f"/-/desk/invitation/{token}/")
    trouble = mails.send(
        to=invitation.email,
        subject=_("Come and work with us"),
        template="invitations/letter.txt",
        link=link,
        invitation=invitation,
    )
    return Sent(invitation, link, trouble)


@transaction.atomic
def revoke(*, invitation: Invitation, by: User) -> None:
    """Take an invitation back: its link opens nothing any more."""
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if waiting.update(revoked_at=clock.now()):
        record("broadsheet.uninvite", label=invitation.email, by=by)


@transaction.atomic
def accept(*, token: str, first_name: str, last_name: str, password: str | None) -> User | None:
    """Make the invited person's account; without a password it is for passkeys alone.

    Return None for a link that has ended. Raises ValidationError for a weak password.
    """
    invitation = invitation_of(token)
    if invitation is None:
        return None
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if not waiting.update(accepted_at=clock.now()):
        return None
    user = hire(
        email=invitation.email,
        password=password,
        role=invitation.role,
        first_name=first_name,
        last_name=last_name,
    )
    assign_desks(user=user, sections=invitation.sections.all())
    record("broadsheet.accept", on=user, by=user, role=invitation.role)
    return user
