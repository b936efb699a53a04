"""Walk-in dossiers: for whom, at which agencies, by whom, and what officers may do later."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from citizen_portal.domain.lifecycle import ActorKind, Status
from citizen_portal.domain.offer import OfferState
from citizen_portal.domain.service_level import Channel
from citizen_portal.models import DeclaredRelative, DossierEvent, Paper
from citizen_portal.services import attachments, submission
from citizen_portal.services.catalogue.offers import OfferChange, decide_offer
from citizen_portal.services.counter.receiving import (
    WalkIn,
    begin_for,
    receive_options,
    submit_and_accept,
)
from citizen_portal.services.dossiers.page import open_agency_dossier, open_own_dossier
from citizen_portal.services.drafts import filling_in as drafts
from citizen_portal.services.errors import Forbidden, NotFound, NotPossibleNow, WrongInput
from citizen_portal.services.supplements import answer_supplement
from citizen_portal.services.withdrawal import withdraw_dossier
from tests.services.counter.walk_ins import (
    BICH,
    GAM,
    agency_of,
    begun,
    competent,
    filled_in,
    received,
    written_down,
)
from tests.services.town import (
    AN,
    BAI_CHAY,
    BINH,
    DUNG,
    EM,
    EXTRACT,
    GIANG,
    HAI,
    KHOA,
    NAMES,
    Town,
    small_pdf,
    typed_answers,
)


def test_a_dossier_is_filed_anywhere_in_the_province(town: Town) -> None:
    dossier_id = received(town, written_down(town, BICH), BICH, commune=BAI_CHAY)
    dossier = town.dossier(dossier_id)
    centre, bai_chay = agency_of(town, BICH), competent(town, commune=BAI_CHAY)
    assert dossier.status == Status.REGISTERED
    assert dossier.receiving_agency_id == dossier.return_agency_id == centre
    assert dossier.competent_agency_id == dossier.handling_agency_id == bai_chay
    assert dossier.channel == Channel.COUNTER
    assert dossier.assisted_by_id == town.person(BICH).person_id
    assert dossier.person_id != dossier.assisted_by_id
    event = town.session.scalars(select(DossierEvent)).one()
    assert event.actor_kind == ActorKind.ONE_STOP_OFFICER
    assert event.actor_id == dossier.assisted_by_id
    assert event.agency_id == centre
    page = open_agency_dossier(town.session, town.parts, town.person(BICH), dossier_id)
    assert page.assisted_by == NAMES[BICH]
    receipt = town.session.scalars(select(Paper).where(Paper.dossier_id == dossier_id)).one()
    assert receipt.content["online"] is False, "nobody filed it online"


def test_the_result_may_be_fetched_at_the_competent_agency(town: Town) -> None:
    person_id = written_down(town, BICH)
    dossier = town.dossier(begun(town, person_id, BICH, return_here=False))
    assert dossier.return_agency_id == dossier.competent_agency_id != dossier.receiving_agency_id


def test_accepted_at_once_it_goes_to_the_competent_agency(town: Town) -> None:
    dossier_id = filled_in(town, begun(town, written_down(town, BICH), BICH), BICH)
    assert submit_and_accept(town.session, town.parts, town.person(BICH), dossier_id, None)
    dossier = town.dossier(dossier_id)
    assert dossier.status == Status.IN_PROCESSING
    assert dossier.due_at is not None
    open_agency_dossier(town.session, town.parts, town.person(EM), dossier_id)


def test_who_began_it_fills_it_in_and_nobody_else_but_the_applicant(town: Town) -> None:
    dossier_id = begun(town, town.person(AN).person_id)
    draft = drafts.open_draft(town.session, town.parts, town.person(DUNG), dossier_id)
    assert draft.assisted
    assert draft.applicant_name == NAMES[AN]
    drafts.open_draft(town.session, town.parts, town.person(AN), dossier_id)
    for other in (HAI, BINH, EM, BICH, GIANG):
        with pytest.raises(NotFound):
            drafts.open_draft(town.session, town.parts, town.person(other), dossier_id)
        with pytest.raises(NotFound):
            attachments.attach(
                town.session, town.parts, town.person(other), dossier_id, "bo-sung",
                small_pdf(), "a.pdf",
            )  # fmt: skip
        with pytest.raises(NotFound):
            submission.submit_dossier(town.session, town.parts, town.person(other), dossier_id)
        town.session.rollback()


def test_the_applicant_may_finish_what_an_officer_began(town: Town) -> None:
    dossier_id = filled_in(town, begun(town, town.person(AN).person_id))
    submission.submit_dossier(town.session, town.parts, town.person(AN), dossier_id)
    event = town.session.scalars(select(DossierEvent)).one()
    assert event.actor_kind == ActorKind.APPLICANT
    assert town.dossier(dossier_id).assisted_by_id == town.person(DUNG).person_id


def test_what_the_card_says_is_filled_in(town: Town) -> None:
    dossier_id = begun(town, written_down(town))
    draft = drafts.open_draft(town.session, town.parts, town.person(DUNG), dossier_id)
    assert GAM.full_name in draft.answers.values()
    assert set(draft.sources.values()) == {"counter"}


@pytest.mark.parametrize("number", [AN, EM, GIANG, KHOA])
def test_only_who_receives_begins_for_somebody(town: Town, number: str) -> None:
    person_id = town.person(BINH).person_id
    desk = agency_of(town, DUNG)
    walk_in = WalkIn(person_id=person_id, procedure_code=EXTRACT, competent_id=competent(town),
                     desk_id=desk, return_here=True)  # fmt: skip
    with pytest.raises((Forbidden, NotFound)):
        begin_for(town.session, town.parts, town.person(number), walk_in)


def test_nobody_files_from_another_agencys_desk(town: Town) -> None:
    walk_in = WalkIn(person_id=town.person(BINH).person_id, procedure_code=EXTRACT,
                     competent_id=competent(town), desk_id=agency_of(town, HAI),
                     return_here=True)  # fmt: skip
    with pytest.raises(NotFound):
        begin_for(town.session, town.parts, town.person(DUNG), walk_in)


def test_nobody_receives_from_themselves_or_a_relative(town: Town) -> None:
    dung = town.person(DUNG)
    with pytest.raises(Forbidden):
        begun(town, dung.person_id)
    town.person(AN)
    town.session.add(
        DeclaredRelative(person_id=dung.person_id, personal_number=AN, relation="sibling",
                         declared_at=town.clock())
    )  # fmt: skip
    town.session.flush()
    with pytest.raises(Forbidden):
        begun(town, town.person(AN).person_id)


def test_the_agency_must_be_competent(town: Town) -> None:
    walk_in = WalkIn(person_id=town.person(AN).person_id, procedure_code=EXTRACT,
                     competent_id=agency_of(town, BICH), desk_id=agency_of(town, DUNG),
                     return_here=True)  # fmt: skip
    with pytest.raises(WrongInput) as refused:
        begin_for(town.session, town.parts, town.person(DUNG), walk_in)
    assert set(refused.value.problems) == {"co_quan"}


def test_a_dossier_that_may_be_filed_twice_is_a_warning(town: Town) -> None:
    person_id = town.person(AN).person_id
    dung = town.person(DUNG)
    options = receive_options(town.session, town.parts, dung, person_id, EXTRACT)
    assert options.duplicates == ()
    assert options.suggested == competent(town)
    first = town.submitted(AN)
    begun(town, person_id)
    options = receive_options(town.session, town.parts, dung, person_id, EXTRACT)
    assert first in {one.id for one in options.duplicates}
    begun(town, person_id)  # and it does not block
    withdraw_dossier(town.session, town.parts, town.person(AN), first, None)
    options = receive_options(town.session, town.parts, dung, person_id, EXTRACT)
    assert first not in {one.id for one in options.duplicates}


def test_where_it_is_online_only_the_counter_helps_to_file_online(own_town: Town) -> None:
    town = own_town
    assert town.dossier(begun(town, written_down(town))).channel == Channel.COUNTER
    online_only = OfferChange(
        state=OfferState.OPEN, since=town.parts.today(), online_only=True,
        agency_id=competent(town),
    )  # fmt: skip
    decide_offer(town.session, town.parts, town.person(KHOA), EXTRACT, online_only)
    town.parts.reference.forget()
    dossier = town.dossier(begun(town, written_down(town)))
    assert dossier.channel == Channel.ONLINE
    assert dossier.assisted_by_id == town.person(DUNG).person_id


def test_the_counter_answers_a_supplement_for_who_applied(town: Town) -> None:
    dossier_id = town.waiting_for_supplement(BINH)
    dung = town.person(DUNG)
    attachments.attach(
        town.session, town.parts, dung, dossier_id, "bo-sung", small_pdf(b"x"), "x.pdf"
    )
    (added,) = attachments.attachments_of(town.session, dossier_id)
    assert added.source == "scan"
    view, _ = attachments.open_attachment(town.session, town.parts, dung, dossier_id, added.id)
    assert view.id == added.id
    with pytest.raises(NotFound):
        attachments.open_attachment(town.session, town.parts, town.person(EM), dossier_id, added.id)
    assert open_own_dossier(town.session, town.parts, dung, dossier_id).id == dossier_id
    answer_supplement(town.session, town.parts, dung, dossier_id, None, "Đã quét tại quầy")
    assert town.dossier(dossier_id).status == Status.REGISTERED
    kinds = town.session.scalars(select(DossierEvent.actor_kind).order_by(DossierEvent.id)).all()
    assert kinds[-1] == ActorKind.ONE_STOP_OFFICER


def test_other_officers_do_not_answer_or_withdraw(town: Town) -> None:
    dossier_id = town.waiting_for_supplement(BINH)
    for number, refusal in ((HAI, NotFound), (EM, Forbidden), (GIANG, Forbidden)):
        with pytest.raises(refusal):
            withdraw_dossier(
                town.session, town.parts, town.person(number), dossier_id, None, "Đơn đề nghị"
            )
        with pytest.raises(refusal):
            attachments.attach(
                town.session, town.parts, town.person(number), dossier_id, "bo-sung",
                small_pdf(), "x.pdf",
            )  # fmt: skip
        with pytest.raises(NotFound):
            open_own_dossier(town.session, town.parts, town.person(number), dossier_id)
        town.session.rollback()


def test_withdrawing_for_somebody_needs_the_ground(town: Town) -> None:
    dossier_id = town.submitted(BINH)
    dung = town.person(DUNG)
    with pytest.raises(NotPossibleNow, match="căn cứ"):
        withdraw_dossier(town.session, town.parts, dung, dossier_id, None, " ")
    town.session.rollback()
    withdraw_dossier(town.session, town.parts, dung, dossier_id, None, "Có đơn tại quầy")
    assert town.dossier(dossier_id).status == Status.WITHDRAWN


def test_an_officers_typing_is_kept_like_a_citizens(town: Town) -> None:
    dossier_id = begun(town, town.person(AN).person_id)
    step = town.procedure().form[0]
    typed = typed_answers(step, town.procedure().cases[0])
    dung = town.person(DUNG)
    drafts.keep_typed(town.session, town.parts, dung, dossier_id, step.name, typed)
    seen = drafts.open_draft(town.session, town.parts, town.person(AN), dossier_id)
    assert seen.typed[step.name] == typed
