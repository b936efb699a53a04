"""Handing over a result: with the code, with a signature, to who may have it, once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from citizen_portal.domain.handover import HandoverWay
from citizen_portal.domain.lifecycle import Action, Status
from citizen_portal.models import AuditEntry, DossierEvent, Handover
from citizen_portal.services.dossiers.page import open_own_dossier
from citizen_portal.services.errors import Forbidden, NotFound, NotPossibleNow, Stale, WrongInput
from citizen_portal.services.handing_over.claims import Claim
from citizen_portal.services.handing_over.desk import (
    find_to_return,
    open_return,
    open_signature,
    results_waiting,
)
from citizen_portal.services.handing_over.own import own_code
from citizen_portal.services.processing import approval
from citizen_portal.services.results import ending
from tests.services.town import AN, BINH, DUNG, EM, GIANG, HAI, Town, small_pdf

CODE, SIGNATURE = HandoverWay.CODE, HandoverWay.SIGNATURE
DRAWN = "40,150 90,40 140,150;60,110 120,110"


def _code(town: Town, dossier_id: UUID, who: str = AN) -> str:
    return own_code(town.session, town.parts, town.person(who), dossier_id)


def _wrong(town: Town, dossier_id: UUID) -> str:
    return f"{(int(_code(town, dossier_id)) + 1) % 10**6:06d}"


def _claim(**changes: Any) -> Claim:
    return Claim(**{"way": CODE, "checked": True, **changes})


def _return(town: Town, dossier_id: UUID, claim: Claim | None, who: str = DUNG) -> None:
    approval.return_result(town.session, town.parts, town.person(who), dossier_id, None, claim)


def _row(town: Town, dossier_id: UUID) -> Handover:
    town.session.expire_all()
    return town.session.scalars(
        select(Handover).where(Handover.dossier_id == dossier_id).order_by(Handover.id.desc())
    ).first()  # type: ignore[return-value]


def test_with_the_code_that_only_the_applicant_sees(town: Town) -> None:
    dossier_id = town.completed()
    assert town.dossier(dossier_id).delivery_state == "waiting"
    code = _code(town, dossier_id)
    assert len(code) == 6
    assert code not in _row(town, dossier_id).code_hash
    for who in (BINH, DUNG):
        with pytest.raises(NotFound):
            _code(town, dossier_id, who)
    _return(town, dossier_id, _claim(code=f" {code[:3]} {code[3:]}"))
    row, dossier = _row(town, dossier_id), town.dossier(dossier_id)
    assert (row.state, row.how, row.recipient_name) == ("done", "code", "Nguyễn Văn An")
    assert (row.recipient_number, row.handed_by_id) == (AN, town.person(DUNG).person_id)
    assert (row.handed_at, dossier.returned_at) == (town.clock(), town.clock())
    assert (dossier.status, dossier.delivery_state) == (Status.RESULT_RETURNED, "delivered")
    detail = town.session.scalars(
        select(DossierEvent.detail).where(DossierEvent.action == Action.RETURN_RESULT.value)
    ).one()
    assert detail["how"] == "code"
    handed = open_own_dossier(town.session, town.parts, town.person(AN), dossier_id).handed
    assert handed is not None
    assert (handed.way, handed.number) == (CODE, "0220******11")


def test_five_wrong_codes_and_only_a_signature_counts(town: Town) -> None:
    dossier_id = town.completed()
    right, wrong = _code(town, dossier_id), _wrong(town, dossier_id)
    for left in (4, 3, 2, 1):
        with pytest.raises(WrongInput) as refused:
            _return(town, dossier_id, _claim(code=wrong))
        assert f"Còn {left} lần" in refused.value.problems["ma_nhan"].vi
    for code in (wrong, right, right):
        with pytest.raises(WrongInput) as refused:
            _return(town, dossier_id, _claim(code=code))
        assert "chữ ký" in refused.value.problems["cach"].vi
    assert _row(town, dossier_id).tries == 5
    assert _code(town, dossier_id) == "", "the page does not offer what counts no more"
    tried = select(func.count()).where(AuditEntry.record.contains('"handover_code"'))
    assert town.session.scalar(tried) == 5
    assert town.dossier(dossier_id).status == Status.COMPLETED
    _return(town, dossier_id, _claim(way=SIGNATURE, slip=small_pdf(b"ky"), slip_name="ky.pdf"))
    assert _row(town, dossier_id).how == "signature"


def test_with_a_signature_that_is_kept(town: Town) -> None:
    dossier_id, slip = town.completed(), small_pdf(b"ky nhan")
    dung = town.person(DUNG)
    for bad in (b"", b"GIF89a", slip + b"<script>"):
        with pytest.raises(WrongInput) as refused:
            _return(town, dossier_id, _claim(way=SIGNATURE, slip=bad, slip_name="ky.pdf"))
        assert set(refused.value.problems) == {"chu_ky"}
        town.session.rollback()
    with pytest.raises(NotFound):
        open_signature(town.session, town.parts, dung, dossier_id)
    _return(town, dossier_id, _claim(way=SIGNATURE, slip=slip, slip_name="ky.pdf"))
    _, media_type, data = open_signature(town.session, town.parts, dung, dossier_id)
    assert (media_type, data) == ("application/pdf", slip)
    for who, error in ((HAI, NotFound), (AN, Forbidden)):
        with pytest.raises(error):
            open_signature(town.session, town.parts, town.person(who), dossier_id)


def test_signed_on_the_screen(town: Town) -> None:
    dossier_id, dung = town.completed(), town.person(DUNG)
    for bad, said in (("", "còn trống"), ("9,9", "quá ngắn"), ("9,9 601,9", "ra ngoài")):
        with pytest.raises(WrongInput) as refused:
            _return(town, dossier_id, _claim(way=SIGNATURE, strokes=bad))
        assert set(refused.value.problems) == {"net_ky"}
        assert said in refused.value.problems["net_ky"].vi
        town.session.rollback()
    _return(town, dossier_id, _claim(way=SIGNATURE, strokes=DRAWN))
    row = _row(town, dossier_id)
    assert (row.state, row.how, row.recipient_name) == ("done", "pen", "Nguyễn Văn An")
    name, media_type, data = open_signature(town.session, town.parts, dung, dossier_id)
    assert (media_type, data[:4], name[-4:]) == ("image/png", b"\x89PNG", ".png")
    kept = select(func.count()).where(AuditEntry.record.contains(row.signature_key))
    assert town.session.scalar(kept) == 1
    handed = open_own_dossier(town.session, town.parts, town.person(AN), dossier_id).handed
    assert handed is not None
    assert handed.way is HandoverWay.PEN


def test_whoever_chose_a_scan_meant_the_scan(town: Town) -> None:
    dossier_id = town.completed()
    scan = {"slip": small_pdf(b"ky"), "slip_name": "ky.pdf"}
    _return(town, dossier_id, _claim(way=SIGNATURE, strokes=DRAWN, **scan))
    assert _row(town, dossier_id).how == "signature"


def test_somebody_authorised(town: Town) -> None:
    dossier_id = town.completed()
    code = _code(town, dossier_id)
    with pytest.raises(WrongInput) as refused:
        _return(town, dossier_id, _claim(code=code, authorised=True, number="12", checked=False))
    assert set(refused.value.problems) == {"ho_ten", "so_dinh_danh", "can_cu", "doi_chieu"}
    whom = {"authorised": True, "name": "Trần  Thị Bình", "basis": "Giấy uỷ quyền 01/12/2026"}
    with pytest.raises(WrongInput) as refused:
        _return(town, dossier_id, _claim(code=code, **whom, number=DUNG))
    assert "đồng nghiệp" in refused.value.problems["so_dinh_danh"].vi
    assert _row(town, dossier_id).tries == 0, "no code was compared"
    _return(town, dossier_id, _claim(code=code, **whom, number=BINH))
    row = _row(town, dossier_id)
    assert (row.recipient_name, row.recipient_number) == ("Trần Thị Bình", BINH)
    assert row.authorised_by == "Giấy uỷ quyền 01/12/2026"


def test_the_identity_paper_is_compared_first(town: Town) -> None:
    dossier_id = town.completed()
    with pytest.raises(WrongInput) as refused:
        _return(town, dossier_id, _claim(code=_code(town, dossier_id), checked=False))
    assert set(refused.value.problems) == {"doi_chieu"}


def test_electronically_as_before(town: Town) -> None:
    dossier_id = town.returned()
    row = _row(town, dossier_id)
    assert (row.state, row.how, row.signature_key) == ("done", "electronic", "")
    assert town.dossier(dossier_id).delivery_state == "delivered"


def test_what_was_completed_before_there_were_codes(town: Town) -> None:
    dossier_id = town.completed()
    town.session.delete(_row(town, dossier_id))
    town.dossier(dossier_id).delivery_state = "none"
    town.session.commit()
    assert _code(town, dossier_id) == ""
    with pytest.raises(WrongInput):
        _return(town, dossier_id, _claim(code="123456x"))
    _return(town, dossier_id, _claim(code=_code(town, dossier_id)))
    assert town.dossier(dossier_id).delivery_state == "delivered"


def test_not_before_the_fee_nor_by_anybody_nor_from_an_old_page(town: Town) -> None:
    unpaid = town.approved()
    town.make_papers(unpaid, "result")
    with pytest.raises(NotPossibleNow, match="chưa được nộp"):
        _return(town, unpaid, _claim(code=_code(town, unpaid)))
    dossier_id = town.completed()
    claim = _claim(code=_code(town, dossier_id))
    for who, error in ((EM, Forbidden), (HAI, NotFound), (AN, Forbidden)):
        with pytest.raises(error):
            _return(town, dossier_id, claim, who)
    with pytest.raises(Stale):
        approval.return_result(town.session, town.parts, town.person(DUNG), dossier_id, 1, claim)
    _return(town, dossier_id, claim)
    with pytest.raises(NotPossibleNow):
        _return(town, dossier_id, claim)


def test_with_the_post_it_is_not_at_the_desk(town: Town) -> None:
    dossier_id = town.completed()
    town.dossier(dossier_id).delivery_state = "with_carrier"
    town.session.commit()
    with pytest.raises(NotPossibleNow, match="bưu chính"):
        _return(town, dossier_id, _claim(code=_code(town, dossier_id)))
    town.session.rollback()
    town.dossier(dossier_id).delivery_state = "not_delivered"
    town.session.commit()
    _return(town, dossier_id, _claim(code=_code(town, dossier_id)))
    assert town.dossier(dossier_id).delivery_state == "delivered"


def test_reopening_ends_the_code(town: Town) -> None:
    dossier_id = town.completed()
    ending.reopen_dossier(
        town.session, town.parts, town.person(GIANG), dossier_id, None, "Sai họ tên"
    )
    assert _row(town, dossier_id).state == "cancelled"
    assert town.dossier(dossier_id).delivery_state == "none"
    assert _code(town, dossier_id) == ""


def test_who_waits_and_one_at_the_desk(town: Town) -> None:
    done, early, returned = town.completed(), town.accepted(), town.returned()
    dung, hai = town.person(DUNG), town.person(HAI)
    assert [one.id for one in results_waiting(town.session, town.parts, dung).lines] == [done]
    assert results_waiting(town.session, town.parts, hai).lines == ()
    assert find_to_return(town.session, dung, town.dossier(done).code or "") == done
    seen = open_return(town.session, town.parts, dung, done)
    assert (seen.held_back, seen.dossier.handed, seen.tries_left) == (None, None, 5)
    seen = open_return(town.session, town.parts, dung, early)
    assert seen.held_back is not None
    assert "chưa có kết quả" in seen.held_back.vi
    seen = open_return(town.session, town.parts, dung, returned)
    assert seen.dossier.handed is not None
    assert (seen.dossier.handed.way, seen.dossier.handed.by) == (HandoverWay.ELECTRONIC, dung.name)
    with pytest.raises(NotFound):
        open_return(town.session, town.parts, hai, done)
    for use in (results_waiting, lambda *who: open_return(*who, done)):
        with pytest.raises(Forbidden):
            use(town.session, town.parts, town.person(EM))


def test_the_list_goes_on_where_it_ended(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citizen_portal.services.counter.waiting.PAGE", 2)
    ids = {town.completed() for _ in range(3)}
    dung = town.person(DUNG)
    first = results_waiting(town.session, town.parts, dung)
    second = results_waiting(town.session, town.parts, dung, first.older)
    assert (len(first.lines), len(second.lines), second.older) == (2, 1, "")
    assert {one.id for one in (*first.lines, *second.lines)} == ids


def test_two_desks_at_once(own_town: Town, own_engine: Engine) -> None:
    dossier_id = own_town.completed()
    dung, code = own_town.person(DUNG), _code(own_town, dossier_id)

    def hand_over(_: int) -> str:
        with Session(own_engine) as session:
            try:
                approval.return_result(
                    session, own_town.parts, dung, dossier_id, None, _claim(code=code)
                )
            except NotPossibleNow:
                return "refused"
            return "done"

    with ThreadPoolExecutor(3) as pool:
        ends = sorted(pool.map(hand_over, range(3)))
    assert ends == ["done", "refused", "refused"]
    rows = own_town.session.scalars(select(Handover.state).where(Handover.dossier_id == dossier_id))
    assert rows.all() == ["done"]
