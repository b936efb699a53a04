"""Each officer sees the buttons of what they may do, and nothing else works for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from citizen_portal.domain.lifecycle import Action
from tests.services import finance
from tests.services.acts import ACTS
from tests.services.town import AN, DUNG, EM, GIANG, HAI, HOA, KHOA, LAM, Town, result_typed

Life = Callable[[Town], UUID]


def after(life: Life, action: Action, who: str) -> Life:
    """One more act."""

    def come_there(town: Town) -> UUID:
        dossier_id = life(town)
        ACTS[action](town, town.person(who), dossier_id, None)
        return dossier_id

    return come_there


LIVES: dict[str, Life] = {
    "submitted": Town.submitted,
    "accepted": Town.accepted,
    "at the last step": Town.at_last_step,
    "sent for approval": Town.sent_for_approval,
    "approved, not paid": Town.approved,
    "completed": Town.completed,
    "returned": Town.returned,
    "waiting for a supplement": Town.waiting_for_supplement,
    "waiting for a payment": after(Town.accepted, Action.REQUEST_PAYMENT, EM),
    "apologised for": after(Town.accepted, Action.APOLOGISE, EM),
    "suspended": after(Town.accepted, Action.SUSPEND, EM),
    "stopped": after(Town.accepted, Action.STOP, EM),
    "reopened": after(Town.completed, Action.REOPEN, GIANG),
    "revoked": after(Town.completed, Action.REVOKE_RESULT, GIANG),
    "full: submitted": finance.submitted,
    "full: accepted": finance.accepted,
    "full: sent for approval": finance.sent_for_approval,
    "full: initialled": finance.initialled,
    "full: approved, not paid": finance.approved_unpaid,
    "full: approved": finance.approved,
    "full: issued": finance.issued,
}
SMALL, FULL = (DUNG, EM, GIANG), (finance.UYEN, HOA, finance.XUAN, finance.YEN, finance.ANH,
                                  finance.VINH)  # fmt: skip
WORDS = (
    "tiep-nhan", "tu-choi", "yeu-cau-bo-sung", "chuyen-buoc", "trinh-duyet", "phe-duyet",
    "tra-lai", "dung", "tra-ket-qua", "xin-loi", "ky-nhay", "ban-hanh", "tam-dung", "tiep-tuc",
    "mo-lai", "thu-hoi", "cap-lai", "yeu-cau-thanh-toan",
)  # fmt: skip
_RECEPTION = {"tiep-nhan", "tu-choi", "yeu-cau-bo-sung", "yeu-cau-thanh-toan"}
_AT_WORK = {"xin-loi", "dung", "tam-dung"}
_CASE = {"chuyen-buoc", "yeu-cau-bo-sung", "yeu-cau-thanh-toan"} | _AT_WORK
_LAST = {"trinh-duyet", "yeu-cau-bo-sung", "yeu-cau-thanh-toan"} | _AT_WORK
_RESULT = {"mo-lai", "thu-hoi", "cap-lai"}
SHOWN: dict[tuple[str, str], set[str]] = {
    ("submitted", DUNG): _RECEPTION,
    ("accepted", DUNG): {"xin-loi"},
    ("accepted", EM): _CASE,
    ("accepted", GIANG): _AT_WORK,
    ("at the last step", DUNG): {"xin-loi"},
    ("at the last step", EM): _LAST,
    ("at the last step", GIANG): _AT_WORK,
    ("sent for approval", DUNG): {"xin-loi"},
    ("sent for approval", EM): _AT_WORK,
    ("sent for approval", GIANG): {"phe-duyet", "tra-lai"} | _AT_WORK,
    ("approved, not paid", GIANG): _RESULT,
    ("completed", DUNG): {"tra-ket-qua"},
    ("completed", GIANG): _RESULT,
    ("returned", GIANG): {"thu-hoi", "cap-lai"},
    ("apologised for", EM): _CASE - {"xin-loi"},
    ("apologised for", GIANG): _AT_WORK,
    ("suspended", EM): {"tiep-tuc"},
    ("suspended", GIANG): {"tiep-tuc"},
    ("reopened", DUNG): {"xin-loi"},
    ("reopened", EM): _LAST,
    ("reopened", GIANG): _AT_WORK,
    ("revoked", GIANG): {"mo-lai", "cap-lai"},
    ("full: submitted", finance.UYEN): _RECEPTION,
    ("full: accepted", finance.UYEN): {"xin-loi"},
    ("full: accepted", HOA): _CASE,
    ("full: accepted", finance.YEN): _AT_WORK,
    ("full: sent for approval", finance.UYEN): {"xin-loi"},
    ("full: sent for approval", HOA): _AT_WORK,
    ("full: sent for approval", finance.XUAN): {"ky-nhay", "tra-lai"},
    ("full: sent for approval", finance.YEN): {"phe-duyet", "tra-lai"} | _AT_WORK,
    ("full: initialled", finance.UYEN): {"xin-loi"},
    ("full: initialled", HOA): _AT_WORK,
    ("full: initialled", finance.XUAN): {"tra-lai"},
    ("full: initialled", finance.YEN): {"phe-duyet", "tra-lai"} | _AT_WORK,
    ("full: approved, not paid", finance.UYEN): {"xin-loi"},
    ("full: approved, not paid", HOA): {"xin-loi"},
    ("full: approved, not paid", finance.YEN): {"xin-loi"},
    ("full: approved", finance.UYEN): {"xin-loi"},
    ("full: approved", HOA): {"xin-loi"},
    ("full: approved", finance.YEN): {"xin-loi"},
    ("full: approved", finance.ANH): {"ban-hanh"},
    ("full: issued", finance.UYEN): {"tra-ket-qua"},
    ("full: issued", finance.YEN): _RESULT,
}

LogIn = Callable[..., Any]


def _answers(town: Town, word: str, full: bool = False) -> dict[str, list[str]]:
    if word in ("trinh-duyet", "cap-lai"):
        draft = finance.certificate_typed(town) if full else result_typed(town)
        return {**draft, "ly_do": ["Sai năm sinh"]}
    return {
        "ly_do": ["Sổ bị rách"], "noi_dung": ["Giấy khai sinh"], "ngay_hen": ["28/12/2026"],
        "ngoai_le": ["1"], "can_cu": ["Quy chế mẫu"], "ten_khoan": ["Phí thẩm định"],
        "so_tien": ["150.000"],
    }  # fmt: skip


def _shown(page: Any, address: str) -> set[str]:
    """The actions that the page offers, by forms and by links."""
    targets = [form.action for form in page.forms()] + list(page.links().values())
    return {one.rpartition("/")[2] for one in targets if f"{address}/" in one} & set(WORDS)


def _post(browser: Any, town: Town, dossier_id: UUID, word: str, full: bool = False) -> Any:
    """A direct POST, with a token of the browser's own and without a button."""
    token = browser.open("/can-bo").html.partition('name="csrf_token" value="')[2].partition('"')[0]
    data = {"csrf_token": [token], **_answers(town, word, full)}
    return browser.raw(f"/can-bo/ho-so/{dossier_id}/{word}", "POST", data=data)


