"""Papers that come by post: the time to accept counts from the parcel's arrival."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from citizen_portal.domain.deadline import acceptance_due
from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.post import ResultWay
from citizen_portal.domain.service_level import Channel
from citizen_portal.services import submission
from citizen_portal.services.errors import Forbidden, NotPossibleNow, WrongInput
from citizen_portal.services.post.incoming import declare_waybill, register_parcel
from citizen_portal.services.post.news import ask_carrier
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
