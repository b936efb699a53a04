"""The control slip and blank forms."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from citizen_portal.documents.papers import ControlSlipContent, read_content
from citizen_portal.models import AuditEntry, Paper
from citizen_portal.services.actor import Actor
from citizen_portal.services.dossiers.page import open_agency_dossier, open_own_dossier
from citizen_portal.services.errors import Forbidden, LoginNeeded, NotFound, NotPossibleNow
from citizen_portal.services.papers.issued import open_paper
from citizen_portal.services.papers.office import (
    blank_form,
    issue_control_slip,
    list_blank_forms,
)
from citizen_portal.services.processing import approval
from citizen_portal.services.processing import steps as processing
from tests.services.town import AN, DUNG, EM, GIANG, HAI, Town


def slip_of(town: Town, paper_id: UUID) -> ControlSlipContent:
    content = town.session.execute(select(Paper.content).where(Paper.id == paper_id)).scalar_one()
    slip = read_content("control_slip", content)
    assert isinstance(slip, ControlSlipContent)
    return slip


def issue(town: Town, dossier_id: UUID, who: str = EM) -> UUID:
    return issue_control_slip(town.session, town.parts, town.person(who), dossier_id)


def test_the_slip_follows_the_dossier_from_hand_to_hand(town: Town) -> None:
    dossier_id = town.returned()
    slip = slip_of(town, issue(town, dossier_id))
    hands = [(row.note, row.giver, row.receiver) for row in slip.hand_overs]
    dung, em = town.person(DUNG).name, town.person(EM).name
    assert hands[0] == ("Tiếp nhận hồ sơ", town.person(AN).name, dung)
    assert hands[1] == ("Chuyển xử lý", dung, "Bộ phận giải quyết")
    assert ("Trình duyệt", em, "Lãnh đạo phê duyệt") in hands
    assert ("Phê duyệt", town.person(GIANG).name, "Văn thư") in hands
    assert hands[-1] == ("Trả kết quả", dung, town.person(AN).name)
    for row, following in zip(slip.hand_overs, slip.hand_overs[1:], strict=False):
        assert row.at <= following.at
    assert slip.hand_overs[0].outcome == "Trước hạn"
    issued = next(row for row in slip.hand_overs if row.note == "Cấp số và ban hành")
    assert issued.outcome == "Đúng hạn"
    assert issued.receiver == "Bộ phận tiếp nhận và trả kết quả"


def test_a_late_result_is_called_late(town: Town) -> None:
    dossier_id = town.sent_for_approval()
    town.clock.move(days=30)  # type: ignore[attr-defined]
    giang = town.person(GIANG)
    approval.approve_result(town.session, town.parts, giang, dossier_id, None)
    slip = slip_of(town, issue(town, dossier_id))
    assert slip.hand_overs[-1].outcome == "Quá hạn"


def test_a_supplement_goes_to_the_applicant_and_back(town: Town) -> None:
    dossier_id = town.waiting_for_supplement(accepted=True)
    slip = slip_of(town, issue(town, dossier_id))
    last = slip.hand_overs[-1]
    assert (last.giver, last.receiver) == (town.person(EM).name, town.person(AN).name)


def test_the_same_slip_again_until_something_happens(town: Town) -> None:
    dossier_id = town.accepted()
    first = issue(town, dossier_id)
    assert issue(town, dossier_id) == first
    processing.advance_step(town.session, town.parts, town.person(EM), dossier_id, None)
    second = issue(town, dossier_id)
    assert second != first
    numbers = town.session.scalars(
        select(Paper.number).where(Paper.kind == "control_slip").order_by(Paper.number)
    )
    assert list(numbers) == [1, 2]
    records = town.session.scalars(
        select(AuditEntry.record).where(AuditEntry.object_id == str(dossier_id))
    ).all()
    assert sum("issue_control_slip" in record for record in records) == 2


def test_the_slip_is_signed_by_the_agency_and_stays_in_the_office(town: Town) -> None:
    dossier_id = town.accepted()
    issue(town, dossier_id)
    town.make_papers(dossier_id, "control_slip")
    _, data = open_paper(town.session, town.parts, town.person(EM), dossier_id, "control_slip")
    assert data is not None
    assert data.startswith(b"%PDF")
    with pytest.raises(NotFound):
        open_paper(town.session, town.parts, town.person(AN), dossier_id, "control_slip")
    mine = open_own_dossier(town.session, town.parts, town.person(AN), dossier_id)
    theirs = open_agency_dossier(town.session, town.parts, town.person(EM), dossier_id)
    assert mine.paper("control_slip") is None
    assert theirs.paper("control_slip") is not None


@pytest.mark.parametrize(("who", "error"), [(None, LoginNeeded), (AN, Forbidden), (HAI, NotFound)])
def test_nobody_else_issues_it(town: Town, who: str | None, error: type[Exception]) -> None:
    dossier_id = town.accepted()
    actor: Actor | None = town.person(who) if who else None
    with pytest.raises(error):
        issue_control_slip(town.session, town.parts, actor, dossier_id)


def test_nothing_is_controlled_before_acceptance(town: Town) -> None:
    with pytest.raises(NotPossibleNow, match="chưa được tiếp nhận"):
        issue(town, town.submitted())


def test_another_seat_is_told_whose_slip_it_is(town: Town) -> None:
    dossier_id = town.accepted()
    bai_chay = town.person(HAI).agency_ids[0]
    town.dossier(dossier_id).return_agency_id = bai_chay
    town.session.commit()
    with pytest.raises(Forbidden, match="cơ quan đang giải quyết"):
        issue(town, dossier_id, HAI)


def test_blank_forms_are_for_officers_and_of_a_day(town: Town) -> None:
    with pytest.raises(Forbidden):
        list_blank_forms(town.person(AN), date(2026, 11, 20))
    with pytest.raises(LoginNeeded):
        blank_form(town.parts, None, "refusal", date(2026, 11, 20))
    dung = town.person(DUNG)
    assert len(list_blank_forms(dung, date(2025, 6, 30))) == 6
    assert len(list_blank_forms(dung, date(2026, 11, 20))) == 7
    with pytest.raises(NotFound):
        blank_form(town.parts, dung, "stop_notice", date(2025, 6, 30))
    with pytest.raises(NotFound):
        blank_form(town.parts, dung, "result", date(2026, 11, 20))
    first = blank_form(town.parts, dung, "refusal", date(2026, 11, 20))
    assert first.startswith(b"%PDF")
    assert blank_form(town.parts, dung, "refusal", date(2026, 1, 2)) is first
    assert blank_form(town.parts, dung, "refusal", date(2025, 6, 30)) != first