_SAID = (
    "Người được giao:", "Lúc này", "người khác phải", "Chỉ lãnh đạo phê duyệt",
    "Thay đổi mới nhất",
)  # fmt: skip


def _says_who(html: str) -> bool:
    """The page names who may do it, who was first, or what can be done now and by whom."""
    return any(words in html for words in _SAID)


@pytest.mark.parametrize("life", list(LIVES))
def test_only_permitted_buttons_are_shown_and_nothing_else_works(
    town: Town, log_in: LogIn, life: str
) -> None:
    dossier_id = LIVES[life](town)
    address = f"/can-bo/ho-so/{dossier_id}"
    revision = town.dossier(dossier_id).revision
    full = life.startswith("full: ")
    for who in FULL if full else SMALL:
        browser = log_in(who)
        expected = SHOWN.get((life, who), set())
        assert _shown(browser.open(address), address) == expected, who
        for word in set(WORDS) - expected:
            answer = _post(browser, town, dossier_id, word, full)
            assert answer.status_code in (403, 409), (who, word, answer.status_code)
            said = answer.get_data(as_text=True)
            assert _says_who(said), (who, word)
    assert town.dossier(dossier_id).revision == revision


@pytest.mark.parametrize("life", ["submitted", "sent for approval", "completed"])
def test_strangers_get_nothing(town: Town, log_in: LogIn, life: str) -> None:
    dossier_id = LIVES[life](town)
    revision = town.dossier(dossier_id).revision
    for who, status in {HAI: 404, LAM: 404, AN: 403, KHOA: 403}.items():
        browser = log_in(who)
        assert browser.open(f"/can-bo/ho-so/{dossier_id}").status == status
        for word in WORDS:
            assert _post(browser, town, dossier_id, word).status_code == status, word
        for paper in ("xac-nhan-nop.pdf", "ket-qua/1.pdf", "trinh-duyet"):
            assert browser.raw(f"/can-bo/ho-so/{dossier_id}/{paper}").status_code == status, paper
    assert town.dossier(dossier_id).revision == revision


