"""Desks: groups of staff that answer for sections.

A desk is a group, other than a role's, that holds page permissions on sections: on sections
only and never on a story, since permissions on many pages make Wagtail's explorer crawl
(wagtail/wagtail#14593). The database needs no table for it.
"""

from __future__ import annotations

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import GroupPagePermission, Page

from broadsheet.staff.models import User
from broadsheet.staff.roles import DESK_RIGHTS, GROUPS


def sections() -> QuerySet[Page]:
    """Return every section that a desk can answer for, in the tree's order."""
    kind = apps.get_model("broadsheet_newsroom", "Section")
    return Page.objects.exact_type(kind).order_by("path")


def section_at(address: str) -> Page:
    """Return the section of an address like ``world`` or ``world/europe``.

    Raises ValidationError if there is none, or more than one.
    """
    found = sections().filter(url_path__endswith=f"/{address.strip('/')}/")
    if len(found) == 1:
        return found[0]
    known = [page.url_path.split("/", 2)[2].strip("/") for page in (found or sections())]
    problem = (
        _("“%(address)s” is the address of several sections. Name it in full: %(known)s.")
        if found
        else _("There is no section “%(address)s”. Sections: %(known)s.")
    )
    raise ValidationError(problem % {"address": address, "known": ", ".join(known) or "–"})


def desks() -> QuerySet[Group]:
    """Return the groups that are desks."""
    owned = GroupPagePermission.objects.filter(page__in=sections())
    return (
        Group.objects.exclude(name__in=GROUPS).filter(pk__in=owned.values("group")).order_by("name")
    )


def sections_of(user: User) -> QuerySet[Page]:
    """Return the sections that somebody's desks answer for, without those below them."""
    owned = GroupPagePermission.objects.filter(group__in=desks().filter(user=user))
    return sections().filter(pk__in=owned.values("page"))


def desk_of(section: Page) -> Group:
    """Return the desk that answers for a section alone; make it if there is none."""
    for desk in desks().filter(page_permissions__page=section).distinct():
        held = GroupPagePermission.objects.filter(group=desk)
        if set(held.values_list("page", flat=True)) == {section.pk}:
            return desk
    desk = Group.objects.create(name=_free_name(f"{section.title[:130]} desk"))
    rights = Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=DESK_RIGHTS
    )
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=desk, page=section, permission=right) for right in rights
    )
    return desk


def _free_name(wanted: str) -> str:
    """Return the name, numbered if another group has it: nobody joins a desk by its name."""
    taken = set(Group.objects.filter(name__startswith=wanted).values_list("name", flat=True))
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted} {number}"
    return name
