"""People who come to a counter, and an officer who files for them: building blocks of tests."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from citizen_portal.services import attachments, submission
from citizen_portal.services.counter.people import NewPerson, register_person
from citizen_portal.services.counter.receiving import WalkIn, begin_for
from citizen_portal.services.drafts import filling_in as drafts
from tests.services.town import DUNG, EXTRACT, HA_LONG, Town, small_pdf, typed_answers

GAM = NewPerson(
    number="022190000399",
    full_name="Đoàn Thị Gấm",
    birth_date=date(1990, 9, 5),
    gender="female",
    phone="+84912000399",
    address="Tổ 3, Bãi Cháy, Quảng Ninh",
)
BICH, LAM_DESK = "022192000266", "022081000111"


def agency_of(town: Town, officer: str) -> int:
    """Where an officer sits."""
    return town.person(officer).agency_ids[0]


def competent(town: Town, code: str = EXTRACT, commune: str = HA_LONG) -> int:
    """The agency of a commune that decides."""
    found = drafts.agencies_for(town.parts, town.procedure(code))
    return next(one.id for one in found if one.commune_code == commune)


def written_down(town: Town, officer: str = DUNG, new: NewPerson = GAM) -> UUID:
    """A person whom an officer writes down."""
    return register_person(town.session, town.parts, town.person(officer), new)


def begun(
    town: Town,
    person_id: UUID,
    officer: str = DUNG,
    code: str = EXTRACT,
    commune: str = HA_LONG,
    return_here: bool = True,
) -> UUID:
    """A draft begun for a person at the officer's desk."""
    walk_in = WalkIn(
        person_id=person_id,
        procedure_code=code,
        competent_id=competent(town, code, commune),
        desk_id=agency_of(town, officer),
        return_here=return_here,
    )
    return begin_for(town.session, town.parts, town.person(officer), walk_in)


def filled_in(
    town: Town, dossier_id: UUID, officer: str = DUNG, code: str = EXTRACT, case: int = 0
) -> UUID:
    """Fill a draft in as an officer, with the case's papers scanned."""
    example = town.procedure(code).cases[case]
    actor = town.person(officer)
    for step in town.procedure(code).shown_steps(example.answers):
        typed = typed_answers(step, example)
        drafts.save_step(town.session, town.parts, actor, dossier_id, step.name, typed)
    for number, requirement in enumerate(example.papers):
        attachments.attach(
            town.session, town.parts, actor, dossier_id, requirement,
            small_pdf(b"scan %d" % number), "quet.pdf",
        )  # fmt: skip
    return dossier_id


def reusing_case(town: Town, code: str = EXTRACT) -> int:
    """The number of a case that asks for a paper that may come from the store."""
    procedure = town.procedure(code)
    return next(
        number
        for number, case in enumerate(procedure.cases)
        if any(one.reusable for one in procedure.needed_documents(case.answers, town.parts.today()))
    )


def received(
    town: Town, person_id: UUID, officer: str = DUNG, case: int = 0, commune: str = HA_LONG
) -> UUID:
    """A walk-in dossier, submitted by the officer."""
    dossier_id = begun(town, person_id, officer, commune=commune)
    filled_in(town, dossier_id, officer, case=case)
    submission.submit_dossier(town.session, town.parts, town.person(officer), dossier_id)
    return dossier_id
