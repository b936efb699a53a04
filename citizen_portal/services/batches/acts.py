"""What can be done with many dossiers at once: the very use cases of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action
from citizen_portal.services import reception
from citizen_portal.services.actor import Actor
from citizen_portal.services.colleagues import assignment
from citizen_portal.services.parts import Parts
from citizen_portal.services.processing import approval, initialling
from citizen_portal.services.results import issuing

Typed = Mapping[str, Any]
Act = Callable[[Session, Parts, "Actor | None", UUID, "int | None", Typed], object]


def _assign(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID, seen: int | None,
    typed: Typed,
) -> None:  # fmt: skip
    to = UUID(typed["to"]) if typed.get("to") else None
    assignment.assign_dossier(session, parts, actor, dossier_id, seen, to)


BATCH_ACTS: Mapping[Action, Act] = {
    Action.ACCEPT: lambda *given: reception.accept_dossier(*given[:5]),
    Action.TAKE: lambda *given: assignment.take_dossier(*given[:5]),
    Action.ASSIGN: _assign,
    Action.INITIAL: lambda *given: initialling.initial_draft(*given[:5]),
    Action.APPROVE: lambda *given: approval.approve_result(*given[:5]),
    Action.ISSUE: lambda *given: issuing.issue_result(*given[:5]),
    Action.RETURN_RESULT: lambda *given: approval.return_result(*given[:5]),
}
"""By action: session, parts, actor, dossier, revision, and what was typed for all of them."""
