"""Answers that the State already knows: filled in, and marked with where they come from."""

from __future__ import annotations

from typing import Any

from citizen_portal.models import Person
from citizen_portal.procedures.admission import declared
from citizen_portal.procedures.procedure import Procedure

IDENTITY = "identity"
COUNTER = "counter"
"""Of a person who has yet to log in: what they showed at the counter."""

_SOURCES = {
    "identity.full_name": lambda person: person.full_name,
    "identity.personal_number": lambda person: person.personal_number,
    "identity.birth_date": lambda person: person.birth_date,
    "identity.gender": lambda person: person.gender,
    "identity.phone": lambda person: person.phone,
    "identity.email": lambda person: person.email,
    "identity.address": lambda person: person.address,
}


def prefilled(procedure: Procedure, person: Person) -> tuple[dict[str, Any], dict[str, str]]:
    """The answers that the identity provider, or an officer, vouches for, each with its source."""
    known = IDENTITY if person.last_login_at else COUNTER
    answers: dict[str, Any] = {}
    sources: dict[str, str] = {}
    for step in procedure.form:
        for name, question in step.questions().items():
            read = _SOURCES.get(question.prefill) if declared(step, question.prefill) else None
            value = read(person) if read else None
            if value:
                answers[name] = value
                sources[name] = known
    return answers, sources
