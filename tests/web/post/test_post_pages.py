"""The post in a browser without scripts: the wish, the officers' desk, the carrier's events."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask

from citizen_portal.domain.lifecycle import Status
from plugins.connectors.post_carrier.protocol import HEADER, signature, written
from tests.services.post.simulated_post import SECRET, PostTown
from tests.services.town import AN, BINH, DUNG, EM, HAI
from tests.web.browser_without_scripts import Browser
from tests.web.filing import dossier_address, fill_all

LogIn = Callable[..., Browser]
DESK = "/can-bo/buu-chinh"
RECIPIENT = {
    "nguoi_nhan": "Trần Thị Bình", "dien_thoai": "0912 345 678",
    "dia_chi": "Số 5, phường Bãi Cháy, tỉnh Quảng Ninh",
}  # fmt: skip


def _id(address: str) -> UUID:
    return UUID(address.split("/")[2])


def test_the_citizen_chooses_the_post_before_submitting(citizen: Browser, post: PostTown) -> None:
    page = fill_all(citizen)
    assert "Chỉ nhận bản điện tử" in page.text
    base = dossier_address(page)
    page = citizen.open(f"{base}/nhan-ket-qua")
    assert page.heading == "Cách nhận kết quả"
    form = page.form("/nhan-ket-qua")
    assert form.values["cach_nhan"] == ["online"]
    page = citizen.press(form.fill(cach_nhan="post", **{**RECIPIENT, "dien_thoai": "12"}))
    assert (page.status, set(page.errors())) == (422, {"dien_thoai"})
    form = page.form("/nhan-ket-qua")
    assert form.values["dia_chi"] == [RECIPIENT["dia_chi"]]
    page = citizen.press(form.fill(dien_thoai="0912 345 678"))
    assert page.address.endswith("/kiem-tra")
    assert "22.000 đồng" in page.text
    assert "Không thuộc phí, lệ phí" in page.text
    assert "Trần Thị Bình, Số 5, phường Bãi Cháy" in page.text
    page = citizen.press(page.form("/nop"))
    assert page.status == 200, page.text
    assert "Nhận bản giấy qua bưu chính: Trần Thị Bình" in page.text
    dossier = post.town.dossier(_id(base))
    assert (dossier.fee_total, (dossier.delivery or {})["postage"]) == (8000, 22_000)


def test_an_address_nobody_serves_is_said_and_kept(citizen: Browser, post: PostTown) -> None:
    base = dossier_address(fill_all(citizen))
    typed = {**RECIPIENT, "dia_chi": "Hải đảo Bạch Long Vĩ"}
    form = citizen.open(f"{base}/nhan-ket-qua").form("/nhan-ket-qua")
    page = citizen.press(form.fill(cach_nhan="post", **typed))
    assert (page.status, set(page.errors())) == (422, {"dia_chi"})
    assert page.form("/nhan-ket-qua").values["dia_chi"] == ["Hải đảo Bạch Long Vĩ"]


def test_papers_by_post_and_their_waybill(citizen: Browser, log_in: LogIn, post: PostTown) -> None:
    base = dossier_address(fill_all(citizen))
    form = citizen.open(f"{base}/nhan-ket-qua").form("/nhan-ket-qua")
    page = citizen.press(form.fill(nop_giay_to="buu-chinh"))
    assert "Giấy tờ được gửi qua bưu chính" in page.text
    page = citizen.press(page.form("/nop"))
    assert "Cơ quan chờ giấy tờ bạn gửi qua bưu chính" in page.text
    there = post.town.parts.reference.agency(post.town.dossier(_id(base)).receiving_agency_id)
    assert f"Gửi giấy tờ đến: {there.name}" in page.text
    assert there.address in page.text
    assert "Cơ quan trả lời chậm nhất" not in page.text
    page = citizen.press(page.form("/van-don").fill(van_don="số 1"))
    assert (page.status, set(page.errors())) == (422, {"van_don"})
    assert page.form("/van-don").values["van_don"] == ["số 1"]
    page = citizen.press(page.form("/van-don").fill(van_don="BC000000077VN"))
    assert "BC000000077VN" in page.text
    code = post.town.dossier(_id(base)).code or ""
    desk = log_in(DUNG)
    page = desk.press(desk.open(DESK).form("/nhan").fill(van_don="BC000000077VN", ma="khong"))
    assert (page.status, set(page.errors())) == (422, {"ma"})
    assert page.form("/nhan").values["van_don"] == ["BC000000077VN"]
    page = desk.press(page.form("/nhan").fill(ma=code))
    assert (page.status, page.address) == (200, f"/can-bo{base}")
    assert "Cơ quan nhận lúc" in page.text
    assert "Bưu gửi BC000000077VN đến lúc" in page.text
    assert "giấy tờ đến qua bưu chính" in page.text
    page = citizen.open(base)
    assert "Cơ quan trả lời chậm nhất" in page.text
    assert "Giấy tờ đến qua bưu chính: " in page.text
    assert post.town.dossier(_id(base)).acceptance_due_at is not None


def test_the_officer_sends_and_the_carrier_delivers(
    app: Flask, log_in: LogIn, post: PostTown
) -> None:
    dossier_id = post.to_send()
    desk = log_in(DUNG)
    assert f'href="{DESK}"' in desk.open("/can-bo").html
    page = desk.press(desk.open(DESK).form("/gui"))
    assert (page.status, set(page.errors())) == (422, {"ho_so"})
    page = desk.press(page.form("/gui").fill(ho_so=[str(dossier_id)]))
    assert "Đã yêu cầu vận đơn cho 1 hồ sơ" in page.text
    post.work()
    page = desk.open(DESK)
    assert f'href="{DESK}/nhan-gui/{dossier_id}.pdf"' in page.html
    token = page.form("/gui").values["csrf_token"]
    printing = {"csrf_token": token, "ho_so": str(dossier_id)}
    for label in (
        desk.raw(f"{DESK}/nhan-gui/{dossier_id}.pdf"),
        desk.raw(f"{DESK}/nhan-gui.pdf", "POST", data=printing),
    ):
        assert (label.status_code, label.mimetype) == (200, "application/pdf")
        assert label.data.startswith(b"%PDF")
    refused = desk.press(page.form("/gui"), "In nhãn")
    assert (refused.status, set(refused.errors())) == (422, {"ho_so"})
    now = post.town.clock()
    body = written(
        {"MaSuKien": "1", "SoVanDon": "BC000000001VN", "TrangThai": "DA_NHAN_GUI",
         "ThoiGian": now.isoformat(), "BuuCuc": "Bưu cục Hạ Long", "GhiChu": ""}
    )  # fmt: skip
    signed = {HEADER: signature(body, int(now.timestamp()), SECRET)}
    events = "/buu-chinh/su-kien/post_carrier"
    outside = app.test_client()
    assert outside.post(events, data=body, headers=signed).json == {"verdict": "applied"}
    assert outside.post(events, data=body, headers=signed).json == {"verdict": "noted"}
    assert outside.post(events, data=body).status_code == 403
    assert outside.post("/buu-chinh/su-kien/ai-do", data=body, headers=signed).status_code == 404
    assert outside.post(events, data=b"x" * 70_000).status_code == 413
    assert "Bưu cục Hạ Long" in desk.open(f"/can-bo/ho-so/{dossier_id}").text
    assert "Đang phát" in desk.open(f"{DESK}?muc=dang-phat").text
    post.tell("BC000000001VN", "DA_PHAT", event_id="2")
    assert post.town.dossier(dossier_id).status == Status.RESULT_RETURNED
    page = log_in(AN).open(f"/ho-so/{dossier_id}")
    assert "Đã giao" in page.text
    assert "Bưu cục Hạ Long" in page.text


@pytest.mark.parametrize("number", [EM])
def test_the_desk_is_for_who_returns_results(log_in: LogIn, post: PostTown, number: str) -> None:
    desk = log_in(number)
    assert desk.raw(DESK).status_code == 403
    assert f'href="{DESK}"' not in desk.open("/can-bo").html


def test_other_peoples_dossiers(log_in: LogIn, post: PostTown) -> None:
    dossier_id, _ = post.sent()
    label = f"{DESK}/nhan-gui/{dossier_id}.pdf"
    assert log_in(HAI).raw(label).status_code == 404
    assert log_in(DUNG).raw(label).status_code == 200
    stranger = log_in(BINH)
    assert stranger.raw(f"/ho-so/{dossier_id}/nhan-ket-qua").status_code == 404
    assert stranger.raw(DESK).status_code == 403
    assert log_in(DUNG).raw(f"{DESK}?muc=gi").status_code == 404


def test_without_a_carrier_nobody_is_offered_the_post(
    citizen: Browser,
) -> None:
    base = dossier_address(fill_all(citizen))
    form = citizen.open(f"{base}/nhan-ket-qua").form("/nhan-ket-qua")
    assert "post" not in citizen.open(f"{base}/nhan-ket-qua").html.split("</form>")[0].split(
        'value="'
    )
    page = citizen.press(form.fill(cach_nhan="post"))
    assert (page.status, set(page.errors())) == (422, {"cach_nhan"})
