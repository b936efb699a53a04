"""What the applicant is told when a dossier ends, stops or is late, and why."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from citizen_portal.domain.lifecycle import Action
from citizen_portal.services.withdrawal import withdraw_dossier
from tests.services.acts import ACTS
from tests.services.asked_items import ask, asked
from tests.services.town import AN, DUNG, EM, Town
from tests.web.browser_without_scripts import Browser

NO_MORE = "Hẹn trả kết quảKhông còn"
NOT_OWED = "bạn không phải nộp khoản này nữa"
AGAIN = "Nộp hồ sơ mới cho thủ tục này"


def _act(town: Town, action: Action, who: str, paid: bool) -> str:
    dossier_id = town.submitted() if action is Action.REFUSE else town.accepted()
    if paid:
        town.pay(dossier_id)
    ACTS[action](town, town.person(who), dossier_id, None)
    return f"/ho-so/{dossier_id}"


@pytest.mark.parametrize(
    ("action", "who", "why"),
    [(Action.REFUSE, DUNG, "Sai nơi nộp"), (Action.STOP, EM, "Không có trong sổ")],
)
@pytest.mark.parametrize(("paid", "cost"), [(False, NOT_OWED), (True, "xem phí có được hoàn")])
def test_an_end_says_why_what_next_and_what_it_costs(
    town: Town, citizen: Browser, action: Action, who: str, why: str, paid: bool, cost: str
) -> None:
    page = citizen.open(_act(town, action, who, paid))
    for said in (NO_MORE, f"Lý do: {why}", cost):
        assert said in page.text
    assert page.links()[AGAIN] == "/thu-tuc/2.000635"
    assert not [form for form in page.forms() if form.action.endswith("/thanh-toan")]
    assert "Vì sao là ngày này" not in page.text
    listed = citizen.open("/ho-so").text
    assert "Còn phải thanh toán" not in listed
    assert ("Hẹn trả kết quả: Không còn" in listed) is (action is Action.STOP), listed
    assert "Hẹn trả kết quả: 17:00" not in listed


def test_what_was_withdrawn(town: Town, citizen: Browser) -> None:
    dossier_id = town.accepted()
    withdraw_dossier(town.session, town.parts, town.person(AN), dossier_id, None, "")
    page = citizen.open(f"/ho-so/{dossier_id}")
    for said in (NO_MORE, "Bạn đã rút hồ sơ này", NOT_OWED):
        assert said in page.text
    assert AGAIN in page.links()


def test_what_is_suspended_waits_for_nobody_but_the_office(town: Town, citizen: Browser) -> None:
    page = citizen.open(_act(town, Action.SUSPEND, EM, False))
    for said in ("Lý do: Chờ bản án", "Báo lại khi tiếp tục", "cổng chưa thu khoản này"):
        assert said in page.text
    assert AGAIN not in page.links()
    assert not [form for form in page.forms() if form.action.endswith("/thanh-toan")], (
        "the office takes no payment for what is suspended"
    )


def test_an_apology_stands_at_the_top_with_its_reason(town: Town, citizen: Browser) -> None:
    page = citizen.open(_act(town, Action.APOLOGISE, EM, False))
    assert page.text.index("Xin lỗi và hẹn lại") < page.text.index("Phí, lệ phí")
    assert "Lý do: Chậm" in page.text
    assert "Tiếp theo:" in page.text


def test_a_supplement_asked_in_processing_promises_no_old_date(
    town: Town, citizen: Browser
) -> None:
    dossier_id = town.accepted()
    ask(town, dossier_id, asked("cau.register_place"), EM)
    assert "Tính lại từ đầu khi bạn bổ sung đủ" in citizen.open(f"/ho-so/{dossier_id}").text


def test_a_second_request_says_who_may_and_leads_back(
    town: Town, log_in: Callable[..., Browser]
) -> None:
    dossier_id = town.submitted()
    ask(town, dossier_id, asked("cau.register_place"))
    page = log_in(DUNG).open(f"/can-bo/ho-so/{dossier_id}/yeu-cau-bo-sung")
    assert (page.status, page.heading) == (409, "Chưa làm được việc này")
    assert page.links()["Trở lại chỗ đang làm"] == f"/can-bo/ho-so/{dossier_id}"
