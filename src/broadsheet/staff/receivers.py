"""What the log hears: that something is written to it, and what is done to people. Thin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group
from django.db import connections
from django.db.models.signals import (
    m2m_changed,
    post_migrate,
    post_save,
    pre_delete,
    pre_migrate,
    pre_save,
)
from django.dispatch import receiver
from wagtail.models import ModelLogEntry, PageLogEntry

from broadsheet.staff.audit import LogIsSealed, record, whence
from broadsheet.staff.models import User
from broadsheet.staff.seal import REFUSAL, seal, unseal

WATCHED = {"email": "e-mail", "is_active": "active", "is_superuser": "publisher"}
"""What is told of a person that changes: what decides whether, and as what, they get in."""


@receiver(pre_save, sender=PageLogEntry)
@receiver(pre_save, sender=ModelLogEntry)
def write_once(instance: Any, **_kwargs: Any) -> None:
    """Keep what is written, and add from where. Raises LogIsSealed for a line that is there."""
    if not instance._state.adding:
        raise LogIsSealed(REFUSAL)
    if place := whence():
        instance.data = {**(instance.data or {}), "from": place}


@receiver(pre_delete, sender=PageLogEntry)
@receiver(pre_delete, sender=ModelLogEntry)
def keep(**_kwargs: Any) -> None:
    """Raise LogIsSealed."""
    raise LogIsSealed(REFUSAL)


@receiver(pre_migrate)
def let_migrations_through(sender: Any, using: str, **_kwargs: Any) -> None:
    """Take the seal off while the database's structure changes."""
    if sender.label == "broadsheet_staff":
        unseal(connections[using])


@receiver(post_migrate)
def seal_the_log(sender: Any, using: str, **_kwargs: Any) -> None:
    """Put the seal on: a table that was made anew has lost it."""
    if sender.label == "broadsheet_staff":
        seal(connections[using])


@receiver(pre_save, sender=User)
def remember_the_person(instance: User, **_kwargs: Any) -> None:
    """Keep what the database says of somebody until it says another thing."""
    known = User.objects.filter(pk=instance.pk).values(*WATCHED).first() if instance.pk else None
    instance._was = known or {}  # type: ignore[attr-defined]


@receiver(post_save, sender=User)
def tell_of_the_person(instance: User, created: bool, **_kwargs: Any) -> None:
    """Write what has changed. Of somebody new it is told alone that it is a publisher."""
    was = {"is_superuser": False} if created else instance._was  # type: ignore[attr-defined]
    changes = [
        f"{words}: {_said(was[name])} → {_said(getattr(instance, name))}"
        for name, words in WATCHED.items()
        if name in was and was[name] != getattr(instance, name)
    ]
    if changes:
        record("broadsheet.person", on=instance, changes="; ".join(changes))


@receiver(m2m_changed, sender=User.groups.through)
def tell_of_the_groups(
    instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **_kwargs: Any
) -> None:
    """Write which roles, desks and other groups somebody was given, and which were taken."""
    act = {"post_add": "broadsheet.join", "post_remove": "broadsheet.leave"}.get(action)
    if action == "pre_clear":
        act = "broadsheet.leave"
        pk_set = set(
            (instance.user_set if reverse else instance.groups).values_list("pk", flat=True)
        )
    if not act or not pk_set:
        return
    people: Iterable[User] = User.objects.filter(pk__in=pk_set) if reverse else [instance]
    groups = [instance] if reverse else Group.objects.filter(pk__in=pk_set).order_by("name")
    names = ", ".join(group.name for group in groups)
    for person in people:
        record(act, on=person, groups=names)


def _said(value: Any) -> str:
    return {True: "yes", False: "no"}.get(value, str(value))
