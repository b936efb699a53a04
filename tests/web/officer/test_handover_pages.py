"""The desk of results in a browser without scripts: the code, the signature, who may."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from tests.services.town import AN, BINH, DUNG, EM, HAI, Town, small_pdf
from tests.web.browser_without_scripts import Browser, Form

LogIn = Callable[..., Any]
DESK = "/can-bo/tra-ket-qua"


def _code(citizen: Browser, dossier_id: UUID) -> str:
    text = citizen.open(f"/ho-so/{dossier_id}").text
    return text.partition("Mã nhận kết quả: ")[2][:6]


def _form(desk: Browser, dossier_id: UUID) -> Form:
    address = f"{DESK}/{dossier_id}"
    return desk.open(address).form(address)


def test_from_the_list_to_the_applicants_hands(town: Town, log_in: LogIn, citizen: Browser) -> None:
    dossier_id = town.completed()
    code = _code(citizen, dossier_id)
    assert code.isdigit()
    desk = log_in(DUNG)
    assert f'href="{DESK}"' in desk.open("/can-bo").html
    page = desk.open(DESK)
    page = desk.open(page.links()[town.dossier(dossier_id).code or ""])
    assert "0220******11" in page.text
    assert code not in page.html
    form = page.form(f"{DESK}/{dossier_id}")
    page = desk.press(form.fill(nguoi_nhan="chu-ho-so", doi_chieu="yes", cach="code", ma_nhan=code))
    assert page.status == 200, page.text
    assert "Tại quầy, bằng mã nhận kết quả" in page.text
    assert "Người nhận: Nguyễn Văn An (0220******11)" in page.text
    assert "bằng mã nhận kết quả" in desk.open(f"/can-bo/ho-so/{dossier_id}").text
    assert "Tại quầy, bằng mã" in citizen.open(f"/ho-so/{dossier_id}").text


def test_an_officer_who_helps_does_not_see_the_code(
    town: Town, log_in: LogIn, citizen: Browser
) -> None:
    dossier_id = town.completed()
    code = _code(citizen, dossier_id)
    desk = log_in(DUNG)
    for address in (f"/can-bo/ho-so/{dossier_id}", f"/ho-so/{dossier_id}"):
        answer = desk.raw(address)
        assert code not in answer.get_data(as_text=True), address


def test_wrong_codes_are_counted_on_the_page(town: Town, log_in: LogIn, citizen: Browser) -> None:
    dossier_id = town.completed()
    wrong = f"{(int(_code(citizen, dossier_id)) + 1) % 10**6:06d}"
    desk = log_in(DUNG)
    form = _form(desk, dossier_id).fill(
        nguoi_nhan="uy-quyen", ho_ten="Trần Thị Bình", so_dinh_danh=BINH, can_cu="Giấy uỷ quyền",
        doi_chieu="yes", cach="code", ma_nhan=wrong,
    )  # fmt: skip
    page = desk.press(form)
    assert (page.status, "Còn 4 lần nhập" in page.text) == (422, True)
    kept = page.form(f"{DESK}/{dossier_id}")
    assert (kept.values["ho_ten"], kept.values["ma_nhan"]) == (["Trần Thị Bình"], [wrong])
    for _ in range(4):
        page = desk.press(kept)
    assert (page.status, "đã bị khoá vì nhập sai 5 lần" in page.text) == (422, True)
    assert "Mã nhận kết quả" not in citizen.open(f"/ho-so/{dossier_id}").text
    form = page.form(f"{DESK}/{dossier_id}").fill(cach="signature")
    page = desk.press(form)
    assert (page.status, "có chữ ký của người nhận" in page.text) == (422, True)
    form = page.form(f"{DESK}/{dossier_id}").attach("chu_ky", small_pdf(b"ky"), "ky.pdf")
    page = desk.press(form)
    assert "Giấy uỷ quyền" in page.text
    slip = desk.raw(page.links()["Giấy có chữ ký người nhận"])
    assert slip.data == small_pdf(b"ky")
    assert slip.headers["Content-Disposition"].startswith("attachment")
    assert "Người nhận thay: Trần Thị Bình" in citizen.open(f"/ho-so/{dossier_id}").text


def test_what_is_missing_is_said_all_at_once(town: Town, log_in: LogIn) -> None:
    dossier_id = town.completed()
    desk = log_in(DUNG)
    page = desk.press(_form(desk, dossier_id))
    assert page.status == 422
    assert len(page.errors()) == 3, "who, how, and that the paper was compared"
    page = desk.press(_form(desk, dossier_id).fill(nguoi_nhan="uy-quyen", cach="code"))
    assert len(page.errors()) == 5


def test_an_old_page_and_an_unpaid_fee(town: Town, log_in: LogIn, citizen: Browser) -> None:
    dossier_id = town.completed()
    desk = log_in(DUNG)
    form = _form(desk, dossier_id).fill(
        nguoi_nhan="chu-ho-so", doi_chieu="yes", cach="code", ma_nhan=_code(citizen, dossier_id)
    )
    form.values["phien_ban"] = ["1"]
    page = desk.press(form)
    assert page.status == 409
    assert desk.press(page.form(f"{DESK}/{dossier_id}")).status == 200
    unpaid = town.approved()
    town.make_papers(unpaid, "result")
    page = desk.open(f"{DESK}/{unpaid}")
    assert "chưa được nộp" in page.text
    assert page.links()["Thu phí tại quầy"] == f"/can-bo/thu-phi/{unpaid}"
    assert "chưa có kết quả" in desk.open(f"{DESK}/{town.accepted()}").text


def test_it_is_not_everybodys(town: Town, log_in: LogIn, citizen: Browser) -> None:
    dossier_id = town.completed(AN)
    for who in (log_in(EM), citizen):
        assert who.raw(DESK).status_code == 403
        assert who.raw(f"{DESK}/{dossier_id}").status_code == 403
    other = log_in(HAI)
    assert other.raw(f"{DESK}/{dossier_id}").status_code == 404
    assert other.raw(f"{DESK}/{dossier_id}/chu-ky").status_code == 404
    page = other.open(DESK)
    assert "Không có kết quả nào chờ trả" in page.text
    token = page.html.partition('name="csrf_token" value="')[2].partition('"')[0]
    data = {
        "csrf_token": token, "nguoi_nhan": "chu-ho-so", "doi_chieu": "yes", "cach": "code",
        "ma_nhan": "123456",
    }  # fmt: skip
    assert other.raw(f"{DESK}/{dossier_id}", "POST", data=data).status_code == 404
    assert other.raw(f"{DESK}?ma=xyz").status_code == 422


def test_a_signature_drawn_on_the_page(town: Town, log_in: LogIn) -> None:
    """What the pad's script sends; strokes that were refused are on the page again."""
    dossier_id, drawn = town.completed(), "40,150 90,40 140,150;60,110 120,110"
    desk = log_in(DUNG)
    form = _form(desk, dossier_id)
    assert "net_ky" not in form.values, "without the script there is no pad"
    form = form.fill(nguoi_nhan="chu-ho-so", doi_chieu="yes", cach="signature")
    for strokes, said in (("", "Khung ký còn trống"), ("700,1 700,90", "ra ngoài khung")):
        form.values["net_ky"] = [strokes]
        page = desk.press(form)
        assert (page.status, said in page.text) == (422, True)
        assert f'name="net_ky" value="{strokes}"' in page.html
    form.values |= {"net_ky": [drawn], "doi_chieu": []}
    page = desk.press(form)
    assert (page.status, f'value="{drawn}"' in page.html) == (422, True)
    form.values["doi_chieu"] = ["yes"]
    page = desk.press(form)
    assert "Tại quầy, ký trên màn hình" in page.text
    address = f"{DESK}/{dossier_id}/chu-ky"
    assert f'src="{address}"' in page.html
    assert desk.raw(address).headers["Content-Type"] == "image/png"
    panel = desk.open(f"/can-bo/ho-so/{dossier_id}")
    assert panel.links()["Chữ ký của người nhận"] == f"{DESK}/{dossier_id}"
