"""How an interlinked dossier ends early, what it shares, and what is tried again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.models import Attachment, Dossier, DossierEvent, Paper
from citizen_portal.procedures.catalogue import Catalogue
from citizen_portal.services import attachments
from citizen_portal.services.audit import first_broken_entry
from citizen_portal.services.batches.bundle import papers_to_pack
from citizen_portal.services.dossiers.page import open_agency_dossier, open_own_dossier
from citizen_portal.services.dossiers.possible_actions import possible_actions
from citizen_portal.services.errors import NotFound, NotPossibleNow, PortalError
from citizen_portal.services.interlinked.plan import PartNotOpened
from citizen_portal.services.processing import approval
from citizen_portal.services.processing import steps as processing
from citizen_portal.services.withdrawal import withdraw_dossier
from tests.services.interlinked_family import FAMILY, NUMBER, SECOND_PROCEDURE, Family
from tests.services.town import AN, BINH, DUNG, EM, GIANG, LAM, MAI, Town


@pytest.fixture
def family(town: Town) -> Family:
    """The town with the group on offer."""
    return Family.of(town)


def test_withdrawing_the_group_withdraws_its_open_parts(family: Family) -> None:
    group_id = family.group_at_work()
    withdraw_dossier(family.session, family.parts, family.person(AN), group_id, None, "Đổi ý")
    assert family.dossier(group_id).status == Status.WITHDRAWN
    assert family.part(group_id, "mot").status == Status.WITHDRAWN
    assert first_broken_entry(family.session) is None


def test_a_completed_part_is_too_far_and_is_named(family: Family) -> None:
    group_id = family.group_at_work()
    part = family.dossier(family.complete(group_id, "mot"))
    with pytest.raises(NotPossibleNow) as refused:
        withdraw_dossier(family.session, family.parts, family.person(AN), group_id, None)
    assert "“Phần Một”" in refused.value.sentence.vi
    assert str(part.code) in refused.value.sentence.vi
    family.session.rollback()
    assert family.dossier(group_id).status == Status.IN_PROCESSING
    second = family.part(group_id, "hai").id
    withdraw_dossier(family.session, family.parts, family.person(AN), second, None)
    assert family.dossier(second).status == Status.WITHDRAWN
    assert family.dossier(group_id).status == Status.IN_PROCESSING


def test_nobody_else_withdraws_or_reads_a_part(family: Family) -> None:
    part_id = family.part(family.group(), "mot").id
    with pytest.raises(NotFound):
        withdraw_dossier(family.session, family.parts, family.person(BINH), part_id, None)
    with pytest.raises(NotFound):
        open_own_dossier(family.session, family.parts, family.person(BINH), part_id)


def test_a_desk_sees_the_papers_that_its_procedure_asks_for(family: Family) -> None:
    group_id = family.group_at_work()
    family.complete(group_id, "mot")
    second_id = family.part(group_id, "hai").id
    police = family.person(LAM)
    page = open_agency_dossier(family.session, family.parts, police, second_id)
    assert [one.requirement for one in page.attachments] == ["giay-hai"]
    assert family.session.scalars(
        select(Attachment).where(Attachment.dossier_id == second_id)
    ).all() == []  # fmt: skip
    _, data = attachments.open_attachment(
        family.session, family.parts, police, second_id, page.attachments[0].id
    )
    assert data.startswith(b"%PDF")
    group = open_agency_dossier(family.session, family.parts, family.person(DUNG), group_id)
    assert len(group.attachments) == 3
    for other in group.attachments:
        if other.requirement != "giay-hai":
            with pytest.raises(NotFound):
                attachments.open_attachment(
                    family.session, family.parts, police, second_id, other.id
                )
        with pytest.raises(NotFound):
            attachments.open_attachment(family.session, family.parts, police, group_id, other.id)


def test_the_slip_of_a_part_lists_the_papers_it_works_with(family: Family) -> None:
    part_id = family.accept(family.group_at_work(), "mot")
    slip = family.session.scalars(
        select(Paper).where(Paper.dossier_id == part_id, Paper.kind == "reception_slip")
    ).one()
    assert [one["name"] for one in slip.content["components"]] == [
        "Tờ khai điện tử", "Giấy giay-mot",
    ]  # fmt: skip


def test_results_of_a_part_are_downloaded_like_any_others(family: Family) -> None:
    group_id = family.group_at_work()
    part_id = family.complete(group_id, "mot")
    family.make_papers(part_id, "result")
    files = papers_to_pack(
        family.session, family.parts, family.person(DUNG), [part_id, group_id], {"result"}
    ).papers
    code = family.dossier(part_id).code
    assert [one.name for one in files] == [f"{code}-ket-qua-1.pdf"]


def test_what_the_next_part_needs_must_be_in_the_draft(family: Family) -> None:
    group_id = family.group_at_work()
    with pytest.raises(NotPossibleNow) as refused:
        family.draft_result(group_id, "mot", number="")
    assert "“Phần Hai”, còn thiếu: “Số định danh”" in refused.value.sentence.vi
    family.session.rollback()
    assert family.part(group_id, "mot").step == "xu-ly"


def test_what_cannot_be_opened_holds_nobody_up_and_is_tried_again(family: Family) -> None:
    group_id = family.group_at_work()
    family.draft_result(group_id, "mot")
    part_id = family.part(group_id, "mot").id
    closed = replace(SECOND_PROCEDURE, authority="fisheries")
    for_now = Family.of(family, closed)
    approver = family.person(GIANG)
    approval.approve_result(for_now.session, for_now.parts, approver, part_id, None)
    assert family.dossier(part_id).status == Status.COMPLETED
    assert family.opened(group_id) == {"mot", "ba"}
    told = family.session.scalars(
        select(DossierEvent.reason).where(DossierEvent.dossier_id == group_id)
    ).all()
    assert any("Chưa có cơ quan giải quyết phần “Phần Hai”" in reason for reason in told)
    leading = family.person(EM)
    page = open_agency_dossier(family.session, family.parts, leading, group_id)
    assert page.group is not None
    assert "cơ quan chủ trì sẽ mở lại" in page.group.parts[1].note.vi
    assert Action.ADVANCE in possible_actions(leading, page)
    with pytest.raises(PartNotOpened):
        processing.advance_step(for_now.session, for_now.parts, leading, group_id, None)
    processing.advance_step(family.session, family.parts, leading, group_id, None)
    assert family.part(group_id, "hai").answers["person_number"] == NUMBER


def test_a_group_out_of_order_goes_on_by_hand(family: Family) -> None:
    group_id = family.group_at_work(case=1)
    family.complete(group_id, "mot")
    family.draft_result(group_id, "ba")
    part_id = family.part(group_id, "ba").id
    others = Catalogue([("tests", one) for one in FAMILY if not one.interlinked])
    broken = replace(family.parts, catalogue=others)
    approval.approve_result(family.session, broken, family.person(MAI), part_id, None)
    assert family.dossier(part_id).status == Status.COMPLETED
    assert family.dossier(group_id).status == Status.IN_PROCESSING
    processing.advance_step(family.session, family.parts, family.person(EM), group_id, None)
    assert family.dossier(group_id).status == Status.COMPLETED


def test_withdrawing_and_approving_at_the_same_moment_wait_for_each_other(
    own_town: Town, own_engine: Engine
) -> None:
    family = Family.of(own_town)
    group_id = family.group_at_work()
    part_id = family.draft_result(group_id, "mot")
    citizen, approver = family.person(AN), family.person(GIANG)
    family.session.rollback()
    barrier = Barrier(2)

    def act(number: int) -> object:
        with Session(own_engine) as session:
            session.connection()
            barrier.wait()
            try:
                if number:
                    return withdraw_dossier(session, family.parts, citizen, group_id, None)
                approval.approve_result(session, family.parts, approver, part_id, None)
            except PortalError as error:
                return error
            return None

    with ThreadPoolExecutor(2) as threads:
        outcomes = list(threads.map(act, range(2)))
    assert sum(isinstance(one, PortalError) for one in outcomes) == 1
    family.session.expire_all()
    states = {
        Status(status)
        for status in family.session.scalars(
            select(Dossier.status).where(Dossier.id.in_((group_id, part_id)))
        )
    }
    assert states in ({Status.WITHDRAWN}, {Status.COMPLETED, Status.IN_PROCESSING})
    assert first_broken_entry(family.session) is None
