"""The API told to programs: OpenAPI 3.1 (spec.openapis.org/oas/v3.1.1), and where to begin."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from broadsheet.masthead.queries import publication
from broadsheet.newsroom.models.story import Kind
from broadsheet.wire.outgoing.addresses import whole
from broadsheet.wire.outgoing.answers import answer
from broadsheet.wire.outgoing.api.cors import open_to_scripts
from broadsheet.wire.outgoing.api.documents import ROOT
from broadsheet.wire.outgoing.api.endpoints import ENDPOINTS
from broadsheet.wire.outgoing.api.pagination import MOST, USUAL
from broadsheet.wire.outgoing.api.problems import CONTENT_TYPE
from broadsheet.wire.outgoing.api.schemas import SCHEMAS, Schema, list_of, ref

VERSION = "1.0"

_KEY: Schema = {"type": "integer", "minimum": 0}
_MOMENT: Schema = {"type": "string", "description": "ISO 8601: a day, or a moment."}

NARROWED: dict[str, tuple[str, Schema]] = {
    "section": ("What is in this section, or below it.", _KEY),
    "author": ("What this author signed or worked on.", _KEY),
    "topic": ("What is about this topic.", _KEY),
    "kind": ("Of this kind.", {"type": "string", "enum": [str(kind) for kind in Kind.values]}),
    "from": ("First published then or later.", _MOMENT),
    "before": ("First published before.", _MOMENT),
    "changed_since": ("Whose text was published, first or anew, then or later.", _MOMENT),
}

PAGED: dict[str, tuple[str, Schema]] = {
    "limit": (
        "Items of a page.",
        {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
    ),
    "after": ("Where the page begins: only as “meta.next” has it.", {"type": "string"}),
}

PROBLEMS = {
    400: "A parameter that there isn't, or that can't be read.",
    404: "There is nothing here.",
    406: "There is no such format.",
    410: "It was public, and was taken back: please remove your copy.",
    429: "You asked too often; “Retry-After” says for how many seconds to wait.",
}


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """Say where the lists are."""
    lists = {each.place: whole(f"{ROOT}{each.place}/") for each in ENDPOINTS}
    return _answer(request, {"version": VERSION, "openapi": whole(f"{ROOT}openapi.json"), **lists})


@require_safe
def description(request: HttpRequest) -> HttpResponseBase:
    """Answer with the OpenAPI document."""
    return _answer(request, document(name=publication().name))


def document(*, name: str) -> dict[str, Any]:
    """Return the OpenAPI document of the paper of this name."""
    paths: dict[str, Any] = {}
    for each in ENDPOINTS:
        kind = each.place
        shape = each.model.__name__ if each.model.__name__ != "Photo" else "Picture"
        parameters = [_parameter(name, told) for name, told in PAGED.items()]
        parameters += [_parameter(name, NARROWED[name]) for name in each.filters]
        parameters.append(form := _form(each))
        paths[f"/{kind}/"] = {"get": _read(f"list_{kind}", each, list_of(shape), parameters)}
        key = _key(of=each)
        paths[f"/{kind}/{{id}}/"] = {"get": _read(f"read_{kind}", each, ref(shape), [key, form])}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": name,
            "version": VERSION,
            "description": "What readers may see, for programs. No key is needed.",
        },
        "servers": [{"url": whole(ROOT).rstrip("/")}],
        "paths": paths,
        "components": {"schemas": SCHEMAS, "responses": _problems()},
    }


def _read(name: str, endpoint: Any, shape: Schema, parameters: list[Any]) -> dict[str, Any]:
    known = {str(status): {"$ref": f"#/components/responses/{status}"} for status in PROBLEMS}
    return {
        "operationId": name,
        "summary": endpoint.__doc__,
        "parameters": parameters,
        "responses": {
            "200": {"description": "As asked for.", "content": _content(endpoint, shape)},
            "304": {"description": "You have it: its tag is the one in “If-None-Match”."},
            **known,
        },
    }


def _content(endpoint: Any, shape: Schema) -> dict[str, Any]:
    """Return the formats there are. What ninjs is, IPTC's own schema tells."""
    others = endpoint.renderer_classes[1:]
    return {
        "application/json": {"schema": shape},
        **{each.media_type: {"schema": {"type": "object"}} for each in others},
    }


def _parameter(name: str, told: tuple[str, Schema]) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": told[0], "schema": told[1]}


def _form(endpoint: Any) -> dict[str, Any]:
    shape = {"type": "string", "enum": [each.format for each in endpoint.renderer_classes]}
    return _parameter("format", ("The same as “Accept”, in the address.", shape))


def _key(*, of: Any) -> dict[str, Any]:
    shape = {"type": "string", "format": "uuid"} if of.key.startswith("uuid") else _KEY
    return {"name": "id", "in": "path", "required": True, "schema": shape}


def _problems() -> dict[str, Any]:
    content = {CONTENT_TYPE: {"schema": ref("Problem")}}
    return {str(code): {"description": t, "content": content} for code, t in PROBLEMS.items()}


def _answer(request: HttpRequest, data: Any) -> HttpResponseBase:
    body = json.dumps(data, ensure_ascii=False, indent=1).encode()
    return open_to_scripts(answer(request, body, "application/json"))
