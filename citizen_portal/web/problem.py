"""What a machine is told when it gets no answer: RFC 9457, Problem Details for HTTP APIs."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, request
from pydantic import BaseModel, Field

from citizen_portal.domain.wording import Text
from citizen_portal.web.language import words

PROBLEM = "application/problem+json"
FOR_MACHINES = "/api/"


class Problem(BaseModel):
    """Why there is no answer."""

    type: str = Field(default="about:blank", description="The status says it all.")
    title: str = Field(description="The name of the status.")
    status: int
    detail: str | None = Field(default=None, description="What to do, in a sentence.")


def asked_by_a_machine() -> bool:
    """Tell whether the address belongs to the API, known or not."""
    return request.path.startswith(FOR_MACHINES)


def problem(status: int, detail: Text | None = None) -> Response:
    """The answer that stands in place of an error page."""
    said = Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=None if detail is None else words(detail),
    )
    return Response(said.model_dump_json(exclude_none=True), status, mimetype=PROBLEM)
