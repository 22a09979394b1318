"""Wagtail's app of users, with our views."""

from __future__ import annotations

from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(WagtailUsersAppConfig):
    """Stands in the settings for ``wagtail.users``."""

    default = False
    user_viewset = "broadsheet.staff.people.views.PersonViewSet"
    group_viewset = "broadsheet.staff.people.groups.RightsViewSet"
