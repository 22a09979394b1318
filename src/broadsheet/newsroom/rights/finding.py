"""Who finds which story in the editor before it is public.

Lists, the search, the admin API and the site's history ask the policy of pages; choosers and
the wall, which Wagtail shows without asking it, ask here too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from broadsheet.lib import clock
from broadsheet.newsroom.models import Section, Story
from broadsheet.newsroom.queries import doors
from broadsheet.newsroom.rights.story import EVERYTHING

PUBLIC = "broadsheet_newsroom.view_story"
"""The right to find everybody's public stories in the editor's lists."""

EXPLORING = {"add", "change", "publish", "bulk_delete", "lock", "unlock"}
"""Wagtail lets into its lists of pages whoever has any of these; here ``view`` does too."""


class NewsroomPolicy(PagePermissionPolicy):
    """Wagtail's rights of pages, of which lists show a story only to who may find it.

    ``view`` on a page, which Django knows and Wagtail doesn't use, is the right to look
    around from there and to do nothing.
    """

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Say whether the user has any of the rights, or asks only to look around and may."""
        return bool(super().user_has_any_permission(user, _with_looking(actions)))

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Page]:
        """Return the pages on which the user has any of the rights."""
        asked = _with_looking(actions)
        pages: QuerySet[Page] = super().instances_user_has_any_permission_for(user, asked)
        return pages

    def instances_with_direct_explore_permission(self, user: Any) -> Any:
        """Return the pages from which the user may look around."""
        if user.is_superuser:
            return super().instances_with_direct_explore_permission(user)
        names = self._get_permission_codenames({*EXPLORING, "view"})
        held = self.get_cached_permissions_for_user(user)
        return [each.page for each in held if each.permission.codename in names]

    def explorable_instances(self, user: Any) -> QuerySet[Page]:
        """Return the pages that lists, the search, the API and histories show to the user."""
        if not user.is_superuser and not self.instances_with_direct_explore_permission(user):
            return Page.objects.none()
        pages: QuerySet[Page] = super().explorable_instances(user)
        return pages.filter(found_by(user, public=user.has_perm(PUBLIC)))


def _with_looking(actions: Any) -> Any:
    return {*actions, "view"} if set(actions) >= EXPLORING else actions


def found_by(user: Any, *, public: bool) -> Q:
    """Return which pages somebody finds: no stories but their own and those they may work on.

    With ``public``, everybody's public stories too. Sections and standing pages are always
    found.
    """
    if user.has_perm(EVERYTHING):
        return Q()
    found = ~Q(content_type=ContentType.objects.get_for_model(Story)) | Q(owner=user)
    for grant in _policy.get_cached_permissions_for_user(user):
        if grant.permission.codename in {"change_page", "publish_page"}:
            found |= Q(path__startswith=grant.page.path)
    return found | _is_public() if public else found


def _is_public() -> Q:
    private, shut = doors()
    is_public = Q(live=True, expired=False)
    is_public &= Q(expire_at__isnull=True) | Q(expire_at__gt=clock.now())
    paths = Section.objects.filter(pk__in=shut).values_list("path", flat=True) if shut else ()
    for path in (*private, *paths):
        is_public &= ~Q(path__startswith=path)
    return is_public


def hidden_from(user: Any, pks: Iterable[Any]) -> list[Page]:
    """Return those of these pages that are stories which the user may not even know of."""
    if user.has_perm(EVERYTHING):
        return []
    pages = Page.objects.filter(pk__in=[pk for pk in pks if str(pk).isdigit()])
    rest = pages.exclude(pk__in=pages.filter(found_by(user, public=True)).values("pk"))
    return [page for page in rest if not page.permissions_for_user(user).can_read()]


def offer_what_is_found(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Have choosers offer public stories and those that somebody finds, and no others."""
    return pages.filter(found_by(request.user, public=True))


_policy = NewsroomPolicy()


def register() -> None:
    """Have Wagtail ask our policy of every page."""
    register_permission_policy(Page, _policy)
