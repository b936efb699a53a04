"""Where procedures are on offer: administrators decide, everybody else sees what counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from citizen_portal.domain.moment import format_day
from citizen_portal.domain.offer import Offer, OfferDecision, OfferState, offer_on
from citizen_portal.domain.wording import Text
from citizen_portal.models import ProcedureOffer
from citizen_portal.procedures.procedure import Procedure
from citizen_portal.services import audit
from citizen_portal.services.actor import Actor, require_administrator
from citizen_portal.services.errors import NotFound, NotPossibleNow, WrongInput
from citizen_portal.services.parts import Parts
from citizen_portal.services.reference import AgencyView

LONGEST_REASON = 500


TOO_LONG = Text(f"Lý do dài nhất {LONGEST_REASON} ký tự.", f"At most {LONGEST_REASON} characters.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyOffer:
    """A procedure at one agency today."""

    agency: AgencyView
    offer: Offer


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferChange:
    """What an administrator wants: for one agency, or everywhere when ``agency_id`` is None."""

    state: OfferState
    since: date
    until: date | None = None
    agency_id: int | None = None
    online_only: bool = False
    reason: Text = Text("")  # noqa: RUF009 - frozen


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPage:
    """All that the administrator's page of one procedure shows; newest decision first."""

    procedure: Procedure
    everywhere: Offer
    agencies: tuple[AgencyOffer, ...]
    decisions: tuple[OfferDecision, ...]


def offer_of(parts: Parts, code: str, agency_id: int | None) -> Offer:
    """What counts today for a procedure at an agency."""
    return offer_on(parts.reference.offers(code), agency_id, parts.today())


def offers_at(parts: Parts, procedure: Procedure) -> tuple[AgencyOffer, ...]:
    """The agencies competent for a procedure, each with what counts there today."""
    agencies = parts.reference.agencies(procedure.authority, parts.today())
    return tuple(
        AgencyOffer(agency=one, offer=offer_of(parts, procedure.code, one.id)) for one in agencies
    )


def require_open(parts: Parts, procedure: Procedure, agency: AgencyView) -> None:
    """New dossiers are taken there today. Raises ``NotPossibleNow`` with where else they are."""
    offer = offer_of(parts, procedure.code, agency.id)
    stopped = stopped_words(parts, procedure, agency, offer)
    if stopped is not None:
        raise NotPossibleNow(stopped)


def stopped_words(
    parts: Parts, procedure: Procedure, agency: AgencyView, offer: Offer
) -> Text | None:
    """Why nothing can be filed at an agency now, until when, and where it still can."""
    if offer.is_open:
        return None
    return Text(
        *(
            " ".join(filter(None, sentences))
            for sentences in zip(_stopped(agency, offer), _elsewhere(parts, procedure), strict=True)
        )
    )


def stopped_at(agency: AgencyView, offer: Offer) -> Text:
    """That nothing is taken at an agency now, until when, and why."""
    return Text(*_stopped(agency, offer))


def _stopped(agency: AgencyView, offer: Offer) -> tuple[str, str]:
    suspended = offer.state is OfferState.SUSPENDED
    since = format_day(offer.since) if offer.since else ""
    until_vi = f" đến hết ngày {format_day(offer.until)}" if offer.until else ""
    until_en = f" until {format_day(offer.until)}" if offer.until else ""
    reason_vi = f": {offer.reason.vi}" if offer.reason.vi else ""
    reason_en = f": {offer.reason.in_language('en')}" if offer.reason.vi else ""
    verb_vi = "tạm dừng" if suspended else "ngừng"
    verb_en = "are suspended" if suspended else "are closed"
    return (
        f"{agency.name} {verb_vi} tiếp nhận thủ tục này từ ngày {since}{until_vi}{reason_vi}.",
        f"New dossiers {verb_en} at {agency.name} from {since}{until_en}{reason_en}.",
    )


def _elsewhere(parts: Parts, procedure: Procedure) -> tuple[str, str]:
    others = sum(1 for one in offers_at(parts, procedure) if one.offer.is_open)
    if not others:
        return (
            "Bản nháp của bạn vẫn được giữ.",
            "Your draft is kept.",
        )
    return (
        f"Bản nháp của bạn vẫn được giữ. Còn {others} cơ quan khác đang tiếp nhận: mở trang thủ "
        "tục để chọn.",
        f"Your draft is kept. {others} other agencies take it: choose one on the procedure's page.",
    )


