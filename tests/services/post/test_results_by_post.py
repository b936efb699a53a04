"""Results that go by post: ordered once, followed in any order, returned when delivered."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import UUID, uuid4

import pypdf
import pytest
from sqlalchemy import func, select

from citizen_portal.domain.lifecycle import Status
from citizen_portal.domain.post import ResultWay, ShipmentState
from citizen_portal.models import AuditEntry, DeclaredRelative, DossierEvent, Handover
from citizen_portal.models import ShipmentEvent as Told
from citizen_portal.plugin_api import ConnectorUnavailable
from citizen_portal.services import reception, submission
from citizen_portal.services.dossiers.page import open_own_dossier
from citizen_portal.services.drafts import filling_in as drafts
from citizen_portal.services.errors import Forbidden, NotFound, NotPossibleNow, WrongInput
from citizen_portal.services.post.desk import results_by_post
from citizen_portal.services.post.labels import print_labels
from citizen_portal.services.post.news import ask_after_silent
from citizen_portal.services.post.outgoing import NOT_TO_SEND, ON_ITS_WAY, order_waybill
from citizen_portal.services.post.seen import shipments_of
from citizen_portal.services.processing.approval import NOT_PAID
from citizen_portal.services.scope import OWN
from plugins.connectors.post_carrier.simulator.pages import message_of
from tests.services.post.simulated_post import HOME, PostTown
from tests.services.town import AN, BINH, DUNG, EM, HAI, typed_values


def _state(post: PostTown, dossier_id: UUID) -> tuple[int, str]:
    dossier = post.town.dossier(dossier_id)
    return dossier.status, dossier.delivery_state


def _listed(post: PostTown, tab: str, by: str = DUNG) -> list[UUID]:
    town = post.town
    found = results_by_post(town.session, town.parts, town.person(by), tab)
    return [one.dossier.id for one in found.lines]


def test_from_the_wish_to_the_applicants_hands(post: PostTown) -> None:
    dossier_id = post.to_send()
    fee = post.town.dossier(dossier_id).fee_total
    assert post.town.dossier(dossier_id).delivery == {
        "way": "post", "postage": 22_000, "paid_by": "recipient",
        "recipient": {"name": HOME.name, "phone": HOME.phone, "address": HOME.address},
    }  # fmt: skip
    assert _listed(post, "cho-gui") == [dossier_id]
    assert post.order(dossier_id).count == 1
    post.work()
    post.work()  # the job may run twice
    (shipment,) = post.shipments(dossier_id)
    assert (shipment.waybill, shipment.postage) == ("BC000000001VN", 22_000)
    assert [one.reference for one in post.depot.newest()] == [shipment.id.hex]
    assert _state(post, dossier_id) == (Status.COMPLETED, "waiting")
    assert post.tell("BC000000001VN", "DA_NHAN_GUI") == "applied"
    assert _state(post, dossier_id) == (Status.COMPLETED, "with_carrier")
    assert _listed(post, "dang-phat") == [dossier_id]
    assert post.tell("BC000000001VN", "DA_PHAT") == "applied"
    assert _state(post, dossier_id) == (Status.RESULT_RETURNED, "delivered")
    assert post.town.dossier(dossier_id).fee_total == fee
    handed = post.town.session.scalars(
        select(Handover).where(Handover.dossier_id == dossier_id, Handover.how == "post")
    ).one()
    assert (handed.recipient_name, handed.handed_by_id) == (HOME.name, None)
    last = post.town.session.scalars(
        select(DossierEvent)
        .where(DossierEvent.dossier_id == dossier_id)
        .order_by(DossierEvent.sequence.desc())
    ).first()
    assert last is not None
    assert (last.action, last.actor_kind) == ("tra-ket-qua", "system")
    assert last.detail == {"how": "post", "waybill": "BC000000001VN"}


def test_pressing_twice_orders_once(post: PostTown) -> None:
    dossier_id = post.to_send()
    post.order(dossier_id)
    again = post.order(dossier_id)
    assert (again.count, [why for _, why in again.refused]) == (0, [ON_ITS_WAY])
    assert len(post.shipments(dossier_id)) == 1


def test_several_at_once_each_with_its_own_outcome(post: PostTown) -> None:
    ready, unwanted = post.to_send(), post.town.completed(BINH)
    unpaid = post.to_send()
    post.town.dossier(unpaid).payment_state = "due"
    post.town.session.commit()
    done = post.order(ready, unwanted, unpaid, uuid4())
    assert done.count == 1
    assert sorted(why.vi for _, why in done.refused) == sorted(
        [NOT_TO_SEND.vi, NOT_TO_SEND.vi, NOT_PAID.vi]
    )


def test_who_may_send(post: PostTown) -> None:
    dossier_id = post.to_send()
    with pytest.raises(Forbidden):
        post.order(dossier_id, by=EM)
    with pytest.raises(Forbidden):
        _listed(post, "cho-gui", by=EM)
    assert post.order(dossier_id, by=HAI).refused == (("", NOT_TO_SEND),)
    assert _listed(post, "cho-gui", by=HAI) == []
    with pytest.raises(NotFound):
        _listed(post, "moi")
    with pytest.raises(WrongInput):
        post.order()


def test_nobody_sends_a_relatives_result(post: PostTown) -> None:
    dossier_id = post.to_send()
    town = post.town
    relative = DeclaredRelative(
        person_id=town.person(DUNG).person_id,
        personal_number=AN,
        relation="cousin",
        declared_at=town.clock(),
    )
    town.session.add(relative)
    town.session.commit()
    (refused,) = post.order(dossier_id).refused
    assert refused[1] == OWN


@pytest.mark.parametrize(
    "order",
    [
        ("DA_PHAT", "DANG_VAN_CHUYEN", "DA_NHAN_GUI"),
        ("PHAT_KHONG_THANH_CONG", "DA_PHAT", "CHUYEN_HOAN"),
        ("CHUYEN_HOAN", "DA_NHAN_GUI", "DA_PHAT"),
    ],
)
def test_whatever_is_heard_later_a_delivered_result_stays_delivered(
    post: PostTown, order: tuple[str, ...]
) -> None:
    dossier_id, shipment = post.sent()
    for step in order:
        post.tell(str(shipment.waybill), step)
    assert _state(post, dossier_id) == (Status.RESULT_RETURNED, "delivered")
    assert post.shipments(dossier_id)[0].state == ShipmentState.DELIVERED


def test_an_older_event_that_comes_late_changes_nothing(post: PostTown) -> None:
    dossier_id, shipment = post.sent()
    now = post.town.clock()
    post.tell(str(shipment.waybill), "PHAT_KHONG_THANH_CONG", at=now)
    assert post.tell(str(shipment.waybill), "DANG_VAN_CHUYEN", at=now - timedelta(hours=5)) == (
        "noted"
    )
    assert _state(post, dossier_id) == (Status.COMPLETED, "not_delivered")
    assert _listed(post, "khong-phat-duoc") == [dossier_id]


def test_the_same_event_again_is_written_down_once(post: PostTown) -> None:
    dossier_id, shipment = post.sent()
    waybill = str(shipment.waybill)
    assert post.tell(waybill, "DA_NHAN_GUI", event_id="1") == "applied"
    assert post.tell(waybill, "DA_NHAN_GUI", event_id="1") == "noted"
    assert post.tell(waybill, "DA_PHAT", event_id="1") == "noted"  # a name says one thing
    assert post.town.session.scalar(select(func.count()).select_from(Told)) == 1
    assert _state(post, dossier_id) == (Status.COMPLETED, "with_carrier")


def test_a_forged_event_and_an_unknown_waybill_are_only_written_down(post: PostTown) -> None:
    dossier_id, shipment = post.sent()
    before = post.town.session.scalar(select(func.max(AuditEntry.sequence))) or 0
    assert post.tell(str(shipment.waybill), "DA_PHAT", secret="x" * 40) == "refused"
    assert post.tell("BC999999999VN", "DA_PHAT") == "unknown"
    assert _state(post, dossier_id) == (Status.COMPLETED, "waiting")
    records = post.town.session.scalars(
        select(AuditEntry.record).where(AuditEntry.sequence > before).order_by(AuditEntry.sequence)
    ).all()
    assert ["bad_signature" in records[0], "unknown waybill" in records[1]] == [True, True]


def test_a_result_that_came_back_can_be_sent_again(post: PostTown) -> None:
    dossier_id, shipment = post.sent()
    post.tell(str(shipment.waybill), "PHAT_KHONG_THANH_CONG")
    assert post.order(dossier_id).refused[0][1] == ON_ITS_WAY
    post.town.clock.move(hours=1)  # type: ignore[attr-defined]
    post.tell(str(shipment.waybill), "CHUYEN_HOAN")
    assert _state(post, dossier_id) == (Status.COMPLETED, "not_delivered")
    assert post.order(dossier_id).count == 1
    assert _state(post, dossier_id) == (Status.COMPLETED, "waiting")
    post.work()
    second = post.shipments(dossier_id)[-1]
    assert second.waybill != shipment.waybill
    post.tell(str(second.waybill), "DA_PHAT")
    assert _state(post, dossier_id) == (Status.RESULT_RETURNED, "delivered")


def test_an_address_that_the_carrier_refuses(post: PostTown) -> None:
    with pytest.raises(WrongInput) as caught:
        post.wish(
            post.town.accepted(),
            recipient=type(HOME)(name="An", phone="", address="Hải đảo Bạch Long Vĩ"),
        )
    assert "dia_chi" in caught.value.problems
    dossier_id = post.to_send()
    dossier = post.town.dossier(dossier_id)
    kept = {**(dossier.delivery or {})}
    kept["recipient"] = {**kept["recipient"], "address": "Hải đảo Bạch Long Vĩ"}
    dossier.delivery = kept
    post.town.session.commit()
    post.order(dossier_id)
    post.work()
    (shipment,) = post.shipments(dossier_id)
    assert (shipment.state, shipment.waybill) == ("refused", None)
    (line,) = results_by_post(
        post.town.session, post.town.parts, post.town.person(DUNG), "cho-gui"
    ).lines
    assert (line.problem, line.may_order) == ("địa chỉ không phát được", True)


def test_an_outage_of_the_carrier_stops_nobody(post: PostTown) -> None:
    post.depot.down = True
    dossier_id = post.to_send()
    assert (post.town.dossier(dossier_id).delivery or {})["postage"] is None
    assert post.order(dossier_id).count == 1
    with pytest.raises(ConnectorUnavailable):
        post.work()
    assert _state(post, dossier_id) == (Status.COMPLETED, "waiting")
    post.depot.down = False
    post.work()
    assert post.shipments(dossier_id)[0].waybill


def test_silent_shipments_are_asked_about(post: PostTown) -> None:
    dossier_id, _ = post.sent()
    parcel = post.depot.find(1)
    post.depot.note(1, message_of(parcel, "DA_PHAT"), "")  # happened, and nobody told
    town = post.town
    assert ask_after_silent(town.session, town.parts) == 0
    town.clock.move(hours=25)  # type: ignore[attr-defined]
    post.depot.down = True
    assert ask_after_silent(town.session, town.parts) == 0
    assert _state(post, dossier_id) == (Status.COMPLETED, "waiting")
    post.depot.down = False
    assert ask_after_silent(town.session, town.parts) == 1
    assert _state(post, dossier_id) == (Status.RESULT_RETURNED, "delivered")
    assert ask_after_silent(town.session, town.parts) == 0
    seen = shipments_of(town.session, town.person(AN), dossier_id)
    assert [one.state for one in seen[0].events] == [ShipmentState.DELIVERED]


def _labels(post: PostTown, *dossier_ids: UUID, by: str = DUNG) -> list[str]:
    town = post.town
    pdf = print_labels(town.session, town.parts, town.person(by), dossier_ids)
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_labels_are_printed_together_by_the_agency_that_sends(post: PostTown) -> None:
    (first, one), (second, two) = post.sent(), post.sent()
    pages = _labels(post, second, first, second)
    assert [str(two.waybill) in pages[0], str(one.waybill) in pages[1]] == [True, True]
    assert len(pages) == 2
    town = post.town
    sender = town.parts.reference.agency(town.dossier(first).return_agency_id)
    said = " ".join(pages[1].split())
    assert sender.address
    for part in (sender.name, sender.address, sender.phone, HOME.name, HOME.address):
        assert part in said
    with pytest.raises(NotFound):
        _labels(post, first, by=HAI)
    with pytest.raises(Forbidden):
        _labels(post, first, by=EM)
    with pytest.raises(WrongInput):
        _labels(post)


def test_only_what_is_under_way_has_a_label(post: PostTown) -> None:
    sent, shipment = post.sent()
    ordered = post.to_send()
    post.order(ordered)
    code = post.town.dossier(ordered).code
    with pytest.raises(WrongInput) as caught:
        _labels(post, sent, ordered)
    assert str(code) in caught.value.problems["ho_so"].vi
    post.tell(str(shipment.waybill), "CHUYEN_HOAN")
    with pytest.raises(WrongInput):
        _labels(post, sent)


def test_the_wish_is_the_applicants_until_there_is_a_result(post: PostTown) -> None:
    dossier_id = post.town.accepted()
    with pytest.raises(NotFound):
        post.wish(dossier_id, BINH)
    with pytest.raises(WrongInput):
        post.wish(dossier_id, recipient=None)
    with pytest.raises(WrongInput):
        post.wish(dossier_id, way=ResultWay.COUNTER, recipient=None, agency_id=1_000_000)
    here = post.town.dossier(dossier_id).handling_agency_id
    post.wish(dossier_id, way=ResultWay.COUNTER, recipient=None, agency_id=here)
    assert post.town.dossier(dossier_id).delivery == {"way": "counter"}
    done = post.town.completed(BINH)
    with pytest.raises(NotPossibleNow):
        post.wish(done, BINH)


def _answers(post: PostTown, dossier_id: UUID) -> tuple[object, object]:
    kept = post.town.dossier(dossier_id).answers
    return kept["delivery"], kept.get("delivery_address")


def test_the_form_and_the_wish_say_the_same(post: PostTown) -> None:
    town, draft = post.town, post.town.draft()
    assert _answers(post, draft)[0] == "electronic"
    post.wish(draft)
    assert _answers(post, draft) == ("post", HOME.address)
    step = next(one for one in town.procedure().form if "delivery" in one.questions())
    typed = typed_values(step, {**town.procedure().cases[0].answers, "delivery": "desk"})
    drafts.save_step(town.session, town.parts, town.person(AN), draft, step.name, typed)
    assert town.dossier(draft).delivery is None, "what was said last counts"
    submission.submit_dossier(town.session, town.parts, town.person(AN), draft)
    assert town.dossier(draft).delivery == {"way": "counter"}


def test_who_only_answers_the_form_gets_it_by_post_as_well(post: PostTown) -> None:
    town, draft = post.town, post.town.draft()
    step = next(one for one in town.procedure().form if "delivery" in one.questions())
    told = {"delivery": "post", "delivery_address": HOME.address}
    typed = typed_values(step, {**town.procedure().cases[0].answers, **told})
    drafts.save_step(town.session, town.parts, town.person(AN), draft, step.name, typed)
    submission.submit_dossier(town.session, town.parts, town.person(AN), draft)
    reception.accept_dossier(town.session, town.parts, town.person(DUNG), draft, None)
    post.complete(draft)
    assert _listed(post, "cho-gui") == [draft]
    assert post.order(draft).count == 1
    page = open_own_dossier(town.session, town.parts, town.person(AN), draft)
    assert "gửi qua bưu chính đến địa chỉ" in page.next.vi
    post.work()
    post.tell(str(post.shipments(draft)[0].waybill), "PHAT_KHONG_THANH_CONG")
    page = open_own_dossier(town.session, town.parts, town.person(AN), draft)
    assert "chưa phát được" in page.next.vi


def test_the_job_of_a_shipment_that_is_over_does_nothing(post: PostTown) -> None:
    _, shipment = post.sent()
    post.depot.down = True
    order_waybill(post.town.session, post.town.parts, shipment.id)
