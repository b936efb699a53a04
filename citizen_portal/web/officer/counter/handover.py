"""The desk where results are handed over: who waits, who comes, how they show it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from flask import Response, redirect, request

from citizen_portal.domain.handover import HandoverWay
from citizen_portal.domain.pen_strokes import (
    MOST_CHARACTERS,
    MOST_POINTS,
    PAD_HEIGHT,
    PAD_WIDTH,
)
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.conditions import when
from citizen_portal.procedures.describing import describe_step
from citizen_portal.procedures.fields import (
    ChoiceField,
    ConfirmField,
    NameField,
    PersonalNumberField,
    TextField,
)
from citizen_portal.procedures.form import Problem, ProcedureForm, read_step
from citizen_portal.services.errors import NotPossibleNow, Stale, WrongInput
from citizen_portal.services.handing_over.claims import CHECK_FIRST, Claim
from citizen_portal.services.handing_over.desk import (
    find_to_return,
    open_return,
    open_signature,
    results_waiting,
)
from citizen_portal.services.processing.approval import return_result
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.headers import as_file
from citizen_portal.web.issued_papers import paper_address
from citizen_portal.web.language import language, words
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.counter.waiting_list import list_page
from citizen_portal.web.officer.dossier_view import address_of
from citizen_portal.web.pages import page
from citizen_portal.web.typed import Typed, seen_revision, typed_form

DESK = "/can-bo/tra-ket-qua"
ONE = f"{DESK}/<uuid:dossier_id>"
SLIP, STROKES = "chu_ky", "net_ky"
SLIP_HINT = Text("Khi người nhận ký trên giấy.", "When the recipient signs on paper.")


class WhoComes(ProcedureForm):
    """Who comes for the result, and how they show that it is theirs."""

    name = "tra-ket-qua"
    title: ClassVar[Text] = Text("Trả kết quả", "Hand over the result")

    nguoi_nhan = ChoiceField(
        Text("Ai đến nhận?", "Who comes for it?"),
        (("chu-ho-so", Text("Chủ hồ sơ", "The applicant")),
         ("uy-quyen", Text("Người được uỷ quyền", "Somebody authorised"))),
    )  # fmt: skip
    ho_ten = NameField(
        Text("Họ và tên người được uỷ quyền", "Name of the authorised person"),
        shown_when=when("nguoi_nhan", "uy-quyen"),
    )
    so_dinh_danh = PersonalNumberField(
        Text("Số định danh của người được uỷ quyền", "Their personal number"),
        shown_when=when("nguoi_nhan", "uy-quyen"),
    )
    can_cu = TextField(
        Text("Giấy tờ uỷ quyền", "Authorised by"),
        shown_when=when("nguoi_nhan", "uy-quyen"),
        hint=Text("Ví dụ: Giấy uỷ quyền ngày 01/12/2026.", "Such as: Authorisation of 01/12/2026."),
    )
    doi_chieu = ConfirmField(
        Text("Tôi đã đối chiếu giấy tờ tuỳ thân của người nhận",
             "I have compared the recipient's identity paper"),
        required=CHECK_FIRST,
    )  # fmt: skip
    cach = ChoiceField(
        Text("Người nhận xác nhận bằng", "The recipient confirms with"),
        (("code", Text("Mã 6 chữ số", "The six-digit code")),
         ("signature", Text("Chữ ký", "A signature"))),
    )  # fmt: skip
    ma_nhan = TextField(
        Text("Mã nhận kết quả", "Code of the result"),
        max_length=20,
        width=10,
        shown_when=when("cach", "code"),
        hint=Text("Người nộp thấy mã trên trang hồ sơ của họ.",
                  "The applicant sees it on the dossier's page."),
    )  # fmt: skip


@officer_pages.get(DESK)
@officer
def results_desk() -> Any:
    """The results that wait, and the field for a code."""
    db, parts, actor = context.db(), context.parts(), context.actor()
    return list_page(
        "officer/counter/returns.html", DESK,
        lambda typed: find_to_return(db, actor, typed),
        lambda after: results_waiting(db, parts, actor, after),
    )  # fmt: skip


@officer_pages.get(ONE)
@officer
def handover(dossier_id: UUID) -> Any:
    """One dossier at the desk."""
    return _page(dossier_id)


@officer_pages.post(ONE)
@officer
def hand_over(dossier_id: UUID) -> Any:
    """Hand the result over to who came."""
    typed = typed_form()
    reading = read_step(WhoComes, typed, {}, context.parts().today())
    if reading.problems:
        return _page(dossier_id, 422, typed, reading.problems)
    db, parts, actor = context.db(), context.parts(), context.actor()
    claim = _claim(reading.answers)
    try:
        return_result(db, parts, actor, dossier_id, seen_revision(), claim)
    except WrongInput as error:
        db.rollback()
        found = tuple(Problem(name, said) for name, said in error.problems.items())
        return _page(dossier_id, 422, typed, found)
    except (NotPossibleNow, Stale) as error:
        db.rollback()
        return _page(dossier_id, 409, typed, (Problem("", error.sentence),))
    return redirect(f"{DESK}/{dossier_id}", 303)


hand_over.comes_back_to = "/can-bo/tra-ket-qua/{dossier_id}"  # type: ignore[attr-defined]


def _claim(answers: Mapping[str, Any]) -> Claim:
    slip = request.files.get(SLIP)
    return Claim(
        way=HandoverWay(answers["cach"]),
        checked=bool(answers["doi_chieu"]),
        authorised=answers["nguoi_nhan"] == "uy-quyen",
        name=answers.get("ho_ten") or "",
        number=answers.get("so_dinh_danh") or "",
        basis=answers.get("can_cu") or "",
        code=answers.get("ma_nhan") or "",
        slip=slip.read() if slip else b"",
        slip_name=(slip.filename or "") if slip else "",
        strokes=request.form.get(STROKES),
    )


def _page(
    dossier_id: UUID,
    status: int = 200,
    typed: Typed | None = None,
    problems: tuple[Problem, ...] = (),
) -> Any:
    seen = open_return(context.db(), context.parts(), context.actor(), dossier_id)
    errors = [(one.question, words(one.sentence)) for one in problems]
    results = [one for one in seen.dossier.papers if one.kind == "result" and one.is_in_force]
    drawn = request.form.get(STROKES, "")
    return page(
        "officer/counter/handover.html", status, seen=seen, dossier=seen.dossier,
        pad={"width": PAD_WIDTH, "height": PAD_HEIGHT, "most": MOST_POINTS,
             "drawn": drawn if len(drawn) <= MOST_CHARACTERS else "",
             "error": dict(errors).get(STROKES, "")},
        address=address_of(dossier_id), here=f"{DESK}/{dossier_id}",
        sections=describe_step(WhoComes, {}, language(), typed=typed, problems=problems),
        errors=errors, slip_error=dict(errors).get(SLIP, ""), slip_hint=SLIP_HINT,
        results=[
            (one.document_number, paper_address(address_of(dossier_id), one.kind, one.number))
            for one in results
        ],
    )  # fmt: skip


@officer_pages.get(f"{ONE}/chu-ky")
@officer
def signature(dossier_id: UUID) -> Any:
    """What the recipient signed, as a download; the page shows a drawn one as a picture."""
    name, media_type, data = open_signature(
        context.db(), context.parts(), context.actor(), dossier_id
    )
    return as_file(Response(data), name, media_type)
