"""An interlinked dossier as people see it: its parts, how far each is, what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action, Status, is_open
from citizen_portal.domain.wording import Text, as_text
from citizen_portal.models import Dossier, DossierEvent
from citizen_portal.procedures.catalogue import ProcedureSuspended
from citizen_portal.procedures.procedure import InterlinkedPart
from citizen_portal.services.interlinked.group import DONE, ENDED, group_facts, parts_of
from citizen_portal.services.interlinked.plan import needed_parts
from citizen_portal.services.papers.issued import PaperView, papers_of
from citizen_portal.services.parts import Parts
from citizen_portal.services.processing.steps import APPROVAL

AT_APPROVAL = Text("Chờ lãnh đạo phê duyệt", "Waiting for the approver")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """One part: its dossier once there is one, and what there is to say about it.

    ``alone`` is the code under which the part can be filed by itself, when it failed.
    """

    title: Text
    note: Text
    id: UUID | None = None
    code: str = ""
    status: Status | None = None
    agency_id: int | None = None
    agency: str = ""
    step: Text = Text("")  # noqa: RUF009 - frozen
    acceptance_due_at: datetime | None = None
    due_at: datetime | None = None
    reason: str = ""
    alone: str = ""
    results: tuple[PaperView, ...] = ()

    @property
    def done(self) -> bool:
        """Tell whether the part has its result."""
        return self.status in DONE

    @property
    def ended(self) -> bool:
        """Tell whether the part ended without a result."""
        return self.status in ENDED


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """The parts of a group, in the order of the declaration."""

    parts: tuple[PartView, ...]
    waits: bool

    @property
    def done(self) -> int:
        """How many parts have their result."""
        return sum(part.done for part in self.parts)

    @property
    def total(self) -> int:
        """How many parts there are."""
        return len(self.parts)

    @property
    def at_work(self) -> bool:
        """Tell whether a part is still being handled."""
        return any(part.status is not None and not part.done and not part.ended
                   for part in self.parts)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """The group that a part belongs to."""

    id: UUID
    code: str
    name: Text
    agency_id: int
    accepted: bool
    payment_state: str


def group_of(session: Session, parts: Parts, dossier: Dossier) -> Within | None:
    """The group of a part whose reader is known; None for any other dossier."""
    if dossier.parent_id is None:
        return None
    group = session.get_one(Dossier, dossier.parent_id)
    try:
        procedure = parts.catalogue.version(group.procedure_code, group.procedure_version)
        name = as_text(procedure.name)
    except ProcedureSuspended:
        name = Text(group.procedure_code)
    return Within(
        id=group.id,
        code=group.code or "",
        name=name,
        agency_id=group.handling_agency_id,
        accepted=group.status == Status.IN_PROCESSING,
        payment_state=group.payment_state,
    )


def view_group(session: Session, parts: Parts, dossier: Dossier) -> GroupView:
    """The parts of a group whose reader is known."""
    facts = group_facts(parts, dossier)
    known = {one.part: one for one in parts_of(session, dossier.id)}
    reasons = _reasons(session, [one.id for one in known.values()])
    wanted = needed_parts(facts.procedure, facts.answers, facts.submitted_on)
    views, waits = [], False
    for part in wanted:
        opened = known.get(part.name)
        if opened is not None:
            views.append(_opened(session, parts, part, opened, reasons.get(opened.id, "")))
            continue
        note = _why_unopened(part, wanted, known)
        waits = waits or note is NOT_YET_OPENED
        views.append(PartView(title=as_text(part.title), note=note))
    return GroupView(parts=tuple(views), waits=waits and is_open(Status(dossier.status)))


def _opened(
    session: Session, parts: Parts, part: InterlinkedPart, dossier: Dossier, reason: str
) -> PartView:
    status = Status(dossier.status)
    agency = parts.reference.agency(dossier.handling_agency_id)
    results: tuple[PaperView, ...] = ()
    if status is Status.RESULT_RETURNED:
        results = tuple(one for one in papers_of(session, dossier.id) if one.kind == "result")
    step, alone = _procedure_words(parts, dossier)
    failed = status in ENDED
    return PartView(
        title=as_text(part.title),
        note=_note(status, agency.name, alone=bool(alone)),
        id=dossier.id,
        code=dossier.code or "",
        status=status,
        agency_id=agency.id,
        agency=agency.name,
        step=step if status is Status.IN_PROCESSING else Text(""),
        acceptance_due_at=dossier.acceptance_due_at,
        due_at=dossier.due_at,
        reason=reason if failed else "",
        alone=alone if failed else "",
        results=results,
    )


def _procedure_words(parts: Parts, dossier: Dossier) -> tuple[Text, str]:
    """The name of the step that a part is in, and the code to file it by itself."""
    try:
        procedure = parts.catalogue.version(dossier.procedure_code, dossier.procedure_version)
    except ProcedureSuspended:
        return Text(""), ""
    steps = {one.name: as_text(one.title) for one in procedure.steps} | {APPROVAL: AT_APPROVAL}
    return steps.get(dossier.step, Text("")), "" if procedure.part_of else procedure.code


NOT_YET_OPENED = Text(
    "Chưa mở được phần này; cơ quan chủ trì sẽ mở lại. Bạn không phải làm gì thêm.",
    "This part could not be opened yet; the leading body tries again. You need not do anything.",
)
_SUPPLEMENT = Text(
    "Cần bạn bổ sung: hãy mở phần này và gửi nội dung được yêu cầu.",
    "It waits for you: open this part and send what was asked for.",
)
_ALONE = Text(
    "Các phần khác vẫn được giải quyết. Bạn có thể xem lý do, sửa và nộp riêng thủ tục này.",
    "The other parts go on. Read the reason, correct it, and file this procedure by itself.",
)


def _note(status: Status, agency: str, *, alone: bool) -> Text:
    if status is Status.SUPPLEMENT_REQUESTED:
        return _SUPPLEMENT
    if status not in ENDED:
        return Text("")
    if alone:
        return _ALONE
    return Text(
        f"Các phần khác vẫn được giải quyết. Hãy liên hệ {agency} để được hướng dẫn phần này.",
        f"The other parts go on. Contact {agency} about this one.",
    )


def _why_unopened(
    part: InterlinkedPart, wanted: Sequence[InterlinkedPart], known: Mapping[str, Dossier]
) -> Text:
    titles = {one.name: as_text(one.title) for one in wanted}
    before = [name for name in part.after if name in titles]
    failed = [name for name in before if _can_no_longer_come(name, wanted, known)]
    missing = [name for name in before if name not in known or known[name].status not in DONE]
    if failed:
        title = titles[failed[0]]
        return Text(
            f"Không mở được vì phần “{title.vi}” không có kết quả.",
            f"It cannot be opened, as the part “{title.en or title.vi}” has no result.",
        )
    if missing:
        title = titles[missing[0]]
        return Text(
            f"Mở khi xong phần “{title.vi}”.",
            f"It opens when the part “{title.en or title.vi}” is done.",
        )
    return NOT_YET_OPENED


def _can_no_longer_come(
    name: str, wanted: Sequence[InterlinkedPart], known: Mapping[str, Dossier]
) -> bool:
    """A part ended without a result, or waits for one that did."""
    if name in known:
        return known[name].status in ENDED
    part = next((one for one in wanted if one.name == name), None)
    return part is not None and any(_can_no_longer_come(one, wanted, known) for one in part.after)


def _reasons(session: Session, dossier_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Why a part ended, in the words of who decided."""
    if not dossier_ids:
        return {}
    event = DossierEvent
    rows = session.execute(
        select(event.dossier_id, event.reason)
        .where(
            event.dossier_id.in_(dossier_ids),
            event.action.in_([Action.REFUSE.value, Action.STOP.value, Action.WITHDRAW.value]),
        )
        .order_by(event.sequence)
    )
    return {row.dossier_id: row.reason for row in rows}


def next_for_group(view: GroupView, agency: str) -> Text:
    """What happens next to a group that is being handled, said to the applicant."""
    asked = next((one for one in view.parts if one.status is Status.SUPPLEMENT_REQUESTED), None)
    if asked is not None:
        return Text(
            f"Phần “{asked.title.vi}” cần bạn bổ sung.",
            f"The part “{asked.title.en or asked.title.vi}” waits for you.",
        )
    if not view.at_work and not view.waits and view.done < view.total:
        return Text(
            f"Có phần không có kết quả, lý do và việc cần làm ghi ở phần đó. {agency} sẽ kết "
            "thúc hồ sơ liên thông.",
            f"A part ended without a result; the reason and what to do stand there. {agency} "
            "will close the interlinked dossier.",
        )
    return Text(
        f"Đã xong {view.done}/{view.total} phần. Mỗi phần do một cơ quan giải quyết; "
        "bạn không phải nộp gì thêm.",
        f"{view.done} of {view.total} parts are done. Each is handled by its own agency; "
        "you need not file anything else.",
    )
