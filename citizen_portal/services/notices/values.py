"""What the places of a notice's words are filled with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action
from citizen_portal.domain.moment import format_moment_short, in_vietnam
from citizen_portal.domain.money import format_vnd
from citizen_portal.domain.notice_events import NoticeChannel, NoticeEvent
from citizen_portal.domain.roles import ActorKind
from citizen_portal.domain.wording import Text
from citizen_portal.models import Dossier, DossierEvent, OfficerPost, SupplementRequest
from citizen_portal.procedures.catalogue import ProcedureSuspended
from citizen_portal.services.parts import Parts

_OPEN = Text("xem trang hồ sơ", "see the dossier's page")
_OPEN_SMS = Text("xem tren Cong", "see the portal")
_EXPECTED = Text("hẹn {at}", "due {at}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What there is to tell of: when, why, how much."""

    event: NoticeEvent
    at: datetime
    reason: str = ""
    amount: int | None = None


def place_values(
    session: Session, parts: Parts, dossier: Dossier, occasion: Occasion, language: str
) -> dict[str, str]:
    """Every place with its words in one language, for e-mail and the portal."""
    agencies = parts.reference.agency
    begun = _begun(session, dossier)
    due = _day_that_counts(session, dossier, occasion.event)

    def when(moment: datetime | None) -> str:
        return format_moment_short(moment, language) if moment else _OPEN.in_language(language)

    amount = dossier.fee_total if occasion.amount is None else occasion.amount
    return {
        "ma_ho_so": dossier.code or "",
        "thu_tuc": _procedure(parts, dossier).in_language(language),
        "nguoi_nop": dossier.applicant_name,
        "co_quan": agencies(dossier.handling_agency_id).name,
        "noi_tiep_nhan": agencies(dossier.receiving_agency_id).name,
        "nguoi_xu_ly": _handler(session, parts, dossier).in_language(language),
        "noi_tra": agencies(dossier.return_agency_id).name,
        "luc": when(occasion.at),
        "luc_nop": when(dossier.submitted_at),
        "luc_tiep_nhan": when(dossier.accepted_at),
        "luc_xu_ly": when(begun),
        "luc_tra": _returned(dossier, when, language),
        "han": when(due),
        "so_tien": format_vnd(amount),
        "ly_do": occasion.reason or _OPEN.in_language(language),
        "duong_dan": f"{parts.base_url}/ho-so/{dossier.id}",
        "_han_sms": f"{in_vietnam(due):%H:%M %d/%m/%Y}" if due else _OPEN_SMS.in_language(language),
    }


def values_for(channel: NoticeChannel, values: Mapping[str, str]) -> dict[str, str]:
    """The values as a channel takes them: in an SMS a moment has no words."""
    if channel is NoticeChannel.SMS:
        return {"ma_ho_so": values["ma_ho_so"], "han": values["_han_sms"]}
    return dict(values)


def _procedure(parts: Parts, dossier: Dossier) -> Text:
    try:
        found = parts.catalogue.version(dossier.procedure_code, dossier.procedure_version)
    except ProcedureSuspended:
        return Text(dossier.procedure_code)
    return found.name


def _begun(session: Session, dossier: Dossier) -> datetime | None:
    """When the dossier was first handed over for processing."""
    event = DossierEvent
    return session.scalar(
        select(func.min(event.at)).where(
            event.dossier_id == dossier.id, event.action == Action.TRANSFER.value
        )
    )


def _day_that_counts(session: Session, dossier: Dossier, event: NoticeEvent) -> datetime | None:
    if event is NoticeEvent.SUBMITTED:
        return dossier.acceptance_due_at
    if event is NoticeEvent.SUPPLEMENT_ASKED:
        asked = SupplementRequest
        return session.scalar(
            select(asked.answer_by)
            .where(asked.dossier_id == dossier.id)
            .order_by(asked.number.desc())
            .limit(1)
        )
    return dossier.due_at


def _handler(session: Session, parts: Parts, dossier: Dossier) -> Text:
    """The post of who handles it; citizens are told no names."""
    if dossier.officer_id is not None:
        post, today = OfficerPost, parts.today()
        title = session.scalar(
            select(post.title)
            .where(
                post.person_id == dossier.officer_id,
                post.agency_id == dossier.handling_agency_id,
                post.since <= today,
            )
            .order_by(post.since.desc(), post.id)
            .limit(1)
        )
        if title:
            return Text(title)
    return ActorKind.CASE_OFFICER.label


def _returned(dossier: Dossier, when: Any, language: str) -> str:
    if dossier.returned_at is None and dossier.due_at is not None:
        return _EXPECTED.in_language(language).format(at=when(dossier.due_at))
    return str(when(dossier.returned_at))


INVENTED: Mapping[str, Mapping[str, str]] = {
    "vi": {
        "ma_ho_so": "000.00.99.H49-20261120-0000123",
        "thu_tuc": "Cấp bản sao trích lục hộ tịch",
        "nguoi_nop": "Nguyễn Văn Mẫu",
        "co_quan": "UBND phường Ví Dụ",
        "noi_tiep_nhan": "UBND phường Ví Dụ",
        "nguoi_xu_ly": "Công chức tư pháp - hộ tịch",
        "noi_tra": "Trung tâm Phục vụ hành chính công",
        "luc": "10:05 ngày 20/11/2026",
        "luc_nop": "08:30 ngày 19/11/2026",
        "luc_tiep_nhan": "10:00 ngày 20/11/2026",
        "luc_xu_ly": "10:05 ngày 20/11/2026",
        "luc_tra": "hẹn 17:00 ngày 25/11/2026",
        "han": "17:00 ngày 25/11/2026",
        "so_tien": "8.000 đồng",
        "ly_do": "Ảnh giấy tờ bị mờ",
        "duong_dan": "https://dichvucong.example.vn/ho-so/00000000",
        "_han_sms": "17:00 25/11/2026",
    },
    "en": {
        "ma_ho_so": "000.00.99.H49-20261120-0000123",
        "thu_tuc": "Copy of an extract of civil status",
        "nguoi_nop": "Nguyễn Văn Mẫu",
        "co_quan": "UBND phường Ví Dụ",
        "noi_tiep_nhan": "UBND phường Ví Dụ",
        "nguoi_xu_ly": "Civil status officer",
        "noi_tra": "Trung tâm Phục vụ hành chính công",
        "luc": "10:05 on 20/11/2026",
        "luc_nop": "08:30 on 19/11/2026",
        "luc_tiep_nhan": "10:00 on 20/11/2026",
        "luc_xu_ly": "10:05 on 20/11/2026",
        "luc_tra": "due 17:00 on 25/11/2026",
        "han": "17:00 on 25/11/2026",
        "so_tien": "8.000 đồng",
        "ly_do": "The photograph is blurred",
        "duong_dan": "https://dichvucong.example.vn/ho-so/00000000",
        "_han_sms": "17:00 25/11/2026",
    },
}
"""A dossier that does not exist, for trying words out."""
