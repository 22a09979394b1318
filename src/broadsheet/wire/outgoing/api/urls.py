"""The API's addresses, on Wagtail's router."""

from __future__ import annotations

from django.urls import path, re_path
from wagtail.api.v2.router import WagtailAPIRouter

from broadsheet.wire.outgoing.api.endpoints import ENDPOINTS
from broadsheet.wire.outgoing.api.openapi import description, index
from broadsheet.wire.outgoing.api.problems import nothing_here

router = WagtailAPIRouter("api")
for endpoint in ENDPOINTS:
    router.register_endpoint(endpoint.place, endpoint)

urlpatterns = [
    path("", index),
    path("openapi.json", description),
    path("", router.urls),
    re_path(r"^.+$", nothing_here),
]
