"""How the result is wanted, and the waybill of papers that come by post."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from flask import redirect

from citizen_portal.domain.post import ResultWay
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.conditions import when
from citizen_portal.procedures.connectors import PostalAddress
from citizen_portal.procedures.describing import describe_step
from citizen_portal.procedures.fields import ChoiceField, PhoneField, TextField
from citizen_portal.procedures.form import Problem, ProcedureForm, read_step
from citizen_portal.services.errors import NotPossibleNow, Stale, WrongInput
from citizen_portal.services.post.incoming import declare_waybill
from citizen_portal.services.post.wishes import Wish, WishPage, choose_delivery, open_wish
from citizen_portal.web import context
from citizen_portal.web.applicant import applicant_pages
from citizen_portal.web.applicant.returning import comes_back_to, keeps_typed
from citizen_portal.web.guards import applicant
from citizen_portal.web.language import language, words
from citizen_portal.web.pages import page
from citizen_portal.web.typed import Typed, kept_for, seen_revision, typed_form, typed_text

ADDRESS = "/ho-so/<uuid:dossier_id>/nhan-ket-qua"
AT = "quay-"
"""How the choice of one agency's counter begins; its number follows."""

HOW = Text("Bạn muốn nhận kết quả thế nào?", "How do you want the result?")
ALWAYS = Text(
    "Bản điện tử luôn có trên trang hồ sơ.", "The electronic one is always on the dossier's page."
)
WHO = Text("Họ tên người nhận", "Recipient")
PHONE = Text("Số điện thoại người nhận", "Recipient's telephone")
WHERE = Text("Địa chỉ nhận", "Address")
WHERE_HINT = Text(
    "Số nhà, đường, phường hoặc xã, tỉnh. Cước bưu chính trả cho người phát khi nhận.",
    "House, street, commune, province. You pay the postage on delivery.",
)
PAPERS = Text("Bạn nộp giấy tờ thế nào?", "How do you hand in the papers?")
PAPERS_HINT = Text(
    "Gửi qua bưu chính thì thời gian tiếp nhận tính từ khi cơ quan nhận được bưu gửi.",
    "By post, the time to accept counts from when the agency has the parcel.",
)
UPLOADED = ("truc-tiep", Text("Tải lên trên Cổng", "Upload them here"))
POSTED = ("buu-chinh", Text("Gửi qua bưu chính", "Send them by post"))


@applicant_pages.get(ADDRESS)
@applicant
def delivery_wish(dossier_id: UUID) -> Any:
    """The ways to receive the result."""
    return _page(dossier_id, typed=kept_for(f"/ho-so/{dossier_id}/nhan-ket-qua"))


@applicant_pages.post(ADDRESS)
@keeps_typed
@applicant
def keep_delivery_wish(dossier_id: UUID) -> Any:
    """Keep the choice, then back to where it was asked."""
    db, parts, actor = context.db(), context.parts(), context.actor()
    seen = open_wish(db, parts, actor, dossier_id)
    typed = typed_form()
    reading = read_step(wish_form(seen), typed, {}, parts.today())
    if reading.problems:
        return _page(dossier_id, 422, typed, reading.problems)
    try:
        wish = _wish(dict(reading.answers))
        choose_delivery(db, parts, actor, dossier_id, seen_revision(), wish)
    except WrongInput as error:
        found = tuple(Problem(name, said) for name, said in error.problems.items())
        return _page(dossier_id, 422, typed, found)
    except Stale as error:
        db.rollback()
        return _page(dossier_id, 409, typed, (Problem("", error.sentence),))
    return redirect(_back(seen), 303)


@applicant_pages.post("/ho-so/<uuid:dossier_id>/van-don")
@comes_back_to("/ho-so/{dossier_id}")
@applicant
def keep_waybill(dossier_id: UUID) -> Any:
    """The number under which the papers travel."""
    typed = typed_text("van_don", 60)
    try:
        declare_waybill(context.db(), context.parts(), context.actor(), dossier_id, typed)
    except WrongInput as error:
        context.db().rollback()
        return _waybill_page(dossier_id, 422, typed, error.problems["van_don"])
    except NotPossibleNow as error:
        context.db().rollback()
        return _waybill_page(dossier_id, 409, typed, error.sentence)
    return redirect(f"/ho-so/{dossier_id}", 303)


