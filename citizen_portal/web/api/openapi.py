"""The description of the API in the words of OpenAPI, drawn from the resources themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any, Final, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from citizen_portal.web.api import api_pages
from citizen_portal.web.api.answering import kept_json
from citizen_portal.web.api.describing import JSON, PREFIX, Resource
from citizen_portal.web.api.lifecycle import LIFECYCLE
from citizen_portal.web.guards import public
from citizen_portal.web.problem import PROBLEM, Problem

OPENAPI: Final = Resource("/openapi.json", "getOpenApi", "This description, as OpenAPI 3.1.")
RESOURCES: Final = (LIFECYCLE, OPENAPI)
"""All of them, in the order of the documentation."""

_SCHEMAS = "#/components/schemas/{model}"


@api_pages.get(OPENAPI.path)
@public
def show_openapi() -> Any:
    """The description."""
    return kept_json(_written())


@cache
def _written() -> str:
    return json.dumps(description(), ensure_ascii=False)


def description() -> dict[str, Any]:
    """The whole API as an OpenAPI 3.1 document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Citizen portal",
            "version": "1",
            "description": "Open to everybody; answers may be kept and asked for again by ETag.",
        },
        "servers": [{"url": PREFIX}],
        "paths": {one.path: {"get": _operation(one)} for one in RESOURCES},
        "components": {"schemas": schemas()},
    }


def schemas() -> dict[str, Any]:
    """The JSON Schema of each model that an answer is made of, by name."""
    models: list[type[BaseModel]] = [one.answer for one in RESOURCES if one.answer] + [Problem]
    wanted: list[tuple[type[BaseModel], Literal["serialization"]]] = [
        (model, "serialization") for model in models
    ]
    _, found = models_json_schema(wanted, ref_template=_SCHEMAS)
    return dict(sorted(found["$defs"].items()))


def _operation(resource: Resource) -> dict[str, Any]:
    return {
        "operationId": resource.name,
        "summary": resource.summary,
        "responses": dict(_responses(resource)),
    }


def _responses(resource: Resource) -> Iterator[tuple[str, Any]]:
    etag = {"ETag": {"schema": {"type": "string"}, "description": "For If-None-Match."}}
    shape = _reference(resource.answer) if resource.answer else {"type": "object"}
    yield "200", {"description": "The answer.", "headers": etag, "content": _content(JSON, shape)}
    yield "304", {"description": "What the caller has is still right."}
    yield (
        "default",
        {
            "description": "No answer; the problem says why (RFC 9457).",
            "content": _content(PROBLEM, _reference(Problem)),
        },
    )


def _reference(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": _SCHEMAS.format(model=model.__name__)}


def _content(media_type: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {media_type: {"schema": schema}}
