"""What each resource is, said once: the address, what it answers, and in which shape."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from citizen_portal.domain.wording import Text

PREFIX = "/api/v1"
JSON = "application/json"


class Answer(BaseModel):
    """A part of an answer: every field is always there."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_serialization_defaults_required=True
    )


class Words(Answer):
    """What people read, in both languages."""

    vi: str
    en: str

    @classmethod
    def of(cls, text: Text) -> Words:
        """A text of the domain."""
        return cls(vi=text.vi, en=text.in_language("en"))


@dataclass(frozen=True, slots=True)
class Resource:
    """One address that is read: ``name`` is its operation, ``answer`` the shape."""

    path: str
    name: str
    summary: str
    answer: type[BaseModel] | None = None
