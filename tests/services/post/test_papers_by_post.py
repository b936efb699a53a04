"""Papers that come by post: the time to accept counts from the parcel's arrival."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from citizen_portal.domain.deadline import acceptance_due
from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.domain.post import ResultWay
from citizen_portal.domain.service_level import Channel
from citizen_portal.models import Paper
from citizen_portal.services import submission
from citizen_portal.services.dossiers.clocks import view_clocks, why_answered_by
from citizen_portal.services.dossiers.page import open_agency_dossier, open_own_dossier
from citizen_portal.services.errors import Forbidden, NotPossibleNow, WrongInput
from citizen_portal.services.papers.hand_overs import DESK
from citizen_portal.services.papers.office import issue_control_slip
from citizen_portal.services.payments import fee_requests
from citizen_portal.services.post.incoming import declare_waybill, register_parcel
from citizen_portal.services.post.news import ask_carrier
from citizen_portal.services.reception import accept_dossier
from plugins.connectors.post_carrier.simulator.pages import message_of
from tests.services.post.simulated_post import PostTown
from tests.services.town import AN, BINH, DUNG, EM, HAI

WAYBILL = "BC000000001VN"


def _submitted(post: PostTown) -> UUID:
    dossier_id = post.town.draft()
    post.wish(dossier_id, way=ResultWay.ONLINE, recipient=None, papers_by_post=True)
    town = post.town
    submission.submit_dossier(town.session, town.parts, town.person(AN), dossier_id)
    return dossier_id


def _declare(post: PostTown, dossier_id: UUID, waybill: str = WAYBILL, who: str = AN) -> None:
    declare_waybill(post.town.session, post.town.parts, post.town.person(who), dossier_id, waybill)


def _register(post: PostTown, waybill: str, code: str | None, by: str = DUNG) -> UUID:
    town = post.town
    return register_parcel(town.session, town.parts, town.person(by), waybill, code or "")


def _due(post: PostTown, dossier_id: UUID, arrived: object) -> object:
    dossier = post.town.dossier(dossier_id)
    hours = post.town.procedure().acceptance_hours_for(Channel.POST)
    calendar = post.town.parts.reference.calendar(dossier.receiving_agency_id)
    return acceptance_due(arrived, calendar, hours)  # type: ignore[arg-type]


def test_the_carriers_word_begins_the_time(post: PostTown) -> None:
    dossier_id = _submitted(post)
    dossier = post.town.dossier(dossier_id)
    assert (dossier.channel, dossier.acceptance_due_at) == (Channel.POST, None)
    _declare(post, dossier_id, " bc000000001vn ")
    assert [job["shipment_id"] for job in post.jobs("ask_carrier")] == [
        str(post.shipments(dossier_id)[0].id)
    ]
    post.town.clock.move(days=3)  # type: ignore[attr-defined]
    arrived = post.town.clock() - timedelta(minutes=30)
    assert post.tell(WAYBILL, "DA_PHAT", at=arrived) == "applied"
    dossier = post.town.dossier(dossier_id)
    assert dossier.acceptance_due_at == _due(post, dossier_id, arrived)
    assert (dossier.status, dossier.delivery_state) == (Status.REGISTERED, "none")
    _register(post, WAYBILL, dossier.code)  # the officer opens it an hour later
    assert post.town.dossier(dossier_id).acceptance_due_at == _due(post, dossier_id, arrived)


def test_every_clock_begins_with_the_arrival(post: PostTown) -> None:
    town, dossier_id = post.town, _submitted(post)
    _declare(post, dossier_id)
    waiting = open_own_dossier(town.session, town.parts, town.person(AN), dossier_id)
    assert view_clocks(town.parts, waiting).acceptance is None
    assert why_answered_by(town.parts, waiting) is None
    assert "thời gian tiếp nhận tính từ khi bưu gửi đến" in waiting.next.vi
    town.clock.move(days=3)  # type: ignore[attr-defined]
    arrived = town.clock() - timedelta(minutes=30)
    post.tell(WAYBILL, "DA_PHAT", at=arrived)
    assert post.tell(WAYBILL, "DA_PHAT", at=arrived) == "noted"
    page = open_own_dossier(town.session, town.parts, town.person(AN), dossier_id)
    (came,) = (one for one in page.events if one.action is Action.ARRIVE)
    assert (came.at, came.from_status, came.to_status) == (town.clock(), 1, 1)
    assert came.detail == {"waybill": WAYBILL, "arrived_at": arrived.isoformat()}
    clock, why = view_clocks(town.parts, page).acceptance, why_answered_by(town.parts, page)
    assert clock is not None
    assert (clock.start, clock.due) == (arrived, page.acceptance_due_at)
    assert why is not None
    assert why.at == page.acceptance_due_at
    assert why.steps[0].text.vi.startswith("Giấy tờ đến qua bưu chính: ")
    accept_dossier(town.session, town.parts, town.person(DUNG), dossier_id, None)
    slip = town.session.get_one(
        Paper, issue_control_slip(town.session, town.parts, town.person(EM), dossier_id)
    )
    first, second = slip.content["hand_overs"][:2]
    assert (first["giver"], first["receiver"]) == (page.applicant_name, DESK)
    assert datetime.fromisoformat(first["at"]) == arrived
    assert (second["giver"], second["note"]) == (DESK, "Tiếp nhận hồ sơ")


def test_what_an_officer_opened_is_an_event_by_that_officer(post: PostTown) -> None:
    town, dossier_id = post.town, _submitted(post)
    for waybill in (WAYBILL, WAYBILL, "BC000000002VN"):
        _register(post, waybill, town.dossier(dossier_id).code)
        town.clock.move(hours=1)  # type: ignore[attr-defined]
    page = open_agency_dossier(town.session, town.parts, town.person(DUNG), dossier_id)
    came = [one for one in page.events if one.action is Action.ARRIVE]
    assert [one.detail["waybill"] for one in came] == [WAYBILL, "BC000000002VN"]
    assert came[0].who.vi == f"{town.person(DUNG).name} (cán bộ một cửa)"
    clock = view_clocks(town.parts, page).acceptance
    assert clock is not None
    assert (clock.start, clock.due) == (came[0].at, page.acceptance_due_at)


def test_money_asked_for_does_not_begin_the_time_before_the_papers(post: PostTown) -> None:
    town, dossier_id = post.town, _submitted(post)
    dung = town.person(DUNG)
    fee_requests.request_payment(
        town.session, town.parts, dung, dossier_id, None, fee_requests.AskedFee()
    )
    town.pay(dossier_id)
    assert town.dossier(dossier_id).status == Status.REGISTERED
    assert town.dossier(dossier_id).acceptance_due_at is None
    _register(post, WAYBILL, town.dossier(dossier_id).code)
    page = open_agency_dossier(town.session, town.parts, dung, dossier_id)
    clock = view_clocks(town.parts, page).acceptance
    assert clock is not None
    assert (clock.start, clock.due) == (town.clock(), page.acceptance_due_at)


def test_an_officer_may_be_quicker_than_the_carrier(post: PostTown) -> None:
    dossier_id = _submitted(post)
    post.town.clock.move(hours=2)  # type: ignore[attr-defined]
    arrived = post.town.clock()
    assert _register(post, WAYBILL, post.town.dossier(dossier_id).code) == dossier_id
    post.town.clock.move(hours=2)  # type: ignore[attr-defined]
    assert post.tell(WAYBILL, "DANG_VAN_CHUYEN") == "noted"
    assert post.shipments(dossier_id)[0].state == "delivered"
    assert post.town.dossier(dossier_id).acceptance_due_at == _due(post, dossier_id, arrived)


def test_what_happened_before_the_waybill_was_known_is_asked(post: PostTown) -> None:
    dossier_id = _submitted(post)
    parcel = post.depot.take(
        reference=None, sender="An", recipient="UBND", content="Hồ sơ", events_url="", postage=1
    )
    assert post.tell(parcel.waybill, "DA_PHAT") == "unknown"
    post.depot.note(parcel.number, message_of(parcel, "DA_PHAT"), "")
    _declare(post, dossier_id, parcel.waybill)
    ask_carrier(post.town.session, post.town.parts, post.shipments(dossier_id)[0].id)
    assert post.shipments(dossier_id)[0].state == "delivered"
    assert post.town.dossier(dossier_id).acceptance_due_at is not None


def test_who_may_register_a_parcel(post: PostTown) -> None:
    dossier_id = _submitted(post)
    code = post.town.dossier(dossier_id).code
    with pytest.raises(Forbidden):
        _register(post, WAYBILL, code, by=EM)
    for typed, by in ((code, HAI), ("H49.61.2-260101-9999", DUNG), ("", DUNG)):
        with pytest.raises(WrongInput) as caught:
            _register(post, WAYBILL, typed, by=by)
        assert set(caught.value.problems) == {"ma"}
    with pytest.raises(WrongInput) as caught:
        _register(post, "12 3", code)
    assert set(caught.value.problems) == {"van_don"}


def test_a_waybill_belongs_to_one_dossier(post: PostTown) -> None:
    first, second = _submitted(post), _submitted(post)
    _declare(post, first)
    _declare(post, first)
    assert len(post.shipments(first)) == 1
    with pytest.raises(WrongInput):
        _declare(post, second)


def test_only_dossiers_by_post_have_one(post: PostTown) -> None:
    with pytest.raises(NotPossibleNow):
        _declare(post, post.town.submitted())
    with pytest.raises(NotPossibleNow):
        _declare(post, post.town.submitted(BINH), who=BINH)
