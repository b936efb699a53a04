"""Which procedures are on offer where: the list, and the page of one with its decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, ClassVar
from urllib.parse import urlencode

from flask import redirect, request

from citizen_portal.domain.offer import OfferState
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.describing import describe_step
from citizen_portal.procedures.fields import (
    ChoiceField,
    DateField,
    LongTextField,
    SelectField,
    YesNoField,
)
from citizen_portal.procedures.form import Problem, ProcedureForm, read_step
from citizen_portal.services.actor import require_administrator
from citizen_portal.services.catalogue.level_history import level_history
from citizen_portal.services.catalogue.offers import (
    LONGEST_REASON,
    AgencyOffer,
    OfferChange,
    decide_offer,
    offer_of,
    show_offers,
)
from citizen_portal.services.errors import WrongInput
from citizen_portal.web import context
from citizen_portal.web.administrator import administrator_pages
from citizen_portal.web.guards import administrator
from citizen_portal.web.language import language, words
from citizen_portal.web.pages import page
from citizen_portal.web.typed import Typed, typed_form

SHOWN = 25
EVERYWHERE = "moi-noi"


@administrator_pages.get("/quan-tri/thu-tuc")
@administrator
def offers() -> Any:
    """All procedures, or those that fit the question, with what counts today."""
    require_administrator(context.actor())
    parts = context.parts()
    query = " ".join(request.args.get("q", "")[:200].split())
    number = min(max(request.args.get("trang", 1, type=int), 1), 10_000)
    start = (number - 1) * SHOWN
    found = parts.catalogue.select(query, {}, parts.today(), start=start, most=SHOWN)
    rows = [(one, offer_of(parts, one.code, None)) for one in found.procedures]
    return page(
        "administrator/offers.html", rows=rows, query=query, count=found.total, number=number,
        pages=-(-found.total // SHOWN), previous=_address(query, number - 1),
        following=_address(query, number + 1),
    )  # fmt: skip


def _address(query: str, number: int) -> str:
    return f"/quan-tri/thu-tuc?{urlencode({'q': query, 'trang': number})}"


@administrator_pages.get("/quan-tri/thu-tuc/<code>")
@administrator
def offer(code: str) -> Any:
    """One procedure: agencies, decisions, levels, and the form to decide."""
    return offer_page(code)


@administrator_pages.post("/quan-tri/thu-tuc/<code>")
@administrator
def decide(code: str) -> Any:
    """Note a decision."""
    db, parts, actor = context.db(), context.parts(), context.actor()
    typed = typed_form()
    form = decision_form(_agencies(show_offers(db, parts, actor, code).agencies))
    reading = read_step(form, typed, {}, parts.today())
    if reading.problems:
        return offer_page(code, 422, typed, reading.problems)
    try:
        decide_offer(db, parts, actor, code, _change(reading.answers))
    except WrongInput as error:
        problems = tuple(Problem(name, said) for name, said in error.problems.items())
        return offer_page(code, 422, typed, problems)
    return redirect(f"/quan-tri/thu-tuc/{code}", 303)


decide.comes_back_to = "/quan-tri/thu-tuc/<code>"  # type: ignore[attr-defined]


def offer_page(
    code: str, status: int = 200, typed: Typed | None = None, problems: tuple[Problem, ...] = ()
) -> Any:
    """The page of one procedure, with what went wrong."""
    db, parts, actor = context.db(), context.parts(), context.actor()
    view = show_offers(db, parts, actor, code)
    form = decision_form(_agencies(view.agencies))
    known: dict[str, Any] = {"co_quan": EVERYWHERE, "tu_ngay": parts.today()}
    asked = describe_step(form, known, language(), typed=typed, problems=problems)
    return page(
        "administrator/offer.html", status, view=view, sections=asked,
        errors=[(one.question, words(one.sentence)) for one in problems],
        levels=level_history(db, actor, code),
        apart=[one for one in view.agencies if one.offer != view.everywhere],
        names={one.agency.id: one.agency.name for one in view.agencies},
    )  # fmt: skip


def _agencies(agencies: Sequence[AgencyOffer]) -> tuple[tuple[str, Text], ...]:
    return tuple((str(one.agency.id), Text(one.agency.name)) for one in agencies)


class Decision(ProcedureForm):
    """What is decided, from when, why; where is asked by ``decision_form``."""

    name = "quyet-dinh"
    title: ClassVar[Text] = Text("Quyết định mới", "A new decision")

    trang_thai = ChoiceField(
        Text("Trạng thái", "State"), [(one.value, one.label) for one in OfferState]
    )
    tu_ngay = DateField(
        Text("Từ ngày", "From"),
        hint=Text("Ngày sau hôm nay là hẹn trước.", "A later day schedules the change."),
    )
    den_ngay = DateField(
        Text("Đến hết ngày", "Until"),
        required=False,
        hint=Text("Để trống nếu chưa biết.", "Leave it empty when it is not known."),
    )
    ly_do = LongTextField(
        Text("Lý do", "Reason"),
        required=False,
        max_length=LONGEST_REASON,
        hint=Text("Người dân đọc câu này.", "Citizens read this."),
    )
    ly_do_en = LongTextField(
        Text("Lý do bằng tiếng Anh", "Reason in English"),
        required=False,
        max_length=LONGEST_REASON,
    )
    chi_truc_tuyen = YesNoField(Text("Chỉ nhận trực tuyến?", "Online only?"), required=False)


@lru_cache(maxsize=64)
def decision_form(agencies: tuple[tuple[str, Text], ...]) -> type[ProcedureForm]:
    """The questions of a decision; the agencies are those that are competent."""

    class AtAnAgency(Decision):
        """With the places that may be chosen."""

        co_quan = SelectField(
            Text("Nơi áp dụng", "Where"),
            ((EVERYWHERE, Text("Mọi cơ quan", "Every agency")), *agencies),
        )

    return AtAnAgency


def _change(answers: Any) -> OfferChange:
    where = answers["co_quan"]
    since: date = answers["tu_ngay"]
    return OfferChange(
        state=OfferState(answers["trang_thai"]),
        since=since,
        until=answers["den_ngay"],
        agency_id=None if where == EVERYWHERE else int(where),
        online_only=bool(answers["chi_truc_tuyen"]),
        reason=Text(answers["ly_do"] or "", answers["ly_do_en"] or ""),
    )
