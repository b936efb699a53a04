"""What colleagues do with one another, page by page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from citizen_portal.domain.roles import ActorKind
from citizen_portal.models import DeclaredRelative, Delegation, OpinionRequest
from tests.services.colleagues.office import AUDITOR, EN, lend
from tests.services.town import AN, BINH, DUNG, EM, GIANG, HAI, HOA, KHOA, Town

LogIn = Callable[..., Any]


def _address(dossier_id: UUID) -> str:
    return f"/can-bo/ho-so/{dossier_id}"


def test_a_leader_assigns_and_the_officer_hands_back(town: Town, log_in: LogIn) -> None:
    address = _address(town.accepted())
    leader = log_in(GIANG)
    page = leader.open(address)
    assert "Chưa có ai nhận." in page.text
    page = leader.open(page.links()["Phân công"])
    assert "Hoàng Văn Em – đang giữ 0 hồ sơ" in page.text
    nobody = leader.press(page.form("/phan-cong"))
    assert nobody.status == 422
    assert set(nobody.errors()) == {"can_bo"}
    person_id = str(town.person(EM).person_id)
    page = leader.press(nobody.form("/phan-cong").fill(can_bo=person_id))
    assert page.address == address
    assert "Giao cho: Hoàng Văn Em." in page.text
    case = log_in(EM)
    page = case.open(address)
    assert "Bạn đang thụ lý hồ sơ này." in page.text
    page = case.press(page.form("/tra-viec"), "Trả việc")
    page = case.press(page.form("/nhan-viec"), "Nhận việc")
    assert "Bạn đang thụ lý hồ sơ này." in page.text
    mine = log_in(AN).open(f"/ho-so/{address.rpartition('/')[2]}")
    assert "Trả việc" not in mine.text
    assert "Hoàng Văn Em" not in mine.text


def test_who_was_quicker_is_named(town: Town, log_in: LogIn) -> None:
    address = _address(town.accepted())
    leader, case = log_in(GIANG), log_in(EM)
    late = leader.open(f"{address}/phan-cong").form("/phan-cong")
    case.press(case.open(address).form("/nhan-viec"), "Nhận việc")
    page = leader.press(late.fill(can_bo=str(town.person(EM).person_id)))
    assert page.status == 409
    assert "Nhận việc" in page.text


@pytest.mark.parametrize(
    "path", ["phan-cong", "ghi-chu", "xin-y-kien", "chuyen-co-quan", "noi-tra"]
)
def test_others_do_not_find_the_pages_of_a_dossier(town: Town, log_in: LogIn, path: str) -> None:
    address = f"{_address(town.accepted())}/{path}"
    assert log_in(HAI).open(address).status == 404, "another agency"
    assert log_in(AN).open(address).status == 403, "the applicant"
    assert log_in(KHOA).open(address).status == 403
    refused = {"phan-cong": DUNG, "noi-tra": EM}.get(path)
    if refused:
        assert log_in(refused).open(address).status == 403, "another's task"


def test_notes_stay_among_colleagues(town: Town, log_in: LogIn) -> None:
    dossier_id = town.accepted()
    desk = log_in(DUNG)
    form = desk.open(_address(dossier_id)).form("/ghi-chu")
    empty = desk.press(form.fill(ghi_chu=" "), "Lưu ghi chú")
    assert empty.status == 422
    assert set(empty.errors()) == {"ghi_chu"}
    long = "Một dòng.\n" * 300
    refused = desk.press(empty.form("/ghi-chu").fill(ghi_chu=long))
    assert refused.status == 422
    assert refused.form("/ghi-chu").values["ghi_chu"][0].startswith("Một dòng.")
    page = desk.press(refused.form("/ghi-chu").fill(ghi_chu="Đã gọi <b>điện</b>."))
    assert "Đã gọi <b>điện</b>." in page.text
    assert "Đã gọi" in log_in(EM).open(_address(dossier_id)).text
    assert "Đã gọi" not in log_in(AN).open(f"/ho-so/{dossier_id}").html


def test_who_has_the_dossier_open_is_a_hint(town: Town, log_in: LogIn) -> None:
    address = _address(town.accepted())
    log_in(EM).open(address)
    page = log_in(GIANG).open(address)
    assert "Người số 0066 đang mở hồ sơ này." in page.text
    assert page.form("/xin-loi") is not None


def test_another_agency_is_asked_and_answers(town: Town, log_in: LogIn) -> None:
    address = _address(town.accepted())
    case, asked = log_in(EM), log_in(HOA)
    assert asked.open(address).status == 404
    page = case.open(case.open(address).links()["Xin ý kiến một cơ quan khác"])
    odd = case.press(page.form("/xin-y-kien").fill(so_ngay="99", cau_hoi="Nợ thuế không?"))
    assert odd.status == 422
    assert set(odd.errors()) == {"co_quan", "so_ngay"}
    form = odd.form("/xin-y-kien")
    assert form.values["cau_hoi"] == ["Nợ thuế không?"]
    finance = str(town.person(HOA).posts[0].agency_id)
    page = case.press(form.fill(so_ngay="2", co_quan=finance))
    assert "Còn 1 câu hỏi chưa được trả lời." in page.text
    waiting = asked.open("/can-bo/xin-y-kien")
    code = str(town.dossier(UUID(address.rpartition("/")[2])).code)
    question = asked.open(waiting.links()[code])
    seen = asked.open(question.links()["Xem hồ sơ"])
    assert seen.status == 200
    assert "Ghi chú nội bộ" not in seen.text
    assert "Hiện bạn không có việc gì phải làm với hồ sơ này." in seen.text
    empty = asked.press(question.form())
    assert (empty.status, set(empty.errors())) == (422, {"tra_loi"})
    page = asked.press(empty.form().fill(tra_loi="Không nợ."))
    assert "Không có câu hỏi nào đang chờ trả lời." in page.text
    assert asked.open(address).status == 404, "answered: it sees no more"
    assert "Không nợ." in case.open(address).text
    number = town.session.query(OpinionRequest).one().id
    assert case.open(f"/can-bo/xin-y-kien/{number}").status == 404


def test_a_question_is_taken_back(town: Town, log_in: LogIn) -> None:
    address = _address(town.accepted())
    case = log_in(EM)
    form = case.open(f"{address}/xin-y-kien").form("/xin-y-kien")
    finance = str(town.person(HOA).posts[0].agency_id)
    page = case.press(form.fill(co_quan=finance, cau_hoi="Còn nợ không?"))
    assert "Còn nợ không?" in case.open("/can-bo/xin-y-kien?muc=di").text
    page = case.press(page.form("/rut"), "Rút câu hỏi")
    assert "Đã rút" in page.text
    assert "Còn nợ không?" not in case.open("/can-bo/xin-y-kien?muc=di").text


def test_a_dossier_moves_and_the_applicant_is_told(town: Town, log_in: LogIn) -> None:
    dossier_id = town.accepted()
    case = log_in(EM)
    page = case.open(case.open(_address(dossier_id)).links()["Chuyển cơ quan giải quyết"])
    odd = case.press(page.form("/chuyen-co-quan").fill(ly_do=" "))
    assert (odd.status, set(odd.errors())) == (422, {"co_quan", "ly_do"})
    there = str(town.person(HAI).posts[0].agency_id)
    form = odd.form("/chuyen-co-quan").fill(co_quan=there, ly_do="Cư trú ở Bãi Cháy")
    page = case.press(form)
    assert page.address == _address(dossier_id), "the receiving agency still has a part in it"
    mine = log_in(AN).open(f"/ho-so/{dossier_id}")
    assert "Chuyển đến Ủy ban nhân dân phường Bãi Cháy. Cư trú ở Bãi Cháy" in mine.text
    assert log_in(HAI).open(_address(dossier_id)).status == 200


def test_the_place_of_return_is_changed_at_the_desk(town: Town, log_in: LogIn) -> None:
    dossier_id = town.accepted()
    desk = log_in(DUNG)
    page = desk.open(desk.open(_address(dossier_id)).links()["Đổi nơi trả kết quả"])
    odd = desk.press(page.form("/noi-tra"))
    assert (odd.status, set(odd.errors())) == (422, {"noi_tra"})
    there = str(town.person(HAI).posts[0].agency_id)
    late = odd.form("/noi-tra").fill(noi_tra=there)
    page = desk.press(odd.form("/noi-tra").fill(noi_tra=there))
    assert page.status == 200
    again = desk.press(late)
    assert again.status == 409
    assert "Bãi Cháy" in again.text


def test_a_role_is_lent_and_taken_back(town: Town, log_in: LogIn) -> None:
    leader = log_in(GIANG)
    page = leader.open("/can-bo/uy-quyen")
    odd = leader.press(page.form("/uy-quyen").fill(den_ngay="mai", ly_do="Nghỉ phép"))
    assert (odd.status, set(odd.errors())) == (422, {"den_ngay"})
    form = odd.form("/uy-quyen")
    assert form.values["ly_do"] == ["Nghỉ phép"]
    odd = leader.press(form.fill(den_ngay="25/11/2026"))
    assert (odd.status, set(odd.errors())) == (422, {"nguoi_nhan"})
    person_id = str(town.person(DUNG).person_id)
    page = leader.press(odd.form("/uy-quyen").fill(nguoi_nhan=person_id))
    assert "Người số 0077 → Phạm Thị Dung" in page.text
    helped = log_in(DUNG)
    assert "Phó Chủ tịch (được uỷ quyền)" in helped.open("/can-bo/vai-tro").text
    number = town.session.query(Delegation).one().id
    assert log_in(HAI).raw(f"/can-bo/uy-quyen/{number}/ket-thuc", "POST").status_code == 400
    page = leader.press(page.form("/ket-thuc"), "Kết thúc ngay")
    assert "Chưa có uỷ quyền nào." in page.text
    assert "được uỷ quyền)" not in helped.open("/can-bo/vai-tro").text


def test_a_leader_arranges_a_stand_in_and_both_desks_say_so(town: Town, log_in: LogIn) -> None:
    leader, away = log_in(GIANG), log_in(EM)
    form = leader.open("/can-bo/uy-quyen").form("/uy-quyen")
    case = town.person(EM).posts[0]
    role = f"{case.agency_id}:{case.role}:{town.person(EM).person_id}"
    whom = str(town.person(DUNG).person_id)
    page = leader.press(form.fill(vai_tro=role, nguoi_nhan=whom, den_ngay="25/11/2026", ly_do="Ốm"))
    assert "người đặt: Người số 0077" in page.text
    assert (
        "Phạm Thị Dung làm thay bạn đến hết 25/11/2026: Cán bộ thụ lý" in away.open("/can-bo").text
    )
    assert "Bạn làm thay Hoàng Văn Em đến hết 25/11/2026" in log_in(DUNG).open("/can-bo").text
    assert "làm thay" not in leader.open("/can-bo").text
    away.press(away.open("/can-bo/uy-quyen").form("/ket-thuc"), "Kết thúc ngay")
    assert "làm thay" not in away.open("/can-bo").text


def test_relatives_are_private_except_to_auditors(town: Town, log_in: LogIn) -> None:
    case = log_in(EM)
    page = case.open("/can-bo/nguoi-than")
    odd = case.press(page.form("/nguoi-than").fill(so_dinh_danh="12"))
    assert (odd.status, set(odd.errors())) == (422, {"so_dinh_danh", "quan_he"})
    page = case.press(odd.form("/nguoi-than").fill(so_dinh_danh=BINH, quan_he="sibling"))
    assert BINH in page.text
    assert BINH not in log_in(GIANG).open("/can-bo/nguoi-than").text
    assert BINH in log_in(AUDITOR).open("/can-bo/nguoi-than").text
    page = case.press(page.form("/bo"), f"Bỏ {BINH}")
    assert BINH not in page.text
    assert town.session.query(DeclaredRelative).count() == 0


def test_rules_of_assignment_are_kept_by_administrators(town: Town, log_in: LogIn) -> None:
    keeper = log_in(EN)
    page = keeper.open("/can-bo/phan-cong")
    assert "Chưa có quy tắc nào" in page.text
    form = page.form("/phan-cong")
    form.values["can_bo"] = ["x"]
    odd = keeper.press(form)
    assert (odd.status, set(odd.errors())) == (422, {"can_bo"})
    person_id = str(town.person(EM).person_id)
    page = keeper.press(odd.form("/phan-cong").fill(can_bo=person_id))
    assert "Mọi thủ tục → Hoàng Văn Em" in page.text
    page = keeper.press(page.form("/bo"), "Bỏ quy tắc")
    assert "Chưa có quy tắc nào" in page.text
    assert log_in(EM).open("/can-bo/phan-cong").status == 403


def test_the_table_of_roles_marks_ones_own(town: Town, log_in: LogIn) -> None:
    lend(town, GIANG, DUNG, ActorKind.APPROVER)
    page = log_in(DUNG).open("/can-bo/vai-tro")
    headings = [" ".join("".join(one.itertext()).split()) for one in page.tree.iter("th")]
    assert "Cán bộ một cửa (bạn)" in headings
    assert "Lãnh đạo phê duyệt (bạn)" in headings
    assert "Văn thư" in headings


def test_the_log_is_read_by_those_who_may(town: Town, log_in: LogIn) -> None:
    code = str(town.dossier(town.accepted()).code)
    leader = log_in(GIANG)
    page = leader.press(leader.open("/can-bo/nhat-ky").form().fill(ma=code))
    assert "Tiếp nhận hồ sơ" in page.text
    assert "Mới đăng ký → Được tiếp nhận" in page.text
    odd = leader.press(page.form().fill(ngay="hôm qua"))
    assert (odd.status, set(odd.errors())) == (422, {"ngay"})
    assert odd.form().values["ma"] == [code]
    nothing = leader.press(odd.form().fill(ngay="19/11/2026"))
    assert "Không có mục nào phù hợp." in nothing.text
    assert code in log_in(AUDITOR).open("/can-bo/nhat-ky").text
    assert code not in log_in(AUDITOR).open("/can-bo/nhat-ky?nguoi=Kh%C3%B4ng&truoc=x").text
    assert log_in(EM).open("/can-bo/nhat-ky").status == 403
    assert log_in(AN).open("/can-bo/nhat-ky").status == 403


@pytest.mark.parametrize(
    "path",
    ["xin-y-kien?muc=x&sau=y", "xin-y-kien?sau=1e400_1", "nguoi-than?sau=x", "xin-y-kien/999999"],
)
def test_odd_addresses_are_answered(log_in: LogIn, path: str) -> None:
    assert log_in(EM).open(f"/can-bo/{path}").status == (404 if "999999" in path else 200)