def wish_form(seen: WishPage) -> type[ProcedureForm]:
    """The questions, with the counters that this dossier can be fetched at."""
    by_post = when("cach_nhan", ResultWay.POST.value)
    asked: dict[str, Any] = {
        "__doc__": "How the result is wanted.",
        "name": "nhan-ket-qua",
        "title": Text("Cách nhận kết quả", "How to receive the result"),
        "cach_nhan": ChoiceField(HOW, _ways(seen), hint=ALWAYS),
        "nguoi_nhan": TextField(WHO, max_length=100, shown_when=by_post),
        "dien_thoai": PhoneField(PHONE, shown_when=by_post),
        "dia_chi": TextField(WHERE, hint=WHERE_HINT, shown_when=by_post),
    }
    if seen.papers_by_post is not None:
        asked["nop_giay_to"] = ChoiceField(PAPERS, (UPLOADED, POSTED), hint=PAPERS_HINT)
    return cast(type[ProcedureForm], type("ResultWish", (ProcedureForm,), asked))


def _ways(seen: WishPage) -> tuple[tuple[str, Text], ...]:
    at_counters = (
        (f"{AT}{one.id}", Text(f"Nhận bản giấy tại {one.name}", f"On paper at {one.name}"))
        for one in seen.counters
    )
    by_post = ((ResultWay.POST.value, ResultWay.POST.label),) if seen.by_post else ()
    return ((ResultWay.ONLINE.value, ResultWay.ONLINE.label), *at_counters, *by_post)


def _wish(answers: dict[str, Any]) -> Wish:
    chosen = str(answers["cach_nhan"])
    papers = answers.get("nop_giay_to")
    by_post = None if papers is None else papers == POSTED[0]
    if chosen.startswith(AT):
        at = int(chosen.removeprefix(AT))
        return Wish(way=ResultWay.COUNTER, agency_id=at, papers_by_post=by_post)
    if chosen != ResultWay.POST.value:
        return Wish(way=ResultWay.ONLINE, papers_by_post=by_post)
    to = PostalAddress(
        name=answers["nguoi_nhan"], phone=answers["dien_thoai"], address=answers["dia_chi"]
    )
    return Wish(way=ResultWay.POST, recipient=to, papers_by_post=by_post)


def _known(seen: WishPage) -> dict[str, Any]:
    delivery = seen.delivery
    at_counter = delivery.way is ResultWay.COUNTER
    known: dict[str, Any] = {
        "cach_nhan": f"{AT}{seen.return_agency.id}" if at_counter else delivery.way.value,
        "nop_giay_to": POSTED[0] if seen.papers_by_post else UPLOADED[0],
    }
    if delivery.recipient is not None:
        known |= {
            "nguoi_nhan": delivery.recipient.name,
            "dien_thoai": delivery.recipient.phone,
            "dia_chi": delivery.recipient.address,
        }
    return known


def _back(seen: WishPage) -> str:
    return f"/ho-so/{seen.id}/kiem-tra" if seen.is_draft else f"/ho-so/{seen.id}"


def _page(
    dossier_id: UUID,
    status: int = 200,
    typed: Typed | None = None,
    problems: tuple[Problem, ...] = (),
) -> Any:
    seen = open_wish(context.db(), context.parts(), context.actor(), dossier_id)
    form = wish_form(seen)
    asked = {name: value for name, value in _known(seen).items() if name in form.questions()}
    return page(
        "applicant/wish.html", status, seen=seen, back=_back(seen),
        sections=describe_step(form, asked, language(), typed=typed, problems=problems),
        errors=[(one.question, words(one.sentence)) for one in problems],
    )  # fmt: skip


def _waybill_page(dossier_id: UUID, status: int, typed: str, sentence: Text) -> Any:
    return page(
        "applicant/waybill.html", status, dossier_id=dossier_id, typed=typed,
        error=words(sentence), errors=[("van_don", words(sentence))],
    )  # fmt: skip
