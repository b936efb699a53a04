"""The counter: who is it? Search, scan the card, or write down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import redirect

from citizen_portal.domain.identity_card import LONGEST, read_identity_card
from citizen_portal.domain.roles import Duty
from citizen_portal.domain.unreadable import Unreadable
from citizen_portal.domain.wording import Text
from citizen_portal.procedures.describing import describe_step
from citizen_portal.procedures.description import FieldView
from citizen_portal.procedures.form import Problem, read_step
from citizen_portal.services.actor import require_duty
from citizen_portal.services.counter.correcting import correct_person
from citizen_portal.services.counter.people import (
    FoundPerson,
    find_people,
    open_person,
    register_person,
)
from citizen_portal.services.errors import NotPossibleNow, WrongInput
from citizen_portal.web import context
from citizen_portal.web.guards import officer
from citizen_portal.web.language import language, words
from citizen_portal.web.officer import officer_pages
from citizen_portal.web.officer.counter.person_form import PersonForm, new_person, typed_of_card
from citizen_portal.web.pages import page
from citizen_portal.web.typed import Typed, typed_form, typed_text

COUNTER = "/can-bo/quay"
WANTED = Text("Số định danh hoặc số điện thoại", "Personal number or telephone")
WANTED_HINT = Text(
    "Nhập đủ cả số. Mỗi lần tra cứu được ghi nhật ký.",
    "Type the whole number. Each search is written down.",
)
CARD = Text("Quét mã QR", "Scan the QR code")
CARD_HINT = Text(
    "Đặt con trỏ vào ô rồi quét mã trên thẻ căn cước; máy quét gõ nội dung thay bàn phím.",
    "Put the cursor here and scan the card's code; the scanner types it like a keyboard.",
)


@officer_pages.get(COUNTER)
@officer
def counter() -> Any:
    """The page before anybody is known."""
    require_duty(context.actor(), Duty.RECEIVE)
    return _page()


@officer_pages.post(f"{COUNTER}/tim")
@officer
def find() -> Any:
    """Who has this number or phone; nobody, then the form to write them down."""
    wanted = typed_text("tim", 50)
    try:
        found = find_people(context.db(), context.parts(), context.actor(), wanted)
    except WrongInput as error:
        return _page(422, wanted=wanted, error=("tim", error.problems["tim"]))
    compact = "".join(wanted.split())
    known: Typed = {"so_dinh_danh": [compact]} if len(compact) == 12 else {"dien_thoai": [wanted]}
    return _page(wanted=wanted, found=found, typed=None if found else known)


@officer_pages.post(f"{COUNTER}/the")
@officer
def scan() -> Any:
    """Fill the form from a scanned card; who is known already is shown instead."""
    text = typed_text("qr", LONGEST + 1)
    try:
        card = read_identity_card(text)
    except Unreadable as error:
        require_duty(context.actor(), Duty.RECEIVE)
        return _page(422, scanned=text, typed={}, error=("qr", error.text))
    found = find_people(context.db(), context.parts(), context.actor(), card.number.digits)
    return _page(found=found, typed=None if found else typed_of_card(card))


@officer_pages.post(f"{COUNTER}/nguoi")
@officer
def register() -> Any:
    """Write a person down, then go to what they came for."""
    typed = typed_form()
    reading = read_step(PersonForm, typed, {}, context.parts().today())
    if reading.problems:
        require_duty(context.actor(), Duty.RECEIVE)
        return _page(422, typed=typed, problems=reading.problems)
    try:
        person_id = register_person(
            context.db(), context.parts(), context.actor(), new_person(dict(reading.answers))
        )
    except WrongInput as error:
        problems = tuple(Problem(name, said) for name, said in error.problems.items())
        return _page(422, typed=typed, problems=problems)
    return redirect(f"{COUNTER}/nguoi/{person_id}", 303)


@officer_pages.get(f"{COUNTER}/nguoi/<uuid:person_id>/sua")
@officer
def write_again(person_id: UUID) -> Any:
    """The form to put right what was written down; the number is typed from the card."""
    return _correction(person_id)


@officer_pages.post(f"{COUNTER}/nguoi/<uuid:person_id>/sua")
@officer
def put_right(person_id: UUID) -> Any:
    """Put right what was written down, then back to the person."""
    typed = typed_form()
    reading = read_step(PersonForm, typed, {}, context.parts().today())
    if reading.problems:
        return _correction(person_id, 422, typed, reading.problems)
    try:
        correct_person(
            context.db(), context.parts(), context.actor(), person_id,
            new_person(dict(reading.answers)),
        )  # fmt: skip
    except WrongInput as error:
        problems = tuple(Problem(name, said) for name, said in error.problems.items())
        return _correction(person_id, 422, typed, problems)
    except NotPossibleNow as error:
        context.db().rollback()
        return _correction(person_id, 409, typed, (Problem("", error.sentence),))
    return redirect(f"{COUNTER}/nguoi/{person_id}", 303)


put_right.comes_back_to = f"{COUNTER}/nguoi/{{person_id}}/sua"  # type: ignore[attr-defined]


def _correction(
    person_id: UUID, status: int = 200, typed: Typed | None = None,
    problems: tuple[Problem, ...] = (),
) -> Any:  # fmt: skip
    at = open_person(context.db(), context.parts(), context.actor(), person_id)
    return page(
        "officer/counter/correct_person.html", status, at=at,
        form=describe_step(PersonForm, {"ho_ten": at.person.full_name}, language(), typed=typed,
                           problems=problems),
        errors=[(one.question, words(one.sentence)) for one in problems],
    )  # fmt: skip


for _view in (find, scan, register):
    _view.comes_back_to = COUNTER  # type: ignore[attr-defined]


def _page(
    status: int = 200,
    *,
    wanted: str = "",
    scanned: str = "",
    found: Sequence[FoundPerson] | None = None,
    typed: Typed | None = None,
    problems: tuple[Problem, ...] = (),
    error: tuple[str, Text] | None = None,
) -> Any:
    """``typed`` is what the form for a new person holds; None hides the form."""
    said = {error[0]: words(error[1])} if error else {}
    form = typed is not None and describe_step(
        PersonForm, {}, language(), typed=typed, problems=problems
    )
    return page(
        "officer/counter/people.html", status,
        search=FieldView(name="tim", kind="text", label=words(WANTED), hint=words(WANTED_HINT),
                         value=wanted, width=20, error=said.get("tim", "")),
        card=FieldView(name="qr", kind="text", label=words(CARD), hint=words(CARD_HINT),
                       value=scanned, error=said.get("qr", "")),
        found=found, form=form,
        errors=[*said.items(), *((one.question, words(one.sentence)) for one in problems)],
    )  # fmt: skip