def test_a_foreign_dossier_looks_like_an_unknown_one(town: Town, log_in: LogIn) -> None:
    dossier_id = town.submitted()
    browser = log_in(HAI)
    foreign = browser.open(f"/can-bo/ho-so/{dossier_id}")
    unknown = browser.open(f"/can-bo/ho-so/{UUID(int=7)}")
    assert (foreign.status, foreign.text) == (unknown.status, unknown.text)


@pytest.mark.parametrize(("life", "who"), list(SHOWN))
def test_every_shown_button_works(town: Town, log_in: LogIn, life: str, who: str) -> None:
    browser = log_in(who)
    for word in SHOWN[life, who] - {"yeu-cau-bo-sung"}:  # composed on a page of its own
        dossier_id = LIVES[life](town)
        page = browser.open(f"/can-bo/ho-so/{dossier_id}")
        if word in ("trinh-duyet", "cap-lai"):
            page = browser.open(page.links()[Action(word).label.vi])
        form = page.form(f"/{word}")
        typed = _answers(town, word, life.startswith("full: "))
        form.values.update({name: value for name, value in typed.items() if name in form.controls})
        before = town.dossier(dossier_id).revision
        answer = browser.press(form)
        assert (answer.status, answer.errors()) == (200, {}), word
        assert town.dossier(dossier_id).revision > before, word


def test_an_unknown_action_is_not_there(town: Town, log_in: LogIn) -> None:
    dossier_id = town.submitted()
    assert _post(log_in(DUNG), town, dossier_id, "chuyen-xu-ly").status_code == 404


def test_actions_need_a_token_of_ours(town: Town, log_in: LogIn) -> None:
    dossier_id = town.submitted()
    browser = log_in(DUNG)
    answer = browser.raw(f"/can-bo/ho-so/{dossier_id}/tiep-nhan", "POST", data={})
    assert answer.status_code == 400
    assert town.dossier(dossier_id).status == 1


def test_after_the_session_ran_out_an_action_comes_back_to_the_dossier(
    town: Town, log_in: LogIn
) -> None:
    dossier_id = town.submitted()
    browser = log_in(DUNG)
    form = browser.open(f"/can-bo/ho-so/{dossier_id}").form("tiep-nhan")
    browser.forget()
    answer = browser.raw(f"/can-bo/ho-so/{dossier_id}/tiep-nhan", "POST", data=form.values)
    assert answer.status_code == 303
    assert f"can-bo%2Fho-so%2F{dossier_id}" in answer.headers["Location"]
    assert "tiep-nhan" not in answer.headers["Location"]
