"""Batches and bundles as officers' browsers meet them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from zipfile import ZipFile

from citizen_portal.domain.lifecycle import Status
from citizen_portal.services.batches.running import run_batch
from tests.services.town import AN, BINH, DUNG, EM, GIANG, Town

LogIn = Callable[..., Any]
BATCH, PAPERS = "/can-bo/hang-loat", "/can-bo/giay-to.zip"


def _token(browser: Any) -> str:
    html: str = browser.open("/can-bo").html
    return html.partition('name="csrf_token" value="')[2].partition('"')[0]


def _post(browser: Any, address: str, **data: Any) -> Any:
    return browser.raw(address, "POST", data={"csrf_token": _token(browser), **data})


def test_a_batch_is_confirmed_started_and_told_of(town: Town, log_in: LogIn) -> None:
    first, second = town.submitted(), town.accepted(BINH)
    browser = log_in(DUNG)
    asked = _post(browser, BATCH, viec="tiep-nhan", ho_so=[str(first), f"{second}:1"])
    assert asked.status_code == 200
    assert town.dossier(first).code in asked.get_data(as_text=True)
    assert town.dossier(first).status == Status.REGISTERED
    started = _post(
        browser, BATCH, viec="tiep-nhan", xac_nhan="1", ho_so=[str(first), f"{second}:1"]
    )
    assert started.status_code == 303
    address = started.headers["Location"]
    running = browser.raw(address)
    assert running.headers["Refresh"]
    assert "<progress" in running.get_data(as_text=True)
    run_batch(town.session, town.parts, address.rpartition("/")[2])
    page = browser.open(address)
    assert "Refresh" not in page.response.headers
    assert "Xong 1, không thực hiện được 1, trên 2 hồ sơ" in page.text
    assert "đã được" in page.text
    listed = browser.open(BATCH)
    assert "Xong 1, không thực hiện được 1, trên 2 hồ sơ" in listed.text
    assert address.endswith(listed.links()["Tiếp nhận hồ sơ: 2 hồ sơ"])
    assert "Xong" not in log_in(GIANG).open(BATCH).text
    town.make_papers(first, "reception_slip")
    form = next(one for one in page.forms() if one.action == PAPERS)
    packed = _post(browser, PAPERS, loai="giay-tiep-nhan", ho_so=form.values["ho_so"])
    with ZipFile(io.BytesIO(packed.get_data())) as archive:
        assert [name.partition("-giay")[0] for name in archive.namelist()] == [
            town.dossier(first).code
        ]
    again = browser.press(page.form(f"{address.removeprefix('http://localhost')}/thu-lai"))
    assert again.status == 200
    assert log_in(GIANG).raw(address).status_code == 404


def test_signing_many_shows_what_will_be_signed(town: Town, log_in: LogIn) -> None:
    dossier_id = town.sent_for_approval()
    answer = _post(log_in(GIANG), BATCH, viec="phe-duyet", ho_so=str(dossier_id))
    assert "Chữ ký của bạn" in answer.get_data(as_text=True)


def test_nothing_chosen_and_unknown_acts(log_in: LogIn) -> None:
    browser = log_in(DUNG)
    assert _post(browser, BATCH, viec="tiep-nhan").status_code == 409
    assert _post(browser, BATCH, viec="tiep-nhan", ho_so="khong-phai-ma").status_code == 409
    assert _post(browser, BATCH, viec="rut").status_code == 404
    assert _post(log_in(EM), PAPERS, loai="ket-qua").status_code == 409


def test_papers_leave_as_an_archive(town: Town, log_in: LogIn) -> None:
    dossier_id, without = town.accepted(), town.submitted(BINH)
    town.make_papers(dossier_id, "reception_slip")
    answer = _post(
        log_in(DUNG), PAPERS, loai=["giay-tiep-nhan"], ho_so=[str(dossier_id), str(without)]
    )
    assert answer.status_code == 200
    assert answer.is_streamed
    with ZipFile(io.BytesIO(answer.get_data())) as archive:
        names = archive.namelist()
        assert names[0].endswith("-giay-tiep-nhan-1.pdf")
        assert archive.read(names[1]).decode() == town.dossier(without).code


def test_all_of_a_page_are_ticked_by_a_link(town: Town, log_in: LogIn) -> None:
    codes = {town.dossier(town.submitted(one)).code for one in (AN, BINH)}
    browser = log_in(DUNG)
    page = browser.open("/can-bo?hang-doi=can-tiep-nhan")
    assert " checked" not in page.html
    page = browser.open(page.links()["Đánh dấu mọi hồ sơ trên trang này"])
    assert page.html.count(" checked") == len(codes)
