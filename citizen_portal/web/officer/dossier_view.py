"""A dossier's parts as the officers' page draws them: plain values only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from citizen_portal.domain.moment import format_moment_short
from citizen_portal.domain.wording import Text, as_text
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services.answer_lines import AnsweredStep
from citizen_portal.services.attachments import AttachmentView
from citizen_portal.services.dossiers.page import DossierPage, EventView
from citizen_portal.web.arrivals import arrival_of
from citizen_portal.web.issued_papers import paper_address

_SCAN_WORDS = {
    "clean": (None, ""),
    "pending": (Text("Đang kiểm tra", "Being checked"), "yellow"),
    "infected": (Text("Có mã độc, không mở được", "Infected, cannot be opened"), "red"),
}
_SUPPLEMENT = Text("Giấy tờ bổ sung", "Supplement")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A question and its answer."""

    label: Text
    value: Text
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerBlock:
    """The answers of one step."""

    title: Text
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedPaper:
    """A paper that the applicant attached."""

    id: UUID
    label: Text
    file_name: str
    size: int
    href: str
    state: Text | None
    tone: str
    note: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedPaper:
    """A paper that the portal issued."""

    title: Text
    number: str
    at: datetime
    href: str
    ready: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One thing of the time line."""

    title: Text
    at: datetime
    by: Text
    note: Text


def address_of(dossier_id: UUID) -> str:
    """The officers' address of a dossier."""
    return f"/can-bo/ho-so/{dossier_id}"


def answer_block(
    step: AnsweredStep, title: Text | None = None, corrected: Collection[str] = ()
) -> AnswerBlock:
    """One step's answers, under its own title or another; those that officers corrected marked."""
    rows = tuple(
        Row(label=_corrected(line.label) if line.question in corrected else line.label,
            value=line.value)
        for line in step.lines
    )  # fmt: skip
    return AnswerBlock(title=title or step.title, rows=rows)


def _corrected(label: Text) -> Text:
    return Text(f"{label.vi} (đã đính chính)", f"{label.en or label.vi} (corrected)")


def received_papers(dossier: DossierPage) -> tuple[ReceivedPaper, ...]:
    """What the applicant attached, with a link to what is known to be clean."""
    return tuple(_received(dossier, one) for one in dossier.attachments if one.frozen_at)


def _received(dossier: DossierPage, one: AttachmentView) -> ReceivedPaper:
    state, tone = _SCAN_WORDS[one.scan_state]
    address = f"{address_of(dossier.id)}/giay-to/{one.id}"
    return ReceivedPaper(
        id=one.id,
        label=_title_of(dossier.procedure, one.requirement),
        file_name=one.file_name,
        size=one.size,
        href=address if one.scan_state == "clean" else "",
        state=state,
        tone=tone,
        note=Text(f"Bổ sung lần {one.supplement_number}", f"Supplement {one.supplement_number}")
        if one.supplement_number
        else Text(""),
    )


def _title_of(procedure: Procedure, requirement: str) -> Text:
    try:
        return as_text(procedure.document(requirement).title)
    except KeyError:
        return _SUPPLEMENT


def issued_papers(dossier: DossierPage) -> tuple[IssuedPaper, ...]:
    """What the portal issued, oldest first."""
    return tuple(
        IssuedPaper(
            title=one.words,
            number=one.document_number,
            at=one.issued_at,
            href=paper_address(address_of(dossier.id), one.kind, one.number),
            ready=one.ready,
        )
        for one in dossier.papers
    )


def what_happened(dossier: DossierPage) -> tuple[Happened, ...]:
    """The time line, newest first."""
    return tuple(
        Happened(title=event.action.label, at=event.at, by=event.who, note=_note(dossier, event))
        for event in reversed(dossier.events)
    )


def _note(dossier: DossierPage, event: EventView) -> Text:
    """The reason, the new date, the step that follows: whichever there are."""
    vi, en = [event.reason] if event.reason else [], [event.reason] if event.reason else []
    due = event.detail.get("due_at")
    if due:
        moment = datetime.fromisoformat(due)
        vi.append(f"Ngày hẹn: {format_moment_short(moment)}.")
        en.append(f"Due: {format_moment_short(moment, 'en')}.")
    arrived = arrival_of(event)
    if arrived is not None:
        vi.append(arrived.vi)
        en.append(arrived.en)
    following = event.detail.get("next_step")
    for step in dossier.procedure.steps:
        if step.name == following:
            vi.append(f"Sang bước: {step.title.vi}.")
            en.append(f"Next step: {step.title.en or step.title.vi}.")
    if event.detail.get("to"):
        vi.append(f"Giao cho: {event.detail['to']}.")
        en.append(f"Given to: {event.detail['to']}.")
    return Text(" ".join(vi), " ".join(en))