def closing_words(offer: Offer) -> Text | None:
    """The warning before a coming stop, or None when none is coming."""
    coming = offer.coming
    if not offer.is_open or coming is None or coming.is_open or coming.since is None:
        return None
    day = format_day(coming.since)
    because_vi = f" ({coming.reason.vi})" if coming.reason.vi else ""
    because_en = f" ({coming.reason.in_language('en')})" if coming.reason.vi else ""
    return Text(
        f"Cơ quan này sẽ ngừng nhận hồ sơ mới từ ngày {day}{because_vi}. Hãy nộp trước ngày đó.",
        f"This agency takes no new dossiers from {day} on{because_en}. Submit before that day.",
    )


def show_offers(session: Session, parts: Parts, actor: Actor | None, code: str) -> OfferPage:
    """The page of one procedure. Raises ``NotFound`` for an unknown code."""
    require_administrator(actor)
    procedure = _known(parts, code)
    return OfferPage(
        procedure=procedure,
        everywhere=offer_of(parts, code, None),
        agencies=offers_at(parts, procedure),
        decisions=tuple(reversed(parts.reference.offers(code))),
    )


def decide_offer(
    session: Session, parts: Parts, actor: Actor | None, code: str, wanted: OfferChange
) -> None:
    """Open, suspend or close a procedure, now or from a day on.

    Raises ``WrongInput`` with every problem, ``NotFound``.
    """
    administrator = require_administrator(actor)
    procedure = _known(parts, code)
    problems = _problems(parts, procedure, wanted)
    if problems:
        raise WrongInput(problems)
    now = parts.clock()
    session.add(
        ProcedureOffer(
            procedure_code=code,
            agency_id=wanted.agency_id,
            state=wanted.state,
            since=wanted.since,
            until=wanted.until,
            online_only=wanted.online_only,
            reason_vi=wanted.reason.vi.strip(),
            reason_en=wanted.reason.en.strip(),
            noted_at=now,
            noted_by=administrator.person_id,
        )
    )
    session.flush()
    audit.record(
        session, at=now, actor=administrator, act="decide-offer", object_id=code,
        state=wanted.state.value, agency=wanted.agency_id, since=wanted.since.isoformat(),
        until=wanted.until.isoformat() if wanted.until else None,
    )  # fmt: skip
    session.commit()
    parts.reference.forget()


def _known(parts: Parts, code: str) -> Procedure:
    versions = parts.catalogue.versions(code)
    if not versions:
        raise NotFound()
    today = parts.today()
    return next((one for one in versions if one.in_force.covers(today)), versions[-1])


def _problems(parts: Parts, procedure: Procedure, wanted: OfferChange) -> dict[str, Text]:
    problems = {}
    if wanted.since < parts.today():
        problems["tu_ngay"] = Text(
            "Hãy chọn từ hôm nay trở đi; việc đã qua không sửa được.",
            "Choose today or later; what has been cannot be changed.",
        )
    if wanted.until and wanted.until < wanted.since:
        problems["den_ngay"] = Text(
            "Ngày kết thúc không được trước ngày bắt đầu.",
            "The last day cannot be before the first.",
        )
    if wanted.state is OfferState.CLOSED and wanted.until:
        problems["den_ngay"] = Text(
            "Ngừng tiếp nhận thì không có ngày kết thúc; nếu chỉ trong một thời gian, hãy chọn "
            "tạm dừng.",
            "What is closed has no last day; choose “suspended” for a time.",
        )
    if wanted.state is not OfferState.OPEN and not wanted.reason.vi.strip():
        problems["ly_do"] = Text(
            "Hãy ghi lý do: người dân đọc câu này.", "Give the reason: citizens read it."
        )
    if max(len(wanted.reason.vi), len(wanted.reason.en)) > LONGEST_REASON:
        problems["ly_do"] = TOO_LONG
    agencies = parts.reference.agencies(procedure.authority, parts.today())
    if wanted.agency_id is not None and wanted.agency_id not in {one.id for one in agencies}:
        problems["co_quan"] = Text(
            "Cơ quan này không giải quyết thủ tục này; hãy chọn trong danh sách.",
            "This agency is not competent; choose one from the list.",
        )
    return problems
