"""An interlinked dossier: one form and one payment, a dossier of its own for each part."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.models import DossierEvent, NumberSeries
from citizen_portal.services import reception, supplements
from citizen_portal.services.audit import first_broken_entry
from citizen_portal.services.dossiers.clocks import view_clocks
from citizen_portal.services.dossiers.mine import list_own_dossiers
from citizen_portal.services.dossiers.page import open_agency_dossier, open_own_dossier
from citizen_portal.services.dossiers.possible_actions import possible_actions
from citizen_portal.services.drafts.filling_in import start_draft
from citizen_portal.services.errors import NotFound, NotPossibleNow
from citizen_portal.services.interlinked.plan import PartNotOpened
from citizen_portal.services.processing import approval, stopping
from citizen_portal.services.processing import steps as processing
from citizen_portal.services.queues.lines import list_queue
from citizen_portal.services.submission import submit_dossier
from tests.services.interlinked_family import (
    GROUP,
    GROUP_PROCEDURE,
    NUMBER,
    PARTS,
    SECOND_PROCEDURE,
    THIRD,
    Family,
)
from tests.services.town import AN, DUNG, EM, GIANG, LAM, Town


@pytest.fixture
def family(town: Town) -> Family:
    """The town with the group on offer."""
    return Family.of(town)


def test_submitting_opens_the_first_part_beside_the_group(family: Family) -> None:
    group_id = family.group()
    group, part = family.dossier(group_id), family.part(group_id, "mot")
    assert family.opened(group_id) == {"mot"}
    assert (group.code, part.code) == ("000.07.21.H49-261120-0001", "000.07.21.H49-261120-0002")
    assert group.status == part.status == Status.REGISTERED
    assert part.answers == {"person_name": "Nguyễn An Nhiên", "note": None}
    assert (part.procedure_code, part.subject) == ("2.900001", "Nguyễn An Nhiên")
    assert part.acceptance_due_at is None, "nothing is due before the group is accepted"
    story = family.session.execute(
        select(DossierEvent.action, DossierEvent.actor_kind, DossierEvent.reason)
        .where(DossierEvent.dossier_id.in_((group_id, part.id))).order_by(DossierEvent.id)
    ).all()  # fmt: skip
    assert [tuple(row) for row in story] == [
        ("nop", "applicant", ""),
        ("mo-phan", "system", ""),
        ("mo-phan", "system", f"Phần Một: {part.code}"),
    ]
    assert first_broken_entry(family.session) is None


def test_the_next_parts_open_with_what_the_first_decided(family: Family) -> None:
    group_id = family.group_at_work()
    family.complete(group_id, "mot")
    assert family.opened(group_id) == {"mot", "hai", "ba"}
    second, third = family.part(group_id, "hai"), family.part(group_id, "ba")
    assert second.answers == {"person_name": "Nguyễn An Nhiên", "person_number": NUMBER}
    assert family.parts.reference.agency(second.handling_agency_id).name == "Công an phường Hạ Long"
    assert third.procedure_code == THIRD
    assert family.dossier(group_id).status == Status.IN_PROCESSING


def test_a_part_that_is_not_needed_delays_nobody(family: Family) -> None:
    group_id = family.group_at_work(case=1)
    family.complete(group_id, "mot")
    assert family.opened(group_id) == {"mot", "ba"}
    family.complete(group_id, "ba")
    assert family.dossier(group_id).status == Status.COMPLETED


def test_the_group_is_done_and_returned_with_its_last_part(family: Family) -> None:
    group_id = family.group_at_work()
    for name in ("mot", "hai", "ba"):
        family.complete(group_id, name)
    group = family.dossier(group_id)
    assert (group.status, group.completed_at) == (Status.COMPLETED, family.clock())
    family.pay(group_id)
    for name in ("mot", "hai"):
        family.hand_over(group_id, name)
    assert family.dossier(group_id).status == Status.COMPLETED
    family.hand_over(group_id, "ba")
    assert family.dossier(group_id).status == Status.RESULT_RETURNED
    page = open_own_dossier(family.session, family.parts, family.person(AN), group_id)
    assert page.group is not None
    assert (page.group.done, page.group.total) == (3, 3)
    assert [len(part.results) for part in page.group.parts] == [1, 1, 1]
    assert first_broken_entry(family.session) is None


def test_there_is_one_payment_and_results_wait_for_it(family: Family) -> None:
    group_id = family.group_at_work()
    part_id = family.complete(group_id, "mot")
    assert family.dossier(group_id).fee_total == 50_000
    assert (family.dossier(part_id).fee_total, family.dossier(part_id).payment_state) == (0, "none")
    family.make_papers(part_id, "result")
    page = open_agency_dossier(family.session, family.parts, family.person(DUNG), part_id)
    assert Action.RETURN_RESULT not in possible_actions(family.person(DUNG), page)
    with pytest.raises(NotPossibleNow, match="chưa được nộp"):
        approval.return_result(family.session, family.parts, family.person(DUNG), part_id, None)
    family.session.rollback()
    family.pay(group_id)
    family.hand_over(group_id, "mot")
    assert family.dossier(part_id).status == Status.RESULT_RETURNED


def test_desks_begin_once_the_leading_body_accepted(family: Family) -> None:
    group_id = family.group()
    part_id = family.part(group_id, "mot").id
    page = open_agency_dossier(family.session, family.parts, family.person(DUNG), part_id)
    assert Action.ACCEPT not in possible_actions(family.person(DUNG), page)
    with pytest.raises(NotPossibleNow, match="chưa được tiếp nhận"):
        family.accept(group_id, "mot")
    family.session.rollback()
    family.clock.move(hours=3)  # type: ignore[attr-defined]
    reception.accept_dossier(family.session, family.parts, family.person(DUNG), group_id, None)
    page = open_agency_dossier(family.session, family.parts, family.person(DUNG), part_id)
    clock = view_clocks(family.parts, page).acceptance
    assert clock is not None
    assert (clock.start, clock.began) == (family.clock(), Action.GROUP_ACCEPTED)
    assert clock.due == page.acceptance_due_at
    family.accept(group_id, "mot")
    assert family.dossier(part_id).status == Status.IN_PROCESSING


def test_nobody_decides_on_the_group_itself(family: Family) -> None:
    group_id = family.group_at_work()
    for number in (DUNG, EM, GIANG):
        officer = family.person(number)
        page = open_agency_dossier(family.session, family.parts, officer, group_id)
        assert set(possible_actions(officer, page)) <= {Action.APOLOGISE}
    with pytest.raises(NotPossibleNow, match="từng phần"):
        processing.send_for_approval(
            family.session, family.parts, family.person(EM), group_id, None, {}
        )
    with pytest.raises(NotPossibleNow, match="từng phần"):
        approval.approve_result(family.session, family.parts, family.person(GIANG), group_id, None)
    with pytest.raises(NotPossibleNow, match="Không có phần nào chờ"):
        processing.advance_step(family.session, family.parts, family.person(EM), group_id, None)
    with pytest.raises(NotPossibleNow, match="ở phần cần bổ sung"):
        supplements.request_supplement(
            family.session, family.parts, family.person(EM), group_id, None, "Giấy", "Mờ"
        )
    with pytest.raises(NotPossibleNow, match="Phần Một"):
        stopping.stop_processing(
            family.session, family.parts, family.person(EM), group_id, None, "Thôi"
        )


def test_another_agency_sees_its_part_and_not_the_group(family: Family) -> None:
    group_id = family.group_at_work()
    family.complete(group_id, "mot")
    police = family.person(LAM)
    listed = list_queue(family.session, family.parts, police, "can-tiep-nhan")
    assert {line.procedure_code for line in listed.lines} == {"2.900002", THIRD}
    with pytest.raises(NotFound):
        open_agency_dossier(family.session, family.parts, police, group_id)
    page = open_agency_dossier(
        family.session, family.parts, police, family.part(group_id, "hai").id
    )
    assert page.within is not None
    assert page.within.code == family.dossier(group_id).code
    leading = open_agency_dossier(family.session, family.parts, family.person(DUNG), group_id)
    assert leading.group is not None
    assert [part.agency for part in leading.group.parts] == [
        "Ủy ban nhân dân phường Hạ Long", "Công an phường Hạ Long", "Công an phường Hạ Long",
    ]  # fmt: skip


def test_a_refused_part_says_why_and_holds_back_what_follows(family: Family) -> None:
    group_id = family.group_at_work()
    part_id = family.part(group_id, "mot").id
    reception.refuse_dossier(
        family.session, family.parts, family.person(DUNG), part_id, None, "Sai họ tên"
    )
    page = open_own_dossier(family.session, family.parts, family.person(AN), group_id)
    assert page.group is not None
    first, second, third = page.group.parts
    assert (first.status, first.reason, first.alone) == (
        Status.NOT_ACCEPTED, "Sai họ tên", "2.900001",
    )  # fmt: skip
    assert "nộp riêng" in first.note.vi
    assert second.id is third.id is None
    assert "“Phần Một” không có kết quả" in second.note.vi
    assert "sẽ kết thúc hồ sơ liên thông" in page.next.vi
    stopping.stop_processing(
        family.session, family.parts, family.person(EM), group_id, None, "Phần một bị từ chối"
    )
    assert family.dossier(group_id).status == Status.STOPPED


def test_a_part_that_only_the_group_opens_cannot_be_filed_alone(family: Family) -> None:
    group_id = family.group_at_work()
    family.complete(group_id, "mot")
    part_id = family.accept(group_id, "ba")
    stopping.stop_processing(
        family.session, family.parts, family.person(LAM), part_id, None, "Đã được cấp"
    )
    page = open_own_dossier(family.session, family.parts, family.person(AN), group_id)
    assert page.group is not None
    third = page.group.parts[2]
    assert (third.alone, third.reason) == ("", "Đã được cấp")
    assert "Hãy liên hệ Công an phường Hạ Long" in third.note.vi
    assert "Đã xong 1/3 phần" in page.next.vi
    with pytest.raises(NotFound):
        start_draft(family.session, family.parts, family.person(AN), THIRD)


def test_refusing_the_group_refuses_its_parts(family: Family) -> None:
    group_id = family.group()
    reception.refuse_dossier(
        family.session, family.parts, family.person(DUNG), group_id, None, "Sai nơi nộp"
    )
    assert family.dossier(group_id).status == Status.NOT_ACCEPTED
    assert family.part(group_id, "mot").status == Status.NOT_ACCEPTED


def test_a_part_asks_for_its_own_supplement(family: Family) -> None:
    group_id = family.group_at_work()
    part_id = family.accept(group_id, "mot")
    supplements.request_supplement(
        family.session, family.parts, family.person(EM), part_id, None, "Giấy một", "Mờ"
    )
    page = open_own_dossier(family.session, family.parts, family.person(AN), group_id)
    assert page.next.vi == "Phần “Phần Một” cần bạn bổ sung."
    (line,) = list_own_dossiers(family.session, family.parts, family.person(AN)).lines
    assert line.progress is not None
    assert line.progress.waits_for_applicant
    family.attach(part_id, "giay-mot", mark=b"new")
    supplements.answer_supplement(
        family.session, family.parts, family.person(AN), part_id, None, ""
    )
    assert family.dossier(part_id).status == Status.IN_PROCESSING


def test_my_dossiers_show_the_group_once_with_its_progress(family: Family) -> None:
    group_id = family.group_at_work()
    family.complete(group_id, "mot")
    (line,) = list_own_dossiers(family.session, family.parts, family.person(AN)).lines
    assert line.id == group_id
    assert line.progress is not None
    assert (line.progress.done, line.progress.total) == (1, 3)


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        (replace(SECOND_PROCEDURE, authority="fisheries"), "Chưa có cơ quan giải quyết"),
        (replace(SECOND_PROCEDURE, in_force=SECOND_PROCEDURE.in_force.__class__(
            since=SECOND_PROCEDURE.in_force.since, until=SECOND_PROCEDURE.in_force.since)),
         "tạm thời gián đoạn"),
        (replace(GROUP_PROCEDURE, interlinked=(
            replace(PARTS[0], answers=lambda answers, results: {}), *PARTS[1:])),
         "chưa nhận được nội dung đã khai. Bạn chưa trả lời: Họ tên"),
        (replace(GROUP_PROCEDURE, interlinked=(
            replace(PARTS[0], answers=lambda answers, results: answers["nothing"]), *PARTS[1:])),
         "tạm thời gián đoạn"),
        (replace(GROUP_PROCEDURE, interlinked=(
            PARTS[0], replace(PARTS[1], answers=lambda answers, results: {"person_name": "123"}),
            PARTS[2])),
         "Phần “Phần Hai” chưa nhận được nội dung đã khai"),
    ],
)  # fmt: skip
def test_a_group_whose_part_cannot_open_is_not_submitted_at_all(
    town: Town, caplog: pytest.LogCaptureFixture, broken: object, sentence: str
) -> None:
    family = Family.of(town, broken)  # type: ignore[arg-type]
    draft = family.draft(AN, GROUP)
    with caplog.at_level(logging.ERROR), pytest.raises(PartNotOpened) as refused:
        submit_dossier(family.session, family.parts, family.person(AN), draft)
    assert sentence in refused.value.sentence.vi
    noted = caplog.text + " ".join(str(one) for one, _ in family.parts.incidents.take())
    assert "part " in noted
    assert "Nhiên" not in noted
    family.session.commit()
    assert family.dossier(draft).status == Status.DRAFT
    assert family.dossier(draft).code is None
    assert family.opened(draft) == set()
    numbers = select(func.count()).where(NumberSeries.kind == "dossier")
    assert family.session.scalar(numbers) == 0
