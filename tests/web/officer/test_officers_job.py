"""The officers' main job by pages alone: from the desk to the returned result."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from citizen_portal.domain.lifecycle import Status
from tests.services.town import DUNG, EM, GIANG, Town


def test_a_dossier_from_the_desk_to_the_returned_result(
    town: Town, log_in: Callable[..., Any]
) -> None:
    dossier_id = town.submitted()
    code = town.dossier(dossier_id).code
    reception, case, approver = log_in(DUNG), log_in(EM), log_in(GIANG)

    desk = reception.open("/can-bo")
    assert code in desk.links()
    page = reception.open(desk.links()[code])
    assert page.status == 200
    assert code in page.heading
    accepted = reception.press(page.form())
    assert town.dossier(dossier_id).status == Status.IN_PROCESSING
    assert "Giấy tiếp nhận hồ sơ và hẹn trả kết quả" in accepted.links()

    desk = case.open("/can-bo")
    page = case.press(case.open(desk.links()[code]).form("chuyen-buoc").fill(ghi_chu="Đã tra sổ"))
    assert "Đã tra sổ" in page.text
    draft = case.open(page.links()["Trình duyệt"])
    assert draft.form().values["entry_name"] == ["Nguyễn Văn An"]
    case.press(draft.form())

    desk = approver.open("/can-bo")
    page = approver.open(desk.links()[code])
    assert "Dự thảo kết quả" in page.text
    approver.press(page.form("phe-duyet"))
    assert town.dossier(dossier_id).status == Status.COMPLETED

    town.pay(dossier_id)
    waiting = reception.open(f"/can-bo/ho-so/{dossier_id}/ket-qua/1.pdf")
    assert waiting.status == 202
    assert waiting.response.headers["Refresh"] == "2"
    town.make_papers(dossier_id, "result")
    page = reception.open(f"/can-bo/ho-so/{dossier_id}")
    page = reception.press(page.form("tra-ket-qua"))
    assert town.dossier(dossier_id).status == Status.RESULT_RETURNED
    assert "Hiện bạn không có việc gì phải làm" in page.text
    paper = reception.raw(f"/can-bo/ho-so/{dossier_id}/ket-qua/1.pdf")
    assert paper.data.startswith(b"%PDF-")
    assert "attachment" in paper.headers["Content-Disposition"]
