"""What an officer sees before asking: everything of the dossier that can be asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from citizen_portal.domain.moment import day_in_vietnam
from citizen_portal.domain.roles import ActorKind
from citizen_portal.domain.supplement_reasons import ItemKind
from citizen_portal.domain.wording import Text
from citizen_portal.services.actor import Actor, require_officer
from citizen_portal.services.dossiers.page import DossierPage, open_agency_dossier
from citizen_portal.services.officer_acts import OfficerAct
from citizen_portal.services.parts import Parts
from citizen_portal.services.supplements.asking import begin_asking
from citizen_portal.services.supplements.items import key_of
from citizen_portal.services.supplements.limits import (
    held_in_vault,
    last_moment_to_ask,
    proposed_answer_by,
)

NOT_RECEIVED = Text("Chưa có tệp nào", "No file received")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskableLine:
    """A question with its answer, or a paper with what was received.

    ``vault`` is the code under which the applicant's vault holds the paper, or "".
    """

    key: str
    kind: ItemKind
    title: Text
    value: Text
    vault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskableGroup:
    """The questions of one step, or the papers."""

    title: Text
    lines: tuple[AskableLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    """``last_moment`` is until when processing may ask without a ground, None at reception;
    ``again`` when this is the approver's exception at a stage that was asked already.
    """

    page: DossierPage
    groups: tuple[AskableGroup, ...]
    last_moment: datetime | None
    late: bool
    again: bool
    answer_by: datetime


def open_request_page(
    session: Session, parts: Parts, actor: Actor | None, dossier_id: UUID
) -> RequestPage:
    """Everything that can be asked for. Raises what ``begin_asking`` raises."""
    require_officer(actor)
    act = begin_asking(session, parts, actor, dossier_id, None)
    vault = held_in_vault(session, parts, act.dossier, act.procedure)
    last = last_moment_to_ask(session, parts, act.dossier)
    page = open_agency_dossier(session, parts, actor, dossier_id)
    return RequestPage(
        page=page,
        groups=(*_questions(page), *_papers(act, page, vault)),
        last_moment=last,
        late=last is not None and act.now > last,
        again=act.kind is ActorKind.APPROVER,
        answer_by=proposed_answer_by(parts, page.agency.id),
    )


def _questions(page: DossierPage) -> tuple[AskableGroup, ...]:
    if page.procedure.interlinked:
        return ()
    return tuple(
        AskableGroup(
            title=step.title,
            lines=tuple(
                AskableLine(
                    key=key_of(ItemKind.FIELD, line.question), kind=ItemKind.FIELD,
                    title=line.label, value=line.value,
                )
                for line in step.lines
            ),
        )
        for step in page.answered
        if step.lines
    )  # fmt: skip


def _papers(
    act: OfficerAct, page: DossierPage, vault: Mapping[str, str]
) -> tuple[AskableGroup, ...]:
    """The papers that the answers call for first, then the procedure's others."""
    received: dict[str, list[str]] = {}
    for one in page.attachments:
        received.setdefault(one.requirement, []).append(one.file_name)
    on = day_in_vietnam(page.submitted_at or act.now)
    needed = {one.name for one in page.procedure.needed_documents(page.answers, on)}
    in_order = sorted(page.procedure.documents, key=lambda one: one.name not in needed)
    lines = tuple(
        AskableLine(
            key=key_of(ItemKind.PAPER, one.name),
            kind=ItemKind.PAPER,
            title=one.title,
            value=Text(", ".join(received[one.name])) if one.name in received else NOT_RECEIVED,
            vault=vault.get(one.name, ""),
        )
        for one in in_order
    )
    return (AskableGroup(title=Text("Giấy tờ", "Papers"), lines=lines),) if lines else ()
